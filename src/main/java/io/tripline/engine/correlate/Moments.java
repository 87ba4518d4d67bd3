package io.tripline.engine.correlate;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Groups that wait for a moment of one clock. Each waits for its earliest; what it waits for no more holds it no longer, and is
 * swept out before it outweighs what is waited for. One thread at a time.
 *
 * @param <G> who waits
 */
final class Moments<G> {

    private static final int FEW = 1024;

    private final PriorityQueue<Entry<G>> entries = new PriorityQueue<>(Comparator.comparingLong(Entry::at));
    private int sweepAt = FEW;

    /** That a group waits. Equal to itself alone. */
    static final class Entry<G> {

        private final long at;
        private @Nullable G group;

        private Entry(long at, G group) {
            this.at = at;
            this.group = group;
        }

        /** ms since the epoch, on the clock. */
        long at() {
            return at;
        }

        /** The group waits no more. */
        void cancel() {
            group = null;
        }
    }

    /** @param at ms since the epoch, on the clock */
    Entry<G> await(long at, G group) {
        if (entries.size() >= sweepAt) {
            entries.removeIf(entry -> entry.group == null);
            sweepAt = Math.max(FEW, 2 * entries.size());
        }
        Entry<G> entry = new Entry<>(at, group);
        entries.add(entry);
        return entry;
    }

    /** The first moment that a group waits for; {@link Long#MAX_VALUE} if none does. */
    long first() {
        Entry<G> next;
        while ((next = entries.peek()) != null && next.group == null) {
            entries.remove();
        }
        return next == null ? Long.MAX_VALUE : next.at;
    }

    /** The next group whose moment has come, which waits no more; null if none has. */
    @Nullable
    G due(long now) {
        Entry<G> next;
        while ((next = entries.peek()) != null && next.at <= now) {
            entries.remove();
            G due = next.group;
            if (due != null) {
                next.cancel();
                return due;
            }
        }
        return null;
    }
}
