package io.tripline.engine.correlate;

import io.tripline.alert.Alert;
import io.tripline.engine.state.HeldFact;
import io.tripline.event.Event;
import io.tripline.event.Key;
import io.tripline.event.Match;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a group holds, in order of time, then of arrival: matches that arrived, and what its own rules wrote. Small and flat,
 * because there are many groups: of a match that no alert will show and no rule asks for more than its time, the time alone is
 * kept. Times are ms since the epoch. One thread at a time.
 */
final class Facts {

    private static final long BYTES_A_FACT = 24;

    private static final long BYTES_A_WHOLE_FACT = 450;

    /** Set in a fact's stream if a rule of the group wrote it. */
    private static final short WRITTEN = 0x4000;

    private final Level level;
    private final Key key;
    private final @Nullable Journal journal;

    private long[] times = new long[2];

    /** When a fact was there, to order those of one time; what time raised stands before all that arrived. */
    private long[] arrivals = new long[2];

    /** null where a match's time says all. */
    private @Nullable Object[] facts = new Object[2];

    /** Indices of the level's streams. */
    private short[] streams = new short[2];

    private int start;
    private int end;
    private int writtenOnes;

    /** @param journal told of what changes; null if nobody wants to know */
    Facts(Level level, Key key, @Nullable Journal journal) {
        this.level = level;
        this.key = key;
        this.journal = journal;
    }

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

    /** Index 0 is the oldest. A match of which the time alone is kept is made anew each time. */
    Object fact(int index) {
        Object fact = facts[start + index];
        return fact == null ? Match.bare(key, times[start + index], arrivals[start + index]) : fact;
    }

    long time(int index) {
        return times[start + index];
    }

    String stream(int index) {
        return level.stream(streams[start + index] & ~WRITTEN);
    }

