package io.tripline.live.rules;

import io.tripline.list.ValueLists;
import io.tripline.translate.FoundRules;
import io.tripline.translate.ParameterFile;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One look at the rules folder: which files that matter are there, and how they look from outside. Links to files are
 * followed as long as they stay in the folder; hidden files and folders are nobody's rules.
 */
final class FolderScan {

    /**
     * A file from outside.
     *
     * @param modified ms since the epoch
     * @param identity another file under the same name has another; empty where the file system has none
     */
    record FileState(long size, long modified, String identity) {}

    private FolderScan() {}

    /** What a file of the folder is to us. */
    enum Kind {
        DRL,
        SOURCE,
        PARAMETERS,
        LIST;

        /** Null: nothing. */
        static @Nullable Kind of(String path) {
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (name.startsWith(".")) {
                return null;
            }
            if (isList(path, name)) {
                return LIST;
            }
            if (name.equals(ParameterFile.NAME)) {
                return PARAMETERS;
            }
            if (FoundRules.isDrl(name)) {
                return DRL;
            }
            return FoundRules.isSource(name) ? SOURCE : null;
        }

        private static boolean isList(String path, String name) {
            return path.equals(ValueLists.FOLDER + "/" + name) && ValueLists.listOf(name) != null;
        }
    }

    /** The name of the list that a {@link Kind#LIST} belongs to. */
    static String list(String path) {
        return Objects.requireNonNull(ValueLists.listOf(path.substring(path.lastIndexOf('/') + 1)));
    }

    /**
     * Relative path with slashes to the state of the file. A file that cannot be looked at is not there.
     *
     * @param notices listen to each folder before it is looked at
     * @throws IOException the folder itself cannot be looked at: then nobody knows what is in it
     */
    static Map<String, FileState> look(Path folder, FolderNotices notices) throws IOException {
        Visitor visitor = new Visitor(folder, folder.toRealPath(), notices);
        Files.walkFileTree(folder, visitor);
        return visitor.found;
    }

    /** One file; null if it is not there. */
    static @Nullable FileState look(Path folder, String relative) {
        try {
            return state(Files.readAttributes(folder.resolve(relative), BasicFileAttributes.class));
        } catch (IOException gone) {
            return null;
        }
    }

    private static FileState state(BasicFileAttributes attributes) {
        Object key = attributes.fileKey();
        return new FileState(
                attributes.size(), attributes.lastModifiedTime().toMillis(), key == null ? "" : key.toString());
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {

        private final Path folder;
        private final Path real;
        private final FolderNotices notices;
        private final Map<String, FileState> found = new TreeMap<>();

        Visitor(Path folder, Path real, FolderNotices notices) {
            this.folder = folder;
            this.real = real;
            this.notices = notices;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            boolean hidden = !directory.equals(folder)
                    && String.valueOf(directory.getFileName()).startsWith(".");
            if (hidden) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            notices.listenTo(directory);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            BasicFileAttributes target = attributes.isSymbolicLink() ? target(file) : attributes;
            if (Kind.of(name) != null && target != null && target.isRegularFile()) {
                found.put(name, state(target));
            }
            return FileVisitResult.CONTINUE;
        }

        private @Nullable BasicFileAttributes target(Path link) {
            try {
                Path target = link.toRealPath();
                if (!target.startsWith(real)) {
                    return null;
                }
                Path holds = target.getParent();
                if (holds != null && Kind.of(link.toString()) != null) {
                    // it may stand in a hidden folder
                    notices.listenTo(holds);
                }
                return Files.readAttributes(link, BasicFileAttributes.class);
            } catch (IOException gone) {
                return null;
            }
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (file.equals(folder)) {
                throw failure;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }
}
