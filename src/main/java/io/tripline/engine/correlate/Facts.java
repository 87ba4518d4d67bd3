package io.tripline.engine.correlate;

import io.tripline.alert.Alert;
import io.tripline.event.Event;
import io.tripline.event.Match;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a group holds, in order of time, then of arrival: matches that arrived, and what its own rules wrote. Small and flat,
 * because there are many groups. Times are ms since the epoch.
 */
final class Facts {

    private Object[] facts = new Object[2];
    private String[] streams = new String[2];

    /** When a fact was there, to order those of one time; what time raised stands before all that arrived. */
    private long[] arrivals = new long[2];

    private boolean[] written = new boolean[2];
    private int start;
    private int end;

    /** ms since the epoch, of a fact of any kind. */
    static long time(Object fact) {
        return switch (fact) {
            case Match match -> match.getTimestamp();
            case Alert alert -> alert.getTimestamp();
            case Event event -> event.getTimestamp();
            default -> throw new IllegalArgumentException("no fact: " + fact.getClass());
        };
    }

    int size() {
        return end - start;
    }

    /** Index 0 is the oldest. */
    Object fact(int index) {
        return facts[start + index];
    }

    long time(int index) {
        return time(facts[start + index]);
    }

    String stream(int index) {
        return streams[start + index];
    }

    /** A fact as it stands there. */
    record Standing(String stream, Object fact, boolean written) {}

    /** What stands there now and is not older. */
    List<Standing> standing(long from) {
        List<Standing> standing = new ArrayList<>();
        for (int i = from(from); i < size(); i++) {
            standing.add(new Standing(stream(i), fact(i), isWritten(i)));
        }
        return standing;
    }

    long arrival(int index) {
        return arrivals[start + index];
    }

    boolean isWritten(int index) {
        return written[start + index];
    }

    /** Puts a fact where it belongs. */
    void add(String stream, Object fact, long arrival, boolean isWritten) {
        long time = time(fact);
        int behind = 0;
        while (behind < size() && isAfter(end - 1 - behind, time, arrival, fact)) {
            behind++;
        }
        room();
        int index = end - behind;
        System.arraycopy(facts, index, facts, index + 1, end - index);
        System.arraycopy(streams, index, streams, index + 1, end - index);
        System.arraycopy(arrivals, index, arrivals, index + 1, end - index);
        System.arraycopy(written, index, written, index + 1, end - index);
        facts[index] = fact;
        streams[index] = stream;
        arrivals[index] = arrival;
        written[index] = isWritten;
        end++;
    }

    /** By time, then arrival, then the later step first; what is written comes after what it was written for. */
    private boolean isAfter(int index, long time, long arrival, Object fact) {
        long other = time(facts[index]);
        if (other != time || arrivals[index] != arrival) {
            return other != time ? other > time : arrivals[index] > arrival;
        }
        return facts[index] instanceof Match standing
                && fact instanceof Match coming
                && standing.getStep() < coming.getStep();
    }

    private void room() {
        if (end < facts.length) {
            return;
        }
        int size = size();
        int capacity = start > size / 2 ? facts.length : Math.max(4, size + (size >> 1) + 1);
        facts = moved(facts, new Object[capacity], size);
        streams = moved(streams, new String[capacity], size);
        arrivals = Arrays.copyOf(Arrays.copyOfRange(arrivals, start, end), capacity);
        written = Arrays.copyOf(Arrays.copyOfRange(written, start, end), capacity);
        start = 0;
        end = size;
    }

    private <T> T[] moved(T[] from, T[] to, int size) {
        System.arraycopy(from, start, to, 0, size);
        return to;
    }

    void remove(int index) {
        int at = start + index;
        System.arraycopy(facts, at + 1, facts, at, end - at - 1);
        System.arraycopy(streams, at + 1, streams, at, end - at - 1);
        System.arraycopy(arrivals, at + 1, arrivals, at, end - at - 1);
        System.arraycopy(written, at + 1, written, at, end - at - 1);
        end--;
        clear(end);
    }

    /** Forgets what is older. */
    void forgetBefore(long time) {
        while (start < end && time(facts[start]) < time) {
            clear(start++);
        }
        if (start == end) {
            start = 0;
            end = 0;
        }
    }

    @SuppressWarnings("NullAway") // outside of start and end there is nothing
    private void clear(int at) {
        facts[at] = null;
        streams[at] = null;
    }

    /** The index of the first fact that is not older. */
    int from(long time) {
        int low = start;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (time(facts[middle]) < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - start;
    }

    /** The index of the newest fact of a stream; -1 if there is none. */
    int newestOf(String stream) {
        for (int i = end - 1; i >= start; i--) {
            if (streams[i].equals(stream)) {
                return i - start;
            }
        }
        return -1;
    }

    /** The index of a fact; -1 if it is not there. */
    int indexOf(Object fact) {
        for (int i = from(time(fact)); i < size() && time(i) == time(fact); i++) {
            if (fact(i) == fact) {
                return i;
            }
        }
        return -1;
    }

    /** How many facts there are of a stream. */
    int count(String stream) {
        int count = 0;
        for (int i = start; i < end; i++) {
            count += streams[i].equals(stream) ? 1 : 0;
        }
        return count;
    }

    /** How many facts there are from one time to another, both included. */
    int count(long from, long to) {
        return from(to == Long.MAX_VALUE ? to : to + 1) - from(from);
    }
}
