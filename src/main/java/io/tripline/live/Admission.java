package io.tripline.live;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How much may be in the house at once: requests whose bodies are complete, and the memory of all bodies, as sent, inflated
 * and decoded. Memory is reserved before it is taken. A body on its way has no place yet, and makes room: one that does not
 * come on for those that do, any for one that is complete. Who finds no room is told to come back; nothing waits at the door.
 * Any thread.
 */
public final class Admission {

    /** A body of which nothing came for so long makes room for others. */
    static final Duration STALLED = Duration.ofSeconds(1);

    private static final int MEBI = 1024 * 1024;

    /** What the program itself needs before the first event. */
    private static final long OWN_NEED = 96L * MEBI;

    /** Of the heap; a collector needs some room to work. */
    private static final double USABLE = 0.9;

    private static final long LEAST = 4L * MEBI;

    /** Decoding and matching keep a core busy: no more at once than there are. */
    private final Semaphore decoding = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** Places for requests whose sender tries once. */
    private static final int RESERVED = 8;

    private final int mostRequests;
    private final long mostBytes;
    private final LongSupplier nanoClock;
    private final Set<Ticket> arriving = new HashSet<>();
    private int requests;
    private long bytes;
    private long limit;

    public Admission(int mostRequests, long mostBytes, LongSupplier nanoClock) {
        this.mostRequests = mostRequests;
        this.mostBytes = mostBytes;
        this.limit = mostBytes;
        this.nanoClock = nanoClock;
    }

    /**
     * How much memory bodies may take together: half of what the program does not need itself. The other half is for what
     * windows hold, and for what estimates miss.
     */
    public static long bytesFor(long heap) {
        return Math.max(LEAST, (heap - OWN_NEED) / 2);
    }

    /** Leaves to bodies what the rest of the program does not use; to be called every second or so. */
    public synchronized void follow(Heap heap) {
        long others = Math.max(0, heap.used() - bytes);
        limit = Math.clamp((long) (heap.whole() * USABLE) - others, LEAST, mostBytes);
    }

    /** @param drop ends the body's request when its room is needed; called on any thread, must not call back */
    public Ticket arrive(Runnable drop) {
        Ticket ticket = new Ticket(drop);
        synchronized (this) {
            arriving.add(ticket);
        }
        return ticket;
    }

    /** Requests inside. */
    public synchronized int requests() {
        return requests;
    }

    /** Bodies on their way. */
    public synchronized int arriving() {
        return arriving.size();
    }

    /** Memory that bodies take or may take. */
    public synchronized long bytes() {
        return bytes;
    }

    /** Bytes that bodies may take together. */
    public long mostBytes() {
        return mostBytes;
    }

    private synchronized boolean enter(Ticket ticket, int places) {
        if (requests >= places || !arriving.remove(ticket)) {
            return false;
        }
        requests++;
        ticket.inside = true;
        return true;
    }

    private synchronized boolean reserve(Ticket ticket, long more) {
        if (ticket.closed) {
            return false;
        }
        ticket.lastCame = nanoClock.getAsLong();
        while (bytes + more > limit) {
            Ticket other = ticket.reserved + more > limit ? null : whoMakesRoom(ticket);
            if (other == null) {
                return false;
            }
            close(other);
            other.drop.run();
        }
        bytes += more;
        ticket.reserved += more;
        return true;
    }

    private @Nullable Ticket whoMakesRoom(Ticket asking) {
        long now = nanoClock.getAsLong();
        return arriving.stream()
                .filter(other -> other != asking && other.reserved > 0)
                .filter(other -> asking.inside || now - other.lastCame > STALLED.toNanos())
                .max(Comparator.comparingLong(other -> asking.inside ? other.reserved : now - other.lastCame))
                .orElse(null);
    }

    private synchronized void release(Ticket ticket, long less) {
        if (!ticket.closed) {
            bytes -= less;
            ticket.reserved -= less;
        }
    }

    private synchronized void close(Ticket ticket) {
        if (!ticket.closed) {
            ticket.closed = true;
            bytes -= ticket.reserved;
            arriving.remove(ticket);
            requests -= ticket.inside ? 1 : 0;
        }
    }

    /** One request. Its fields belong to the admission's monitor. */
    public final class Ticket implements AutoCloseable {

        private final Runnable drop;
        private long reserved;
        private long lastCame = nanoClock.getAsLong();
        private boolean inside;
        private boolean closed;

        private Ticket(Runnable drop) {
            this.drop = drop;
        }

        /** Takes a place: the body is complete. False if there is none, or the body was dropped. */
        public boolean enter() {
            return Admission.this.enter(this, mostRequests);
        }

        /** The same for those who do not come again: some places are kept for them. */
        public boolean enterReserved() {
            return Admission.this.enter(this, mostRequests + RESERVED);
        }

        /** Room for more bytes; false if there is none, then nothing was reserved. */
        public boolean reserve(long more) {
            return Admission.this.reserve(this, more);
        }

        /**
         * As {@link #reserve}, for those who cannot go on without.
         *
         * @throws NoRoom there is none
         */
        public void take(long more) {
            if (!reserve(more)) {
                throw new NoRoom(holds(more) > mostBytes);
            }
        }

        private long holds(long more) {
            synchronized (Admission.this) {
                return reserved + more;
            }
        }

        /** A core, to decode and match. Given back before one waits for others. */
        public final class Decoding implements AutoCloseable {

            private Decoding() {}

            @Override
            public void close() {
                decoding.release();
            }
        }

        /** @throws Busy none was free in time */
        public Decoding decoding() throws Busy {
            try {
                if (decoding.tryAcquire(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS)) {
                    return new Decoding();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new Busy("other events are still being decoded");
        }

        /** Gives back a part. */
        public void release(long less) {
            Admission.this.release(this, less);
        }

        /** Gives the body up if it is not complete: its sender went away. */
        public void leave() {
            synchronized (Admission.this) {
                if (!inside) {
                    Admission.this.close(this);
                }
            }
        }

        @Override
        public void close() {
            Admission.this.close(this);
        }
    }

    /** A body needs more memory than there is. */
    public static final class NoRoom extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final boolean never;

        NoRoom(boolean never) {
            super("no room", null, false, false);
            this.never = never;
        }

        /** Whether it needs more than all bodies may take together, so that coming back is of no use. */
        public boolean never() {
            return never;
        }
    }
}
