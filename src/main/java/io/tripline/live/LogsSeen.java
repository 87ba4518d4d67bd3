package io.tripline.live;

import io.tripline.engine.LoadedRule;
import io.tripline.engine.read.EventCondition;
import io.tripline.event.Event;
import io.tripline.event.Origin;
import io.tripline.ingest.Decoded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Which logs events have come from since the start, and which of the fields that rules look at in them have been there. Only names
 * that stand in rules are looked for, so that names in events take no memory: each log has a bit for each. The first events of a
 * log, and the first ones after a rule brings a new path, are all looked at, later ones are sampled. Any thread.
 */
public final class LogsSeen {

    /** There are fewer kinds of events; senders that say where theirs come from may make up more. */
    private static final int MOST_LOGS = 500;

    private static final int FIRST = 1_000;

    /** Then every so manieth event, a power of two. */
    private static final int EVERY = 256;

    private final Instant since;
    private final Map<Origin, Log> logs = new ConcurrentHashMap<>();
    private volatile boolean isFull;

    /** Of the rules that run; guarded by this. */
    private List<LoadedRule> rules = List.of();

    /** @param since when the program started */
    public LogsSeen(Instant since) {
        this.since = since;
    }

    /**
     * What is known of one log.
     *
     * @param events that came
     * @param sampled of these, events in which all paths of the rules were looked for
     * @param missing dotted paths that rules look at and none of those had
     */
    public record Seen(Origin origin, long events, long sampled, Set<String> missing) {
        public Seen {
            missing = Set.copyOf(missing);
        }
    }

    private static final class Log {

        private final Origin origin;
        private final AtomicLong events = new AtomicLong();

        /** Paths that are looked for, sorted, and which of them have not been there; guarded by this. */
        private String[] wanted = {};

        private BitSet missing = new BitSet();
        private long sampled;

        /** Of the events, how many had come when a path was looked for first. */
        private volatile long before;

        /** No path is missing: nothing is looked for. */
        private volatile boolean isComplete;

        private Log(Origin origin) {
            this.origin = origin;
        }

        private synchronized void want(Set<String> paths) {
            String[] next = paths.stream().sorted().toArray(String[]::new);
            BitSet missingNext = new BitSet(next.length);
            boolean isNew = false;
            for (int i = 0; i < next.length; i++) {
                int known = Arrays.binarySearch(wanted, next[i]);
                missingNext.set(i, known < 0 || missing.get(known));
                isNew |= known < 0;
            }
            if (isNew) {
                sampled = 0;
                before = events.get();
            }
            wanted = next;
            missing = missingNext;
            isComplete = missing.isEmpty();
        }

        private synchronized void look(Event event) {
            sampled++;
            for (int i = missing.nextSetBit(0); i >= 0; i = missing.nextSetBit(i + 1)) {
                if (event.hasField(wanted[i])) {
                    missing.clear(i);
                }
            }
            isComplete = missing.isEmpty();
        }

        private synchronized Seen seen() {
            Set<String> paths = new HashSet<>();
            missing.stream().forEach(i -> paths.add(wanted[i]));
            return new Seen(origin, events.get(), sampled, paths);
        }
    }

    /** Which rules run from now on. What is known of a field that they look at too is kept. */
    public synchronized void rules(List<LoadedRule> running) {
        rules = List.copyOf(running);
        logs.values().forEach(log -> log.want(wanted(log.origin)));
    }

    private Set<String> wanted(Origin origin) {
        Set<String> paths = new TreeSet<>();
        for (LoadedRule rule : rules) {
            EventCondition condition = rule.outline().condition();
            if (condition != null && condition.mayHold(origin)) {
                paths.addAll(rule.testedFields());
            }
        }
        return paths;
    }

    /** Events of a body, by the thread that matched them. */
    public void look(List<Decoded> batch) {
        int from = 0;
        while (from < batch.size()) {
            Origin origin = batch.get(from).event().origin();
            int to = from + 1;
            while (to < batch.size() && batch.get(to).event().origin() == origin) {
                to++;
            }
            Log log = log(origin);
            if (log != null) {
                look(log, batch.subList(from, to));
            }
            from = to;
        }
    }

    private static void look(Log log, List<Decoded> events) {
        long number = log.events.getAndAdd(events.size()) - log.before;
        for (Decoded event : events) {
            if (log.isComplete) {
                return;
            }
            if (number < FIRST || (number & (EVERY - 1)) == 0) {
                log.look(event.event());
            }
            number++;
        }
    }

    private @Nullable Log log(Origin origin) {
        Log known = logs.get(origin);
        return known != null || isFull ? known : learnt(origin);
    }

    private synchronized @Nullable Log learnt(Origin origin) {
        Log known = logs.get(origin);
        if (known != null) {
            return known;
        }
        if (logs.size() >= MOST_LOGS) {
            isFull = true;
            return null;
        }
        Log log = new Log(origin);
        log.want(wanted(origin));
        logs.put(origin, log);
        return log;
    }

    /** All logs that events have come from; see {@link #isWhole}. */
    public Collection<Seen> seen() {
        List<Seen> seen = new ArrayList<>();
        logs.values().forEach(log -> seen.add(log.seen()));
        return seen;
    }

    /** Whether no log is left out. */
    public boolean isWhole() {
        return !isFull;
    }

    /** From when on events were looked at. */
    public Instant since() {
        return since;
    }
}
