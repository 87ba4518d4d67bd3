package io.tripline.web.live;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How much may be in the house at once: requests that are read, decoded or wait for their turn, and the bytes of their
 * bodies. Who finds no room is told to come back; nothing waits at the door. Any thread.
 */
public final class Admission {

    private final int mostRequests;
    private final long mostBytes;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    public Admission(int mostRequests, long mostBytes) {
        this.mostRequests = mostRequests;
        this.mostBytes = mostBytes;
    }

    /** A place for one request, to be closed; null if there is none. */
    public @Nullable Ticket enter() {
        if (requests.incrementAndGet() > mostRequests) {
            requests.decrementAndGet();
            return null;
        }
        return new Ticket();
    }

    /** Requests inside. */
    public int requests() {
        return requests.get();
    }

    /** Bytes of bodies inside. */
    public long bytes() {
        return bytes.get();
    }

    /** The place of one request. One thread. */
    public final class Ticket implements AutoCloseable {

        private long reserved;
        private boolean closed;

        private Ticket() {}

        /** Room for more bytes; false if there is none, then nothing was reserved. */
        public boolean reserve(long more) {
            if (bytes.addAndGet(more) > mostBytes) {
                bytes.addAndGet(-more);
                return false;
            }
            reserved += more;
            return true;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                bytes.addAndGet(-reserved);
                requests.decrementAndGet();
            }
        }
    }
}
