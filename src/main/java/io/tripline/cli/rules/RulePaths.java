package io.tripline.cli.rules;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the rule files behind {@code PATH…}. */
public final class RulePaths {

    private static final String TEST = ".test.yml";
    private static final List<String> ENDINGS = List.of(".yml", ".yaml", ".toml", ".drl");

    /** Marks a rules folder: package and stream names begin below it. */
    private static final String PARAMETERS = "parameters.properties";

    private static final int DEEPEST = 64;

    private final Path here;

    /** @param here what relative paths are relative to */
    public RulePaths(Path here) {
        this.here = here;
    }

    /** Whether a name is that of a rule file. */
    public static boolean isRule(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !lower.endsWith(TEST) && ENDINGS.stream().anyMatch(lower::endsWith);
    }

    /** Whether a name is that of a test file. */
    public static boolean isTest(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(TEST);
    }

    /**
     * All rule files, each once, by folder in order of name. Sources and DRL alike.
     *
     * @throws IOException a path is not there or cannot be read; its message is the path
     */
    public List<RuleFile> find(Collection<String> given) throws IOException {
        Map<Path, RuleFile> found = new LinkedHashMap<>();
        for (String path : given) {
            for (RuleFile file : find(path)) {
                found.putIfAbsent(file.path().toAbsolutePath().normalize(), file);
            }
        }
        return List.copyOf(found.values());
    }

    private List<RuleFile> find(String given) throws IOException {
        Path path = here.resolve(given);
        if (Files.isDirectory(path)) {
            List<RuleFile> files = new ArrayList<>();
            for (Path file : below(path, RulePaths::isRule)) {
                files.add(new RuleFile(file, name(given, path, file), belowRulesFolder(path, file)));
            }
            return files;
        }
        if (!Files.exists(path)) {
            throw new NoSuchFileException(given);
        }
        return List.of(new RuleFile(path, given, belowRulesFolder(null, path)));
    }

    /** Files below a folder whose name is wanted; hidden ones and hidden folders are left out. */
    public static List<Path> below(Path folder, java.util.function.Predicate<String> wanted) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                return !dir.equals(folder) && isHidden(dir) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!isHidden(file) && wanted.test(String.valueOf(file.getFileName()))) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof FileSystemLoopException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        files.sort(Comparator.naturalOrder());
        return files;
    }

    private static boolean isHidden(Path path) {
        return String.valueOf(path.getFileName()).startsWith(".");
    }

    private static String name(String given, Path folder, Path file) {
        String below = slashes(folder.relativize(file));
        if (given.isEmpty() || given.equals(".")) {
            return below;
        }
        return given.endsWith("/") ? given + below : given + "/" + below;
    }

    /** Below the folder with parameters.properties if the file is in one, else below the given folder, else its name. */
    private static String belowRulesFolder(@Nullable Path given, Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        for (Path folder = absolute.getParent(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(PARAMETERS))) {
                return slashes(folder.relativize(absolute));
            }
        }
        return given == null
                ? String.valueOf(file.getFileName())
                : slashes(given.toAbsolutePath().normalize().relativize(absolute));
    }

    static String slashes(Path path) {
        return path.toString().replace('\\', '/');
    }
}
