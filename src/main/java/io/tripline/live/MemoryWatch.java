package io.tripline.live;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Notices when memory ends before it does: groups are bounded in number, what each of them holds is not in bytes. What stays
 * after a collection is measured, so that garbage on a small heap is no alarm; a collection is asked for only where the heap
 * looks full. Any thread.
 */
public final class MemoryWatch {

    /** What stays after a collection, as a share of the heap. */
    public enum Level {
        FINE(0),
        /** Somebody should look. */
        HIGH(0.70),
        /** No more events are taken. */
        FULL(0.85);

        private final double from;

        Level(double from) {
            this.from = from;
        }

        static Level of(double share) {
            return share >= FULL.from ? FULL : share >= HIGH.from ? HIGH : FINE;
        }
    }

    /** Who knows that it is high needs not ask often; who waits for room does. */
    private static final Duration ASK_AGAIN = Duration.ofMinutes(5);

    private static final Duration ASK_AGAIN_WHEN_FULL = Duration.ofSeconds(10);

    /** So much more in use makes it worth to ask again. */
    private static final double GROWTH = 0.05;

    private final Heap heap;
    private final LongSupplier nanoClock;
    private final Consumer<String> log;
    private volatile Level level = Level.FINE;

    private boolean asked;
    private long askedAt;
    private long usedThen;

    /** @param log for a person who may have to do something */
    public MemoryWatch(Heap heap, LongSupplier nanoClock, Consumer<String> log) {
        this.heap = heap;
        this.nanoClock = nanoClock;
        this.log = log;
    }

    public Level level() {
        return level;
    }

    /** Looks again, and says what it finds; cheap as long as the heap looks fine. */
    public synchronized Level look() {
        Level seems = Level.of((double) heap.used() / heap.most());
        if (seems == Level.FINE && level == Level.FINE || !isWorthAsking()) {
            return level;
        }
        heap.collect();
        asked = true;
        askedAt = nanoClock.getAsLong();
        usedThen = heap.used();
        Level now = Level.of((double) usedThen / heap.most());
        if (now != level) {
            level = now;
            log.accept(words(now));
        }
        return now;
    }

    private boolean isWorthAsking() {
        Duration pause = level == Level.FULL ? ASK_AGAIN_WHEN_FULL : ASK_AGAIN;
        return !asked
                || nanoClock.getAsLong() - askedAt >= pause.toNanos()
                || heap.used() - usedThen > heap.most() * GROWTH;
    }

    private String words(Level now) {
        String share = usedThen * 100 / heap.most() + " % of the heap of " + heap.most() / (1024 * 1024)
                + " MiB stay in use after a collection";
        return switch (now) {
            case FINE -> "memory: " + share + "; events are taken as ever";
            case HIGH ->
                "memory: " + share
                        + ". Groups, terms and alerts that are held need it: tripline_stream_size tells which streams. Give the program"
                        + " more (-Xmx), or shorten windows";
            case FULL ->
                "memory: " + share + ". Events get 503 until some of it is free again: give the program more (-Xmx), or"
                        + " shorten windows; tripline_stream_size tells which streams hold most";
        };
    }
}
