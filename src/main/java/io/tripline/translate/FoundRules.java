package io.tripline.translate;

import io.tripline.dialect.Dialects;
import io.tripline.dialect.RuleParser;
import io.tripline.problem.Problem;
import io.tripline.problem.SourceText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rule files that paths name: source rules and DRL, in a stable order. Tests ({@code .test.yml}) and hidden files are left
 * out. Links inside a folder are followed only if they stay in it.
 *
 * @param sources Sigma and Elastic
 * @param drl DRL files
 * @param problems files that cannot be read
 */
public record FoundRules(List<RuleSource> sources, List<RuleSource> drl, List<Problem> problems) {

    private static final long LARGEST = 2L << 20;

    /** An export holds many rules. */
    private static final long LARGEST_EXPORT = 32L << 20;

    /** {@code list.ValueLists.FOLDER}, of another room. */
    private static final String LISTS = "lists";

    private static final int MOST_FILES = 100_000;
    private static final int DEEPEST = 50;

    public FoundRules {
        sources = List.copyOf(sources);
        drl = List.copyOf(drl);
        problems = List.copyOf(problems);
    }

    /**
     * @param paths files or folders; a file keeps the path it was given by where that is a relative one below the working
     *     directory
     * @param output the folder that DRL is written to: what stands in it already keeps its place there; may be null
     * @throws IOException if a path does not exist or a folder cannot be listed
     */
    public static FoundRules find(Collection<Path> paths, @Nullable Path output) throws IOException {
        Search search = new Search();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                Path below = output != null && absolute(path).startsWith(absolute(output)) ? output : path;
                search.folder(path, absolute(below));
            } else {
                search.add(path, relativeName(path, output));
            }
        }
        return new FoundRules(search.sources, search.drl, search.problems);
    }

    /**
     * For what is only translated in memory: files of different folders that have the same relative path get as much of their
     * folders' names as tells them apart.
     */
    public FoundRules toldApart() {
        Map<String, Long> taken =
                sources.stream().collect(Collectors.groupingBy(RuleSource::stem, Collectors.counting()));
        List<RuleSource> apart = sources.stream()
                .map(source -> taken.getOrDefault(source.stem(), 1L) == 1 ? source : withFolder(source))
                .toList();
        return new FoundRules(apart, drl, problems);
    }

    /** Two files of one folder, such as x.yml and x.toml, stay in each other's way. */
    private static RuleSource withFolder(RuleSource source) {
        Path absolute = absolute(Path.of(source.text().file()));
        Path whole = absolute.getRoot() == null ? absolute : absolute.getRoot().relativize(absolute);
        RuleSource file = new RuleSource(slashed(whole), source.text());
        String relative = source.relative();
        return source.part()
                ? new RuleSource(file.stem() + relative.substring(relative.lastIndexOf('/')), source.text(), true)
                : file;
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static String relativeName(Path file, @Nullable Path output) {
        Path absolute = absolute(file);
        Path working = absolute(Path.of(""));
        Path name = absolute.getFileName() == null ? absolute : absolute.getFileName();
        Path relative = name;
        if (output != null && absolute.startsWith(absolute(output))) {
            relative = absolute(output).relativize(absolute);
        } else if (!file.isAbsolute() && absolute.startsWith(working)) {
            relative = working.relativize(absolute);
        }
        return slashed(relative);
    }

    private static String slashed(Path relative) {
        List<String> parts = new ArrayList<>();
        relative.forEach(part -> parts.add(part.toString()));
        return String.join("/", parts);
    }

    /** Whether a file's name says that it is a source rule. */
    public static boolean isSource(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean test = lower.endsWith(".test.yml") || lower.endsWith(".test.yaml");
        boolean one = lower.endsWith(".yml") || lower.endsWith(".yaml") || lower.endsWith(".toml");
        return !test && (one || isExport(lower));
    }

    /** Whether a file's name says that it holds rules or events: only its text tells. */
    public static boolean isExport(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".ndjson");
    }

    /** The rules of a text, each for itself. */
    public static List<RuleSource> parts(RuleSource whole) {
        RuleParser parser = Dialects.all().choose(whole.text());
        return parser == null
                ? List.of(whole)
                : parser.parts(whole.text()).stream().map(whole::part).toList();
    }

    /** Whether a file's name says that it is DRL. */
    public static boolean isDrl(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".drl");
    }

    private static final class Search {

        private final List<RuleSource> sources = new ArrayList<>();
        private final List<RuleSource> drl = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private final Set<Path> seen = new HashSet<>();

        void folder(Path folder, Path below) throws IOException {
            List<Path> files = new ArrayList<>();
            Path root = folder.toRealPath();
            Files.walkFileTree(folder, Set.of(), DEEPEST, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return isHidden(directory) && !directory.equals(folder)
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (!isHidden(file)
                            && isRule(file)
                            && !isList(folder, file)
                            && (attributes.isRegularFile() || isInside(file, root))) {
                        files.add(file);
                    }
                    if (files.size() > MOST_FILES) {
                        throw new IOException("more than " + MOST_FILES + " rule files in " + folder);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
            files.sort(Comparator.comparing(FoundRules::slashed));
            for (Path file : files) {
                add(file, slashed(below.relativize(absolute(file))));
            }
        }

        private static boolean isHidden(Path file) {
            Path name = file.getFileName();
            return name != null && name.toString().startsWith(".");
        }

        private static boolean isRule(Path file) {
            String name = file.toString();
            return isSource(name) || isDrl(name);
        }

        /** What a folder {@code lists} in the given one holds is looked up by rules. */
        private static boolean isList(Path folder, Path file) {
            Path relative = folder.relativize(file);
            return relative.getNameCount() == 2
                    && relative.getName(0).toString().equals(LISTS)
                    && isExport(file.toString());
        }

        private static boolean isInside(Path link, Path root) throws IOException {
            return Files.isRegularFile(link) && link.toRealPath().startsWith(root);
        }

        void add(Path file, String relative) throws IOException {
            if (!seen.add(absolute(file))) {
                return;
            }
            SourceText text = read(file);
            if (text == null) {
                return;
            }
            RuleSource whole = new RuleSource(relative, text);
            if (isDrl(file.toString())) {
                drl.add(whole);
            } else {
                sources.addAll(parts(whole));
            }
        }

        /** Null, with a problem, for what cannot be a rule. */
        private @Nullable SourceText read(Path file) throws IOException {
            if (!Files.isRegularFile(file)) {
                Files.readAttributes(file, BasicFileAttributes.class); // what is not there is another matter
                problems.add(error(file, "a pipe or a device is no rule file"));
                return null;
            }
            long largest = isExport(file.toString()) ? LARGEST_EXPORT : LARGEST;
            if (Files.size(file) > largest) {
                problems.add(error(file, "larger than " + (largest >> 20) + " MiB"));
                return null;
            }
            byte[] bytes = Files.readAllBytes(file);
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
                return new SourceText(file.toString(), text.startsWith("\uFEFF") ? text.substring(1) : text);
            } catch (CharacterCodingException e) {
                problems.add(error(file, "not UTF-8 text"));
                return null;
            }
        }

        private static Problem error(Path file, String message) {
            return Problem.ofFile(Problem.Severity.ERROR, file.toString(), message, null);
        }
    }
}
