package io.tripline.engine.correlate;

import io.tripline.engine.compile.RuleOutline;
import io.tripline.event.Match;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.ToLongFunction;

/** One look at all groups of a level, which may take several rounds. One thread at a time. */
final class Sweep {

    /** Groups that are told of, by rule. */
    static final int MOST_NEAREST = 100;

    private final Correlations file;
    private final Level level;
    private final Iterator<Group> rest;
    private final Map<String, Stream> streams = new HashMap<>();
    private final List<Asking> rules = new ArrayList<>();
    private long groups;
    private long open;
    private long matches;

    /** What has been seen of a stream. */
    static final class Stream {
        long matches;
        long facts;
        long groups;
        long oldest = Long.MAX_VALUE;
        long newest = LogClocks.NEVER;
    }

    /** @param nearest the farthest of them at the head */
    private record Asking(RuleOutline rule, Ask ask, PriorityQueue<Nearness> nearest) {}

    /** @param groups may change while the sweep goes on: what is added may be seen or not */
    Sweep(Correlations file, Level level, Iterable<Group> groups) {
        this.file = file;
        this.level = level;
        this.rest = groups.iterator();
        level.streams().forEach(stream -> streams.put(stream, new Stream()));
        file.asks(level)
                .forEach((rule, ask) ->
                        rules.add(new Asking(rule, ask, new PriorityQueue<>(Nearness.NEAREST.reversed()))));
    }

    boolean isDone() {
        return !rest.hasNext();
    }

    /**
     * Looks at further groups.
     *
     * @param work groups and facts that may be looked at
     * @param clock of logs, ms since the epoch
     * @return how much of the work is left; less than 0 if it was a little more
     */
    long go(long work, ToLongFunction<Set<String>> clock) {
        long left = work;
        while (left > 0 && rest.hasNext()) {
            GroupState group = rest.next().state();
            left -= 1 + look(group, clock.applyAsLong(group.logs()));
        }
        return left;
    }

    /** Of very large groups the newest facts stand for all. */
    private long look(GroupState group, long clock) {
        Facts facts = group.facts();
        int size = facts.size();
        int from = Math.max(0, size - Quantity.MOST_FACTS);
        double share = size == 0 ? 1 : (double) size / (size - from);
        long before = matches;
        for (String name : level.streams()) {
            count(facts, name, from, share);
        }
        groups++;
        open += group.open() ? 1 : 0;
        GroupLook look = new GroupLook(group, matches - before, clock);
        for (Asking asking : rules) {
            offer(
                    asking.nearest(),
                    look.of(asking.ask(), group.silences().until(asking.rule().name())));
        }
        return (long) (size - from) * (level.streams().size() + rules.size());
    }

    private void count(Facts facts, String name, int from, double share) {
        Stream stream = streams.get(name);
        if (stream == null) {
            return;
        }
        long held = 0;
        long all = 0;
        for (int i = from; i < facts.size(); i++) {
            if (facts.stream(i).equals(name)) {
                all++;
                if (facts.fact(i) instanceof Match) {
                    held++;
                    stream.oldest = Math.min(stream.oldest, facts.time(i));
                    stream.newest = Math.max(stream.newest, facts.time(i));
                }
            }
        }
        if (from > 0 && held > 0) {
            stream.oldest = Math.min(stream.oldest, facts.time(0));
        }
        stream.groups += all > 0 ? 1 : 0;
        stream.facts += Math.round(all * share);
        stream.matches += Math.round(held * share);
        matches += Math.round(held * share);
    }

    private static void offer(PriorityQueue<Nearness> nearest, Nearness one) {
        nearest.add(one);
        if (nearest.size() > MOST_NEAREST) {
            nearest.remove();
        }
    }

    long groups() {
        return groups;
    }

    long open() {
        return open;
    }

    long matches() {
        return matches;
    }

    Map<String, Stream> streams() {
        return streams;
    }

    /** What was seen, rule by rule. */
    List<Holdings.OfRule> rules() {
        List<Holdings.OfRule> all = new ArrayList<>();
        for (Asking asking : rules) {
            all.add(new Holdings.OfRule(
                    file.name(),
                    asking.rule().name(),
                    asking.rule().id(),
                    groups,
                    open,
                    matches,
                    asking.nearest().stream().sorted(Nearness.NEAREST).toList()));
        }
        return all;
    }
}
