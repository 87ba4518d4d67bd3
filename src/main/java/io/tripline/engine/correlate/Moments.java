package io.tripline.engine.correlate;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Groups that wait for a moment of one clock. A group waits for its earliest; a later entry of it is passed over. */
final class Moments {

    private final PriorityQueue<Entry> entries = new PriorityQueue<>(Comparator.comparingLong(Entry::at));

    private record Entry(long at, Group group) {}

    /** @param at ms since the epoch, on the clock */
    void await(long at, Group group) {
        entries.add(new Entry(at, group));
    }

    /** The next group whose moment has come; null if none has. */
    @Nullable
    Group due(long now) {
        Entry next;
        while ((next = entries.peek()) != null && next.at() <= now) {
            entries.remove();
            if (next.group().awaits(next.at())) {
                return next.group();
            }
        }
        return null;
    }
}
