package io.tripline.engine;

import io.tripline.alert.Alert;
import io.tripline.event.Event;
import io.tripline.event.Match;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Windows over the matches of all keys: the shards, and what goes from one to another. Time passes in all of them moment by
 * moment. Moments are ms since the epoch; alerts are added to the list that is handed in. One thread at a time.
 */
final class CorrelationStage implements AutoCloseable {

    /** So many stumbles over what a stream holds, and its rules are switched off. */
    private static final int MOST_STUMBLES = 10;

    private final Stumbles stumbles;
    private final List<CorrelationShard> shards = new ArrayList<>();

    /** On the way from one shard to another. */
    private final ArrayDeque<CorrelationShard.Found> founds = new ArrayDeque<>();

    private final Map<String, Integer> stumblesOfStream = new HashMap<>();
    private RuleBase rules;
    private int stumblesOverTime;
    private long arrivals;

    CorrelationStage(RuleBase rules, int count, Stumbles stumbles) {
        this.rules = rules;
        this.stumbles = stumbles;
        for (int i = 0; i < count; i++) {
            shards.add(newShard(i));
        }
    }

    /** Goes on where another stage stands; if that fails, closes itself, and the other is as it was. */
    void takeOver(CorrelationStage before) {
        try {
            for (int i = 0; i < shards.size(); i++) {
                shards.get(i).takeOver(before.shards.get(i), null);
            }
        } catch (RuntimeException | Error failed) {
            close();
            throw failed;
        }
        founds.addAll(before.founds);
        arrivals = before.arrivals;
    }

    /** Other match rules; the correlations are the same as before. */
    void follow(RuleBase changed) {
        rules = changed;
        shards.forEach(shard -> shard.follow(changed));
    }

    private CorrelationShard newShard(int number) {
        return new CorrelationShard(number, rules, found -> {
            boolean isElsewhere = shardOf(found.match()) != number;
            if (isElsewhere) {
                founds.add(found);
            }
            return isElsewhere;
        });
    }

    /** By the key alone: a rule may look at several streams, whose matches of one key have to meet. */
    private int shardOf(Match match) {
        return Math.floorMod(match.getKey().hashCode(), shards.size());
    }

    /**
     * A step of one shard. What its rules throw, their guards have caught; should Drools itself fail, the shard is made anew
     * from what it holds, without the fact that it was about.
     *
     * @param stream whose rules are at work; null if it is all of them
     */
    private void step(
            int number, @Nullable String stream, @Nullable Object fact, List<Alert> alerts, Consumer<CorrelationShard> what) {
        CorrelationShard shard = shards.get(number);
        try {
            what.accept(shard);
            alerts.addAll(shard.takeAlerts());
        } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
            alerts.addAll(shard.takeAlerts());
            stumbled(number, stream, fact, thrown);
        }
    }

    private void stumbled(int number, @Nullable String stream, @Nullable Object fact, Throwable thrown) {
        CorrelationShard shard = shards.get(number);
        stumbles.count(stream == null ? "windows" : "windows over " + stream, thrown, shard.subject());
        int times = stream == null ? 0 : stumblesOfStream.merge(stream, 1, Integer::sum);
        for (LoadedRule rule : rules.rules()) {
            if (stream != null && rule.outline().reads().contains(stream)) {
                rule.guard().failed("when", thrown, shard.subject());
                if (times == MOST_STUMBLES) {
                    rule.guard().switchOff("it could not be evaluated " + times + " times, at last: " + rule.guard().last());
                }
            }
        }
        shards.set(number, anew(number, shard, stream == null ? ++stumblesOverTime : 0, fact));
        shard.close();
    }

    private CorrelationShard anew(int number, CorrelationShard before, int stumbles, @Nullable Object without) {
        CorrelationShard anew = newShard(number);
        try {
            if (stumbles <= MOST_STUMBLES) {
                anew.takeOver(before, without);
                return anew;
            }
        } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
            this.stumbles.count("windows that were made anew", thrown, before.subject());
        }
        // better no windows than no engine
        anew.close();
        CorrelationShard empty = newShard(number);
        empty.startAt(before.now());
        return empty;
    }

    /** Matches of one event; the later step of an order first, so that an event never follows itself. */
    void insert(List<MatchStage.Written> matches, long now, List<Alert> alerts) {
        long arrival = arrivals++;
        List<MatchStage.Written> ordered = new ArrayList<>(matches);
        ordered.sort(Comparator.comparingInt(written -> -written.match().getStep()));
        for (MatchStage.Written written : ordered) {
            int shard = shardOf(written.match());
            Match match = written.match().arrivingAs(arrival);
            step(shard, null, null, alerts, at -> at.advanceTo(now));
            countLate(written, now);
            step(shard, written.stream(), match, alerts, at -> at.insert(written.stream(), match));
            deliver(alerts);
        }
    }

    /** For hand-written rules that hold windows over events. */
    void insert(Event event, long now, List<Alert> alerts) {
        step(0, null, null, alerts, at -> at.advanceTo(now));
        step(0, null, event, alerts, at -> at.insert(event));
    }

    private void countLate(MatchStage.Written written, long now) {
        if (written.match().getTimestamp() >= now) {
            return;
        }
        for (LoadedRule rule : rules.rules()) {
            var window = rule.outline().window();
            if (window != null
                    && rule.outline().reads().contains(written.stream())
                    && written.match().getTimestamp() < now - window.millis()) {
                rule.counters().late();
            }
        }
    }

    /** What correlations found for others whose keys another shard has. */
    private void deliver(List<Alert> alerts) {
        CorrelationShard.Found found;
        while ((found = founds.poll()) != null) {
            CorrelationShard.Found next = found;
            int shard = shardOf(next.match());
            step(shard, null, null, alerts, at -> at.advanceTo(next.time()));
            step(shard, next.stream(), next.match(), alerts, at -> at.insert(next));
        }
    }

    /** Lets time go on to a moment, in every shard. */
    void advanceTo(long now, List<Alert> alerts) {
        passMomentsBefore(now, alerts);
        for (int i = 0; i < shards.size(); i++) {
            step(i, null, null, alerts, shard -> shard.advanceTo(now));
        }
        deliver(alerts);
    }

    /** Everything that is due before a moment happens at its time, in all shards before any goes on to the next. */
    void passMomentsBefore(long now, List<Alert> alerts) {
        long due;
        while ((due = nextDue()) >= 0 && due < now) {
            long moment = due;
            for (int i = 0; i < shards.size(); i++) {
                if (shards.get(i).nextDue() == moment) {
                    step(i, null, null, alerts, shard -> shard.advanceTo(moment));
                }
            }
            deliver(alerts);
            for (int i = 0; i < shards.size(); i++) {
                if (shards.get(i).now() == moment) {
                    step(i, null, null, alerts, CorrelationShard::endMoment);
                }
            }
            deliver(alerts);
        }
    }

    /** The earliest of all shards; -1 if nothing is due. */
    private long nextDue() {
        long earliest = -1;
        for (CorrelationShard shard : shards) {
            long due = shard.nextDue();
            earliest = due >= 0 && (earliest < 0 || due < earliest) ? due : earliest;
        }
        return earliest;
    }

    /** How many facts each stream holds that some rule reads. */
    Map<String, Integer> streams() {
        Map<String, Integer> sizes = new TreeMap<>();
        for (String stream : rules.readStreams()) {
            sizes.put(
                    stream,
                    shards.stream()
                            .mapToInt(shard -> shard.handles(stream).size())
                            .sum());
        }
        return sizes;
    }

    @Override
    public void close() {
        shards.forEach(CorrelationShard::close);
    }
}
