package io.tripline.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * How many commits were said to be kept, in a file of its own beside the store's: SQLite reads a log that is cut off as one that
 * ends there, and only this tells that there was more. Written after each commit, and never waited for.
 */
final class CommitCount implements AutoCloseable {

    private final FileChannel channel;

    private CommitCount(FileChannel channel) {
        this.channel = channel;
    }

    static CommitCount of(Path store) throws IOException {
        return new CommitCount(FileChannel.open(
                file(store), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    static Path file(Path store) {
        return store.resolveSibling(store.getFileName() + "-commits");
    }

    /** 0 where nobody has counted. */
    long read() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES);
        return channel.read(bytes, 0) < Long.BYTES ? 0 : bytes.flip().getLong();
    }

    /** What cannot be counted is not counted: it is kept all the same. */
    void write(long commits) {
        try {
            channel.write(ByteBuffer.allocate(Long.BYTES).putLong(commits).flip(), 0);
        } catch (IOException uncounted) {
            // the next one counts it
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException nothingIsLost) {
            // it holds a number that is no larger than what is kept
        }
    }
}
