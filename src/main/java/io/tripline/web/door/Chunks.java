package io.tripline.web.door;

import io.tripline.live.Admission;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A body as it comes: pieces of any size in chunks of ours, each reserved before it is made. One thread at a time. */
final class Chunks {

    private static final int SMALLEST = 4 * 1024;
    private static final int LARGEST = 256 * 1024;

    private final Admission.Ticket ticket;
    private final List<byte[]> chunks = new ArrayList<>();
    private int used;
    private int length;
    private long reserved;

    Chunks(Admission.Ticket ticket) {
        this.ticket = ticket;
    }

    int length() {
        return length;
    }

    /** Bytes that are reserved for it. */
    long reserved() {
        return reserved;
    }

    /** @return false if there is no room */
    boolean add(Buffer piece) {
        int from = 0;
        while (from < piece.length()) {
            if (chunks.isEmpty() || used == chunks.getLast().length) {
                int size = Math.clamp(length, SMALLEST, LARGEST);
                if (!ticket.reserve(size)) {
                    return false;
                }
                reserved += size;
                chunks.add(new byte[size]);
                used = 0;
            }
            byte[] last = chunks.getLast();
            int count = Math.min(last.length - used, piece.length() - from);
            piece.getBytes(from, from + count, last, used);
            used += count;
            from += count;
            length += count;
        }
        return true;
    }

    InputStream stream() {
        List<InputStream> streams = new ArrayList<>();
        for (int i = 0; i < chunks.size(); i++) {
            byte[] chunk = chunks.get(i);
            streams.add(new ByteArrayInputStream(chunk, 0, i == chunks.size() - 1 ? used : chunk.length));
        }
        return new SequenceInputStream(Collections.enumeration(streams));
    }
}
