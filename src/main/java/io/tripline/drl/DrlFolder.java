package io.tripline.drl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * The folder that generated DRL is written to. A file that a person edited, or wrote, is never overwritten unless that is
 * asked for; nothing is written outside the folder; a reader sees the old file or the new one and never half of it.
 */
public final class DrlFolder {

    /** More is nobody's rule file; it is not read to be compared. */
    private static final long LARGEST = 16L << 20;

    private final Path folder;

    /** @param folder need not exist; may itself be a link */
    public DrlFolder(Path folder) {
        this.folder = folder;
    }

    /** What became of one file. */
    public sealed interface WriteResult {

        /**
         * There was none, or one as we had generated it, or overwriting was asked for.
         *
         * @param before what it says no more; null where there was none
         */
        record Written(Path file, @Nullable String before) implements WriteResult {}

        /** It was the same already. */
        record Unchanged(Path file) implements WriteResult {}

        /**
         * A person edited it, so it stays.
         *
         * @param difference from the file to what would be written, as a unified diff
         */
        record Edited(Path file, String difference) implements WriteResult {}

        /** @param reason one sentence without a full stop */
        record Refused(String file, String reason) implements WriteResult {}
    }

    /**
     * Writes one file.
     *
     * @param relativeFile below the folder, with slashes
     * @param text as {@link DrlGenerator} made it
     * @param force overwrites edited files as well
     * @throws IOException if the folder cannot be read or written
     */
    public WriteResult write(String relativeFile, String text, boolean force) throws IOException {
        Path file = resolved(relativeFile);
        String refusal = file == null ? "the path leads out of the folder " + folder : obstacle(file);
        if (file == null || refusal != null) {
            return new WriteResult.Refused(relativeFile, String.valueOf(refusal));
        }
        String before = null;
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            String existing = read(file);
            before = existing == null ? "" : Checksum.normalised(existing);
            if (existing != null && Checksum.normalised(existing).equals(text)) {
                return new WriteResult.Unchanged(file);
            }
            if (!force && (existing == null || !Checksum.isUnedited(existing))) {
                String old = existing == null ? "" : Checksum.normalised(existing);
                return new WriteResult.Edited(file, Difference.unified(relativeFile, old, text));
            }
        }
        replace(file, text);
        return new WriteResult.Written(file, before);
    }

    private @Nullable Path resolved(String relativeFile) {
        try {
            Path root = folder.toAbsolutePath().normalize();
            Path relative = Path.of(relativeFile);
            Path file = root.resolve(relative).normalize();
            boolean climbs = false;
            for (Path part : relative) {
                climbs |= part.toString().equals("..");
            }
            return relative.isAbsolute() || climbs || file.equals(root) || !file.startsWith(root) ? null : file;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** Why the file cannot be written there; null if it can. */
    private @Nullable String obstacle(Path file) {
        Path root = folder.toAbsolutePath().normalize();
        Path at = root;
        for (Path part : root.relativize(file)) {
            at = at.resolve(part);
            if (Files.isSymbolicLink(at)) {
                return root.relativize(at) + " is a symbolic link";
            }
            boolean exists = Files.exists(at, LinkOption.NOFOLLOW_LINKS);
            if (exists && at.equals(file) && !Files.isRegularFile(at, LinkOption.NOFOLLOW_LINKS)) {
                return root.relativize(at) + " is not a file";
            }
            if (exists && !at.equals(file) && !Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
                return root.relativize(at) + " is not a folder";
            }
        }
        return null;
    }

    /** Bytes that are no UTF-8 come as replacement characters: such a file is not ours. Null if it is too large. */
    private static @Nullable String read(Path file) throws IOException {
        return Files.size(file) > LARGEST ? null : new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static void replace(Path file, String text) throws IOException {
        Path parent = java.util.Objects.requireNonNull(file.getParent());
        Files.createDirectories(parent);
        Path temporary = Files.createTempFile(parent, ".tripline-", ".tmp");
        try {
            Files.writeString(temporary, text);
            makeReadable(temporary);
            try {
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Temporary files are their owner's alone; rules are read by whoever may read the folder. */
    private static void makeReadable(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        }
    }
}
