package io.tripline.ingest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * A file of events, however large: NDJSON, a JSON array or JSON objects one after the other, plain or gzip (known by its
 * first bytes, not by its name).
 */
public final class EventFile implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final EventStream events;

    private EventFile(InputStream in, EventStream events) {
        this.in = in;
        this.events = events;
    }

    /**
     * @param firstTime ms since the epoch: the time of events that name none while none before them did
     * @throws IOException the file is not there, unreadable, or no valid gzip; also while reading
     */
    public static EventFile open(Path file, EventDecoder decoder, long firstTime) throws IOException {
        InputStream plain = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            InputStream in = isGzip(plain) ? new GZIPInputStream(plain, BUFFER) : plain;
            return new EventFile(in, decoder.stream(in, framing(file), firstTime));
        } catch (IOException unreadable) {
            plain.close();
            throw unreadable;
        }
    }

    public EventStream events() {
        return events;
    }

    private static boolean isGzip(InputStream in) throws IOException {
        in.mark(2);
        boolean gzip = in.read() == 0x1F && in.read() == 0x8B;
        in.reset();
        return gzip;
    }

    private static Framing framing(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        return plain.endsWith(".jsonl") || plain.endsWith(".ndjson") ? Framing.LINES : Framing.AUTOMATIC;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
