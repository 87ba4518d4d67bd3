package io.tripline.live.history;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Counts by name and minute, of the last hour: what is older goes as time moves on. Minutes are numbered from the epoch. One thread. */
final class LastHour {

    /** The running one included. */
    static final int MINUTES = 60;

    private final Map<String, long[]> byName = new HashMap<>();
    private long newest;

    LastHour(long newest) {
        this.newest = newest;
    }

    /** The oldest minute that it holds. */
    long oldest() {
        return newest - MINUTES + 1;
    }

    /** The minute that it last moved to, or later. */
    long newest() {
        return newest;
    }

    /** A clock that was set back a little goes on where it was, one that was set back by more than an hour begins anew. */
    void moveTo(long minute) {
        if (minute < oldest() || minute >= newest + MINUTES) {
            byName.clear();
            newest = minute;
        }
        while (newest < minute) {
            newest++;
            int slot = slot(newest);
            byName.values().forEach(counts -> counts[slot] = 0);
        }
        byName.values().removeIf(counts -> Arrays.stream(counts).allMatch(count -> count == 0));
    }

    private static int slot(long minute) {
        return (int) Math.floorMod(minute, (long) MINUTES);
    }

    private boolean has(long minute) {
        return minute >= oldest() && minute <= newest;
    }

    /** Without effect for a minute that it does not hold. */
    void add(String name, long minute, long more) {
        if (more != 0 && has(minute)) {
            byName.computeIfAbsent(name, unknown -> new long[MINUTES])[slot(minute)] += more;
        }
    }

    long count(String name, long minute) {
        long[] counts = byName.get(name);
        return counts == null || !has(minute) ? 0 : counts[slot(minute)];
    }

    /** By name, what is not 0. */
    Map<String, Long> ofMinute(long minute) {
        Map<String, Long> found = new HashMap<>();
        byName.keySet().forEach(name -> {
            long count = count(name, minute);
            if (count != 0) {
                found.put(name, count);
            }
        });
        return found;
    }

    /** By name, all minutes, the oldest first: copies. */
    Map<String, long[]> all() {
        Map<String, long[]> all = HashMap.newHashMap(byName.size());
        int first = slot(oldest());
        byName.forEach((name, counts) -> {
            long[] ordered = new long[MINUTES];
            System.arraycopy(counts, first, ordered, 0, MINUTES - first);
            System.arraycopy(counts, 0, ordered, MINUTES - first, first);
            all.put(name, ordered);
        });
        return all;
    }
}
