package io.tripline.alert.sink;

import io.tripline.alert.KeptAlert;
import io.tripline.problem.Visible;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Appends alerts to a file, each a line of JSON, which is on the disk before it counts as delivered. A file that has become large is renamed
 * {@code alerts.ndjson.1}, and those before it {@code .2} and so on. It is opened for each batch, so others may move it away.
 */
public final class FileSink implements Sink {

    private static final int MOST = 100;
    private static final int LOOK = 64 * 1024;

    private final Path file;
    private final long largest;
    private final int keep;
    private final AlertJson json = new AlertJson();

    /**
     * @param largest bytes; a batch that would exceed it begins a new file
     * @param keep so many older files beside it
     */
    public FileSink(Path file, long largest, int keep) {
        this.file = file.toAbsolutePath();
        this.largest = largest;
        this.keep = keep;
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public String target() {
        return Visible.of(file.toString());
    }

    @Override
    public List<Outcome> send(List<KeptAlert> alerts) {
        StringBuilder lines = new StringBuilder();
        alerts.forEach(kept -> lines.append(json.line(kept)).append('\n'));
        Outcome outcome;
        try {
            append(lines.toString().getBytes(StandardCharsets.UTF_8));
            outcome = new Outcome.Delivered();
        } catch (IOException failed) {
            outcome = new Outcome.Later(Visible.of(failed.toString()), null);
        }
        Outcome same = outcome;
        return alerts.stream().map(kept -> same).toList();
    }

    private void append(byte[] lines) throws IOException {
        if (Files.exists(file) && Files.size(file) > 0 && Files.size(file) + lines.length > largest) {
            rotate();
        }
        boolean isNew = !Files.exists(file);
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = endOfLines(channel);
            try {
                ByteBuffer bytes = ByteBuffer.wrap(lines);
                for (long at = end; bytes.hasRemaining(); ) {
                    at += channel.write(bytes, at);
                }
                channel.force(true);
            } catch (IOException failed) {
                channel.truncate(end);
                throw failed;
            }
        }
        if (isNew) {
            syncFolder();
        }
    }

    /** Where the next line begins. An alert that a crash cut off comes again whole, and its rest is written over. */
    private static long endOfLines(FileChannel channel) throws IOException {
        long end = channel.size();
        long torn = end;
        int first = '{';
        ByteBuffer piece = ByteBuffer.allocate(LOOK);
        while (torn > 0) {
            long from = Math.max(0, torn - LOOK);
            piece.clear().limit((int) (torn - from));
            while (piece.hasRemaining() && channel.read(piece, from + piece.position()) >= 0) {
                // until it is full
            }
            int i = piece.position() - 1;
            while (i >= 0 && piece.get(i) != '\n') {
                first = piece.get(i--);
            }
            torn = from + i + 1;
            if (i >= 0) {
                break;
            }
        }
        if (first != '{') {
            throw new IOException(
                    "does not end with a line feed, and its last line is no alert: is it another program's?");
        }
        channel.truncate(torn);
        return torn;
    }

    private void rotate() throws IOException {
        if (keep == 0) {
            Files.delete(file);
            return;
        }
        for (int i = keep - 1; i >= 0; i--) {
            Path from = numbered(i);
            if (Files.exists(from)) {
                Files.move(from, numbered(i + 1), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private Path numbered(int number) {
        return number == 0 ? file : file.resolveSibling(file.getFileName() + "." + number);
    }

    /** That there is a file of that name is to outlive a crash, too. */
    private void syncFolder() throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public void close() {
        // nothing is open between batches
    }
}
