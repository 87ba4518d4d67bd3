package io.tripline.web.door;

import io.tripline.ingest.Inflated;
import io.tripline.live.Admission;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A body that came in whole, as it was sent, and the memory that it holds. One thread. */
public final class Arrived {

    private static final String KEY = Arrived.class.getName();

    private final Chunks chunks;
    private final Admission.Ticket ticket;

    Arrived(Chunks chunks, Admission.Ticket ticket) {
        this.chunks = chunks;
        this.ticket = ticket;
    }

    void goesWith(RoutingContext context) {
        context.put(KEY, this);
    }

    /** Of a request; null if its address takes no body. */
    public static @Nullable Arrived of(RoutingContext context) {
        return context.get(KEY);
    }

    /** To be closed by who enters with it. */
    public Admission.Ticket ticket() {
        return ticket;
    }

    /**
     * All of it at once; what it was kept in goes.
     *
     * @throws Admission.NoRoom there is no memory for it
     */
    public byte[] bytes() {
        ticket.take(chunks.length());
        byte[] bytes = new byte[chunks.length()];
        try (InputStream in = chunks.stream()) {
            int read = in.readNBytes(bytes, 0, bytes.length);
            ticket.release(chunks.reserved());
            return read == bytes.length ? bytes : new byte[0];
        } catch (IOException impossible) {
            throw new IllegalStateException("bytes in memory cannot be unreadable", impossible);
        }
    }

    /** @throws Admission.NoRoom there is no memory for what it becomes */
    public Inflated inflated(Inflated.Coding coding, int limit) {
        return switch (coding) {
            case GZIP -> Inflated.gzip(chunks.stream(), limit, ticket::take);
            case DEFLATE -> Inflated.deflate(chunks.stream(), limit, ticket::take);
            case ZSTD -> Inflated.zstd(bytes(), limit, ticket::take);
        };
    }
}
