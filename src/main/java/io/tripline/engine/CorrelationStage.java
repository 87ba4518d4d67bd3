package io.tripline.engine;

import io.tripline.alert.Alert;
import io.tripline.event.Event;
import io.tripline.event.Match;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Windows over the matches of all keys: the shards, and what goes from one to another. Time passes in all of them moment by
 * moment. Moments are ms since the epoch; alerts are added to the list that is handed in. One thread at a time.
 */
final class CorrelationStage implements AutoCloseable {

    private final RuleBase rules;
    private final List<CorrelationShard> shards = new ArrayList<>();

    /** On the way from one shard to another. */
    private final ArrayDeque<CorrelationShard.Found> founds = new ArrayDeque<>();

    private long arrivals;

    CorrelationStage(RuleBase rules, int count) {
        this.rules = rules;
        for (int i = 0; i < count; i++) {
            int own = i;
            shards.add(new CorrelationShard(i, rules, found -> {
                boolean isElsewhere = shardOf(found.match()) != own;
                if (isElsewhere) {
                    founds.add(found);
                }
                return isElsewhere;
            }));
        }
    }

    /** By the key alone: a rule may look at several streams, whose matches of one key have to meet. */
    private int shardOf(Match match) {
        return Math.floorMod(match.getKey().hashCode(), shards.size());
    }

    /** Matches of one event; the later step of an order first, so that an event never follows itself. */
    void insert(List<MatchStage.Written> matches, long now, List<Alert> alerts) {
        long arrival = arrivals++;
        List<MatchStage.Written> ordered = new ArrayList<>(matches);
        ordered.sort(Comparator.comparingInt(written -> -written.match().getStep()));
        for (MatchStage.Written written : ordered) {
            CorrelationShard shard = shards.get(shardOf(written.match()));
            shard.advanceTo(now);
            countLate(written, now);
            shard.insert(written.stream(), written.match().arrivingAs(arrival));
            alerts.addAll(shard.takeAlerts());
            deliver(alerts);
        }
    }

    /** For hand-written rules that hold windows over events. */
    void insert(Event event, long now, List<Alert> alerts) {
        CorrelationShard shard = shards.getFirst();
        shard.advanceTo(now);
        shard.insert(event);
        alerts.addAll(shard.takeAlerts());
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
            CorrelationShard shard = shards.get(shardOf(found.match()));
            shard.advanceTo(found.time());
            shard.insert(found);
            alerts.addAll(shard.takeAlerts());
        }
    }

    /** Lets time go on to a moment, in every shard. */
    void advanceTo(long now, List<Alert> alerts) {
        passMomentsBefore(now, alerts);
        for (CorrelationShard shard : shards) {
            shard.advanceTo(now);
            alerts.addAll(shard.takeAlerts());
        }
        deliver(alerts);
    }

    /** Everything that is due before a moment happens at its time, in all shards before any goes on to the next. */
    void passMomentsBefore(long now, List<Alert> alerts) {
        long due;
        while ((due = nextDue()) >= 0 && due < now) {
            for (CorrelationShard shard : shards) {
                if (shard.nextDue() == due) {
                    shard.advanceTo(due);
                    alerts.addAll(shard.takeAlerts());
                }
            }
            deliver(alerts);
            for (CorrelationShard shard : shards) {
                if (shard.now() == due) {
                    shard.endMoment();
                    alerts.addAll(shard.takeAlerts());
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

    /**
     * Changes rules under their facts.
     *
     * @param affected streams that the old or the new rules read
     */
    void change(Set<String> affected, Runnable change) {
        List<Map<String, List<Object>>> takenOut = new ArrayList<>();
        shards.forEach(shard -> takenOut.add(shard.takeOut(affected)));
        change.run();
        for (int i = 0; i < shards.size(); i++) {
            shards.get(i).putBack(takenOut.get(i));
        }
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
