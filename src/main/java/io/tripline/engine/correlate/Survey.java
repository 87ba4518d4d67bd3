package io.tripline.engine.correlate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * Looks at what windows hold, round by round: a round looks at so many groups and facts and no more, goes on where the one
 * before stopped, and begins anew with a level of which it has seen all. One level has half of a round at most, so that small
 * ones are always seen. Of a level that a round cannot see as a whole, the figures of the last whole sweep stand. Matches cost
 * nothing by it. One thread at a time.
 */
final class Survey {

    /** Groups and facts of a round: a few ms. */
    static final long ROUND = 200_000;

    private Map<Level, Sweep> done = new IdentityHashMap<>();
    private Map<Level, Sweep> underWay = new IdentityHashMap<>();

    /** The level with which the next round begins. */
    private int next;

    /** The groups of a level. */
    record Groups(Correlations file, Level level, Iterable<Group> all) {}

    /**
     * One round.
     *
     * @param levels all, in the same order while rules stay
     * @param work groups and facts that may be looked at
     */
    Holdings round(List<Groups> levels, ToLongFunction<Set<String>> clock, long work) {
        forgetOthers(levels);
        long left = work;
        int whole = 0;
        int visited = 0;
        while (visited < levels.size() && left > 0) {
            Groups groups = levels.get((next + visited++) % levels.size());
            Sweep sweep =
                    underWay.computeIfAbsent(groups.level(), level -> new Sweep(groups.file(), level, groups.all()));
            long share = left - left / 2;
            left -= share - sweep.go(share, clock);
            if (sweep.isDone()) {
                done.put(groups.level(), sweep);
                underWay.remove(groups.level());
                whole++;
            }
        }
        next = levels.isEmpty() ? 0 : (next + (visited == levels.size() ? 1 : visited)) % levels.size();
        return holdings(levels, whole == levels.size());
    }

    private void forgetOthers(List<Groups> levels) {
        Map<Level, Sweep> stillDone = new IdentityHashMap<>();
        Map<Level, Sweep> stillUnderWay = new IdentityHashMap<>();
        for (Groups groups : levels) {
            if (done.containsKey(groups.level())) {
                stillDone.put(groups.level(), done.get(groups.level()));
            }
            if (underWay.containsKey(groups.level())) {
                stillUnderWay.put(groups.level(), underWay.get(groups.level()));
            }
        }
        done = stillDone;
        underWay = stillUnderWay;
    }

    private Holdings holdings(List<Groups> levels, boolean whole) {
        Map<String, Holdings.OfStream> streams = new TreeMap<>();
        List<Holdings.OfRule> rules = new ArrayList<>();
        long groups = 0;
        long open = 0;
        long matches = 0;
        for (Groups level : levels) {
            Sweep sweep = done.getOrDefault(level.level(), underWay.get(level.level()));
            if (sweep == null) {
                continue;
            }
            groups += sweep.groups();
            open += sweep.open();
            matches += sweep.matches();
            rules.addAll(sweep.rules());
            sweep.streams().forEach((name, stream) -> {
                if (!name.equals(Level.EVENTS)) {
                    streams.merge(name, ofStream(name, stream), Survey::larger);
                }
            });
        }
        rules.sort(Comparator.comparing(Holdings.OfRule::file));
        return new Holdings(List.copyOf(streams.values()), rules, groups, open, matches, whole);
    }

    private static Holdings.OfStream ofStream(String name, Sweep.Stream stream) {
        boolean some = stream.matches > 0;
        return new Holdings.OfStream(
                name,
                stream.matches,
                stream.facts,
                stream.groups,
                some ? Long.valueOf(stream.oldest) : null,
                some ? Long.valueOf(stream.newest) : null);
    }

    private static Holdings.OfStream larger(Holdings.OfStream one, Holdings.OfStream other) {
        return one.facts() >= other.facts() ? one : other;
    }
}
