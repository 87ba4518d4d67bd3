package io.tripline.engine.correlate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What windows hold at one moment, for people. Immutable.
 *
 * @param streams that some rule reads, by name
 * @param rules that look at streams, and whose alerts or matches leave their level
 * @param groups of all levels
 * @param open how many of them have a session
 * @param matches that all of them hold
 * @param whole whether every group was looked at; else some figures are of an earlier moment
 */
public record Holdings(
        List<OfStream> streams, List<OfRule> rules, long groups, long open, long matches, boolean whole) {

    /** Before the first look. */
    public static final Holdings NOTHING = new Holdings(List.of(), List.of(), 0, 0, 0, true);

    public Holdings {
        streams = List.copyOf(streams);
        rules = List.copyOf(rules);
    }

    /**
     * A stream; of several levels that read it, the one that holds most of it.
     *
     * @param matches that it holds
     * @param facts the same, and alerts that silence
     * @param groups with at least one fact of it
     * @param oldest time of its oldest match, ms since the epoch; null if there is none
     * @param newest time of its newest
     */
    public record OfStream(
            String stream,
            long matches,
            long facts,
            long groups,
            @Nullable Long oldest,
            @Nullable Long newest) {}

    /**
     * A rule.
     *
     * @param rule its name
     * @param id under which its alerts go
     * @param groups of its level
     * @param open how many of them have a session
     * @param matches that they hold
     * @param nearest the groups that are nearest to an alert, the nearest first, 100 at most
     */
    public record OfRule(
            String file, String rule, String id, long groups, long open, long matches, List<Nearness> nearest) {
        public OfRule {
            nearest = List.copyOf(nearest);
        }
    }

    /** What is held for a rule; null if it looks at no stream. */
    public @Nullable OfRule of(String file, String rule) {
        for (OfRule one : rules) {
            if (one.rule().equals(rule) && one.file().equals(file)) {
                return one;
            }
        }
        return null;
    }

    /** By stream, how many facts it holds. */
    public Map<String, Integer> sizes() {
        Map<String, Integer> sizes = new TreeMap<>();
        streams.forEach(stream -> sizes.put(stream.stream(), (int) Math.min(Integer.MAX_VALUE, stream.facts())));
        return sizes;
    }
}
