package io.tripline.engine.correlate;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Groups that wait for a moment of one clock. A group waits for its earliest; a later entry of it is passed over. */
final class Moments {

    private final PriorityQueue<Entry> entries = new PriorityQueue<>(Comparator.comparingLong(Entry::at));

    /** That a group waits. Equal to itself alone. */
    static final class Entry {

        private final long at;
        private final Group group;

        private Entry(long at, Group group) {
            this.at = at;
            this.group = group;
        }

        /** ms since the epoch, on the clock. */
        long at() {
            return at;
        }
    }

    /** @param at ms since the epoch, on the clock */
    Entry await(long at, Group group) {
        Entry entry = new Entry(at, group);
        entries.add(entry);
        return entry;
    }

    /** The next group whose moment has come; null if none has. */
    @Nullable
    Group due(long now) {
        Entry next;
        while ((next = entries.peek()) != null && next.at <= now) {
            entries.remove();
            if (next.group.awaits(next)) {
                return next.group;
            }
        }
        return null;
    }
}
