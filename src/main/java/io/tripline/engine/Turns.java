package io.tripline.engine;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A line of numbered places: work that may begin at once, and whose effects come in the order in which it began. Any thread. */
final class Turns {

    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Place> open = new ArrayDeque<>();
    private long last;

    /** @param atOnce runs at the moment at which the place is given: nobody gets another before it has ended */
    <T> T take(Function<Place, T> atOnce) {
        lock.lock();
        try {
            Place place = new Place(++last);
            T taken = atOnce.apply(place);
            open.add(place);
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** A place only if nobody else has one; else null. */
    <T> @Nullable T takeIfFree(Function<Place, T> atOnce) {
        lock.lock();
        try {
            return open.isEmpty() ? take(atOnce) : null;
        } finally {
            lock.unlock();
        }
    }

    /** Nobody gets a place before it has ended. */
    void atOnce(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    /** One place. Whoever has it closes it, whatever happens: the next ones wait for that. */
    final class Place implements AutoCloseable {

        private final long number;
        private final Condition first = lock.newCondition();
        private boolean closed;

        private Place(long number) {
            this.number = number;
        }

        long number() {
            return number;
        }

        /** Waits until all places before this one are closed. */
        void await() {
            lock.lock();
            try {
                while (!isFirst()) {
                    first.awaitUninterruptibly();
                }
            } finally {
                lock.unlock();
            }
        }

        /** The same; false if that takes longer. */
        boolean await(long nanos) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                long left = nanos;
                while (!isFirst()) {
                    if (left <= 0) {
                        return false;
                    }
                    left = first.awaitNanos(left);
                }
                return true;
            } finally {
                lock.unlock();
            }
        }

        private boolean isFirst() {
            if (closed) {
                throw new IllegalStateException("turn " + number + " is over");
            }
            return open.peek() == this;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                closed = true;
                Place next;
                while ((next = open.peek()) != null && next.closed) {
                    open.remove();
                }
                if (next != null) {
                    next.first.signal();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