    private boolean isOf(int index, int stream) {
        return (streams[start + index] & ~WRITTEN) == stream;
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

    /** The matches of a stream from one time to another, both included. */
    Stream<Match> matches(String stream, long from, long to) {
        int wanted = level.index(stream);
        return IntStream.range(from(from), to == Long.MAX_VALUE ? size() : from(to + 1))
                .filter(index -> isOf(index, wanted))
                .mapToObj(this::fact)
                .filter(Match.class::isInstance)
                .map(Match.class::cast);
    }

    long arrival(int index) {
        return arrivals[start + index];
    }

    /** Whether any of them was written by the group's rules. */
    boolean hasWritten() {
        return writtenOnes > 0;
    }

    boolean isWritten(int index) {
        return (streams[start + index] & WRITTEN) != 0;
    }

    /** Puts a fact where it belongs. */
    void add(String stream, Object fact, long arrival, boolean isWritten) {
        add(time(fact), arrival, fact, (short) (level.index(stream) | (isWritten ? WRITTEN : 0)));
    }

    /** Takes over a fact of a group that was. */
    void adopt(HeldFact held) {
        add(held.time(), held.arrival(), held.fact(), (short)
                (level.index(held.stream()) | (held.written() ? WRITTEN : 0)));
    }

    /** Takes over all that the group of the same key held under rules that keep the same; it holds nothing any more. */
    void takeOver(Facts before) {
        times = before.times;
        arrivals = before.arrivals;
        facts = before.facts;
        streams = before.streams;
        start = before.start;
        end = before.end;
        writtenOnes = before.writtenOnes;
        before.end = before.start;
    }

    /** Takes over all that the same group held, in its order. */
    void restore(List<HeldFact> all) {
        int capacity = Math.max(2, all.size());
        times = new long[capacity];
        arrivals = new long[capacity];
        facts = new Object[capacity];
        streams = new short[capacity];
        start = 0;
        end = 0;
        for (HeldFact held : all) {
            times[end] = held.time();
            arrivals[end] = held.arrival();
            facts[end] = held.fact();
            streams[end] = (short) (level.index(held.stream()) | (held.written() ? WRITTEN : 0));
            writtenOnes += held.written() ? 1 : 0;
            end++;
        }
    }

    /** One of them, as it is kept. */
    HeldFact held(int index) {
        return new HeldFact(stream(index), time(index), arrival(index), isWritten(index), facts[start + index]);
    }

    /** All of them. */
    List<HeldFact> held() {
        return IntStream.range(0, size()).mapToObj(this::held).toList();
    }

    private void add(long time, long arrival, @Nullable Object fact, short stream) {
        int behind = 0;
        while (behind < size() && isAfter(end - 1 - behind, time, arrival, fact)) {
            behind++;
        }
        room();
        int index = end - behind;
        System.arraycopy(times, index, times, index + 1, end - index);
        System.arraycopy(arrivals, index, arrivals, index + 1, end - index);
        System.arraycopy(facts, index, facts, index + 1, end - index);
        System.arraycopy(streams, index, streams, index + 1, end - index);
        times[index] = time;
        arrivals[index] = arrival;
        facts[index] = fact;
        streams[index] = stream;
        end++;
        writtenOnes += (stream & WRITTEN) != 0 ? 1 : 0;
        if (journal != null) {
            journal.added(level, key, held(index - start));
        }
        // as many as alerts show keep all that they carry; what was written stands between them
        reduce(Math.min(index, end - 1 - level.shown() - writtenOnes));
    }

    /** Of a match that no alert will show, no more is kept than rules ask for. */
    private void reduce(int at) {
        if (at >= start && facts[at] instanceof Match match && (streams[at] & WRITTEN) == 0) {
            HeldFact before = journal == null ? null : held(at - start);
            facts[at] = level.reduced(match);
            if (journal != null && before != null && facts[at] != match) {
                journal.reduced(level, key, before, held(at - start));
            }
        }
    }

    /** By time, then arrival, then the later step first; what is written comes after what it was written for. */
    private boolean isAfter(int index, long time, long arrival, @Nullable Object fact) {
        if (times[index] != time || arrivals[index] != arrival) {
            return times[index] != time ? times[index] > time : arrivals[index] > arrival;
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
        times = moved(times, new long[capacity], size);
        arrivals = moved(arrivals, new long[capacity], size);
        facts = moved(facts, new Object[capacity], size);
        streams = moved(streams, new short[capacity], size);
        start = 0;
        end = size;
    }

    @SuppressWarnings("SuspiciousSystemArraycopy") // arrays of one kind
    private <T> T moved(T from, T to, int size) {
        System.arraycopy(from, start, to, 0, size);
        return to;
    }

    void remove(int index) {
        int at = start + index;
        if (journal != null) {
            journal.removed(level, key, held(index));
        }
        writtenOnes -= isWritten(index) ? 1 : 0;
        System.arraycopy(times, at + 1, times, at, end - at - 1);
        System.arraycopy(arrivals, at + 1, arrivals, at, end - at - 1);
        System.arraycopy(facts, at + 1, facts, at, end - at - 1);
        System.arraycopy(streams, at + 1, streams, at, end - at - 1);
        facts[--end] = null;
    }

    /** What they need of the heap, about: a fact that is kept whole is mostly the texts of its fields. */
    long bytes() {
        int whole = level.reduces() ? Math.min(size(), level.shown() + writtenOnes) : size();
        return BYTES_A_FACT * facts.length + BYTES_A_WHOLE_FACT * whole;
    }

    /** Forgets what is older. */
    void forgetBefore(long time) {
        int first = from(time);
        if (journal != null && first > 0) {
            journal.forgotten(level, key, time);
        }
        for (int i = 0; i < first; i++) {
            writtenOnes -= isWritten(i) ? 1 : 0;
        }
        Arrays.fill(facts, start, start + first, null);
        start += first;
        if (start == end) {
            start = 0;
            end = 0;
        }
    }

    /** The index of the first fact that is not older. */
    int from(long time) {
        int low = start;
        int high = end;
        if (low == high || times[low] >= time) {
            return 0;
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - start;
    }

    /** The index of the first match of a stream that is not older; -1 if there is none. */
    int firstMatch(String stream, long from) {
        for (int i = from(from); i < size(); i++) {
            if (isMatchOf(i, stream)) {
                return i;
            }
        }
        return -1;
    }

    boolean isMatchOf(int index, String stream) {
        Object fact = facts[start + index];
        return isOf(index, level.index(stream)) && (fact == null || fact instanceof Match);
    }

    /** When the matches of a stream at one time arrived. */
    NavigableSet<Long> arrivals(String stream, long time) {
        return matches(stream, time, time).map(Match::getArrival).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The index of the newest fact of a stream; -1 if there is none. */
    int newestOf(String stream) {
        return olderOf(stream, size());
    }

    /** The index of the newest fact of a stream that stands before another; -1 if there is none. */
    int olderOf(String stream, int other) {
        int wanted = level.index(stream);
        for (int i = other - 1; i >= 0; i--) {
            if (isOf(i, wanted)) {
                return i;
            }
        }
        return -1;
    }

    /** The index of a fact; -1 if it is not there. */
    int indexOf(Object fact) {
        long time = time(fact);
        for (int i = from(time); i < size() && time(i) == time; i++) {
            if (facts[start + i] == fact) {
                return i;
            }
        }
        return -1;
    }

    /** How many facts there are from one time to another, both included. */
    int count(long from, long to) {
        return from(to == Long.MAX_VALUE ? to : to + 1) - from(from);
    }
}
