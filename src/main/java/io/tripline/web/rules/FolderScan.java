package io.tripline.web.rules;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One look at the rules folder: which files that matter are there, and how they look from outside. Links are followed as long
 * as they stay in the folder; hidden files and folders are nobody's rules.
 */
final class FolderScan {

    private static final int DEEPEST = 32;

    /**
     * A file from outside.
     *
     * @param modified ms since the epoch
     * @param identity another file under the same name has another; empty where the file system has none
     */
    record FileState(long size, long modified, String identity) {}

    private FolderScan() {}

    /**
     * Relative path with slashes to the state of the file; empty if there is no such folder. A file that cannot be looked at
     * is not there.
     */
    static Map<String, FileState> look(Path folder) throws IOException {
        Map<String, FileState> found = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        Path real = folder.toRealPath();
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                return directory.equals(folder) || !isHidden(directory) && isInside(directory, real)
                        ? FileVisitResult.CONTINUE
                        : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && RuleFileKind.of(file) != null && isInside(file, real)) {
                    found.put(name(folder, file), state(attributes));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path directory, @org.jspecify.annotations.Nullable IOException failure) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    private static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private static boolean isInside(Path path, Path folder) {
        try {
            return path.toRealPath().startsWith(folder);
        } catch (IOException gone) {
            return false;
        }
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private static FileState state(BasicFileAttributes attributes) {
        Object key = attributes.fileKey();
        return new FileState(
                attributes.size(), attributes.lastModifiedTime().toMillis(), key == null ? "" : key.toString());
    }

    /** What a file of the folder is to us. */
    enum RuleFileKind {
        DRL,
        SOURCE,
        PARAMETERS;

        static @org.jspecify.annotations.Nullable RuleFileKind of(Path file) {
            return of(file.getFileName().toString());
        }

        static @org.jspecify.annotations.Nullable RuleFileKind of(String path) {
            String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
            if (name.startsWith(".") || name.endsWith(".test.yml") || name.endsWith(".test.yaml")) {
                return null;
            }
            if (name.equals("parameters.properties")) {
                return PARAMETERS;
            }
            if (name.endsWith(".drl")) {
                return DRL;
            }
            return name.endsWith(".yml") || name.endsWith(".yaml") || name.endsWith(".toml") ? SOURCE : null;
        }
    }
}
