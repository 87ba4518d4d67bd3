package io.tripline.engine.index;

import io.tripline.engine.compile.LogEvidence;
import io.tripline.engine.read.EventCondition;
import io.tripline.event.Event;
import io.tripline.event.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well rules are kept from events that they do not hold for: of each log how many rules are evaluated for one of its events,
 * and which of them are for all, because nothing is known that an event must hold. One thread.
 */
public final class IndexAudit {

    private final List<String> names;
    private final List<@Nullable EventCondition> conditions;
    private final Map<Origin, Log> logs = new HashMap<>();
    private final Search search = new Search();

    /** @param rules the conditions of match rules, by what to call them; more than one may have a name */
    public IndexAudit(List<Map.Entry<String, EventCondition>> rules) {
        this.names = rules.stream().map(Map.Entry::getKey).toList();
        this.conditions =
                new ArrayList<>(rules.stream().map(Map.Entry::getValue).toList());
    }

    /** Counts the candidates of one event. */
    public void look(Event event) {
        Log log = logs.computeIfAbsent(event.origin(), origin -> new Log(WitnessIndex.of(conditions, origin)));
        log.index.search(event, search);
        log.add(search.count);
    }

    /**
     * What was seen of one log.
     *
     * @param events how many
     * @param rules that may hold for events of the log
     * @param median of the rules that are evaluated for an event
     * @param percentile95 of the same
     * @param everywhere rules that are evaluated for each event
     */
    public record OfLog(Origin log, int events, int rules, int median, int percentile95, List<String> everywhere) {
        public OfLog {
            everywhere = List.copyOf(everywhere);
        }
    }

    /** Of each log, the one with the most events first. */
    public List<OfLog> result() {
        return logs.entrySet().stream()
                .map(entry -> entry.getValue().result(entry.getKey()))
                .sorted(Comparator.comparingInt(OfLog::events).reversed())
                .toList();
    }

    private List<String> everywhere(Origin origin) {
        List<String> everywhere = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            EventCondition condition = conditions.get(i);
            if (condition != null && mayHold(condition, origin) && !Witnesses.exist(condition)) {
                everywhere.add(names.get(i));
            }
        }
        return everywhere;
    }

    private static boolean mayHold(EventCondition condition, Origin origin) {
        return condition.mayHold(origin) && LogEvidence.mayCount(condition, origin);
    }

    private final class Log {

        private final WitnessIndex index;
        private int[] counts = new int[16];
        private int events;

        Log(WitnessIndex index) {
            this.index = index;
        }

        void add(int candidates) {
            if (events == counts.length) {
                counts = Arrays.copyOf(counts, 2 * events);
            }
            counts[events++] = candidates;
        }

        OfLog result(Origin origin) {
            int[] sorted = Arrays.copyOf(counts, events);
            Arrays.sort(sorted);
            return new OfLog(
                    origin,
                    events,
                    index.size(),
                    sorted[events / 2],
                    sorted[(int) (events * 0.95)],
                    everywhere(origin));
        }
    }
}
