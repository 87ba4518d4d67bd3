package io.tripline.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * How many commits were said to be kept, in a file of its own beside the store's, which tells whether there were more. Written
 * after each commit, and never waited for.
 */
final class CommitCount implements AutoCloseable {

    /** Counts nothing: the database knows itself. */
    static final CommitCount NONE = new CommitCount(Path.of(""), null);

    private final Path file;
    private final @Nullable FileChannel channel;

    private CommitCount(Path file, @Nullable FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static CommitCount of(Path store) throws IOException {
        Path file = file(store);
        return new CommitCount(
                file,
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    static Path file(Path store) {
        return store.resolveSibling(store.getFileName() + "-commits");
    }

    /** What is missing where so many are kept, and what to do, in words; null if nothing is. */
    @Nullable
    String missing(long commits) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES);
        if (channel == null || channel.read(bytes, 0) < Long.BYTES) {
            return null;
        }
        long said = bytes.flip().getLong();
        return said <= commits
                ? null
                : "its commits " + (commits + 1) + " to " + said
                        + " are missing, which were said to be kept; to go on without them, remove " + file;
    }

    /** What cannot be counted is not counted: it is kept all the same. */
    void write(long commits) {
        if (channel == null) {
            return;
        }
        try {
            channel.write(ByteBuffer.allocate(Long.BYTES).putLong(commits).flip(), 0);
        } catch (IOException uncounted) {
            // the next one counts it
        }
    }

    @Override
    public void close() {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException nothingIsLost) {
            // it holds a number that is no larger than what is kept
        }
    }
}
