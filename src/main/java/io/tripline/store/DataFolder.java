package io.tripline.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which a store lives, as long as this process has it for itself.
 *
 * <pre>
 * tripline.db      the store, with -wal and -shm beside it while it is open
 * lock             held while somebody writes; in it the process
 * lib/             SQLite's library, unpacked from the program
 * </pre>
 */
public final class DataFolder implements AutoCloseable {

    private static final String DATABASE = "tripline.db";
    private static final int LONGEST_NOTE = 64;

    private final Path folder;
    private final FileChannel lock;

    private DataFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Takes the folder, which is made where it is missing.
     *
     * @throws StoreFailure another process has it, or it cannot be written to
     */
    public static DataFolder take(Path folder) {
        @Nullable FileChannel channel = null;
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(
                    folder.resolve("lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                String holder = note(channel);
                channel.close();
                throw new StoreFailure("the data folder " + folder + " is in use by "
                        + (holder.isEmpty() ? "another process" : holder)
                        + ": end that first, or name another folder with --data");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(("process " + ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)), 0);
            DataFolder taken = new DataFolder(folder, channel);
            taken.clearLibraries();
            return taken;
        } catch (IOException e) {
            throw new StoreFailure(
                    "the data folder " + folder + " cannot be written to (" + e
                            + "): make it writable, or name another with --data",
                    e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException byThisProcess) {
            return false;
        }
    }

    private static String note(FileChannel channel) throws IOException {
        ByteBuffer note = ByteBuffer.allocate(LONGEST_NOTE);
        channel.read(note, 0);
        return new String(note.array(), 0, note.position(), StandardCharsets.UTF_8).replaceAll("[^a-z0-9 ]", "");
    }

    /** A process that is killed leaves behind what it had unpacked. */
    private void clearLibraries() throws IOException {
        Path libraries = Files.createDirectories(libraries(folder));
        try (DirectoryStream<Path> left = Files.newDirectoryStream(libraries, "sqlite-*")) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
    }

    static Path libraries(Path folder) {
        return folder.resolve("lib");
    }

    /** The store's file in a folder. */
    static Path database(Path folder) {
        return folder.resolve(DATABASE);
    }

    public Path path() {
        return folder;
    }

    /** Bytes that are free where the folder is. */
    public long free() {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException unknown) {
            return Long.MAX_VALUE;
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new StoreFailure("the data folder " + folder + " cannot be given back (" + e + ")", e);
        }
    }
}
