package io.tripline.bench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Rules whose number of matches differs, and for each an event on which the two do not agree. For that the first lap runs once
 * more, with the events in the output: they are found by what is in them.
 */
final class Differences {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, String> environment;
    private final Path out;

    Differences(Map<String, String> environment, Path out) {
        this.environment = environment;
        this.out = out;
    }

    /**
     * One rule.
     *
     * @param only who matches the event alone; null: there is none in the first lap
     * @param event as JSON; null: the same
     */
    record Difference(
            String rule,
            Map<String, Long> matches,
            @Nullable String only,
            @Nullable String event) {}

    /** Lines for a person, and a file of events beside the logs; empty if both matched the same. */
    List<Difference> of(Lane lane, Path rules, List<Race.Run> runs) {
        Set<String> different = new TreeSet<>();
        for (Race.Run run : runs) {
            for (Race.Run other : runs) {
                run.matches().forEach((rule, count) -> {
                    if (!count.equals(other.matches().get(rule))) {
                        different.add(rule);
                    }
                });
            }
        }
        if (different.isEmpty()) {
            return List.of();
        }
        List<Map<String, Set<String>>> events = lane.hasWindows() ? List.of() : events(lane, rules, runs);
        List<Difference> differences = new ArrayList<>();
        for (String rule : different) {
            Map<String, Long> matches = new LinkedHashMap<>();
            runs.forEach(
                    run -> matches.put(run.contestant().name(), run.matches().getOrDefault(rule, 0L)));
            differences.add(difference(rule, matches, runs, events));
        }
        write(lane, differences);
        return differences;
    }

    private static Difference difference(
            String rule, Map<String, Long> matches, List<Race.Run> runs, List<Map<String, Set<String>>> events) {
        for (int who = 0; who < events.size(); who++) {
            Set<String> alone = new HashSet<>(events.get(who).getOrDefault(rule, Set.of()));
            for (int other = 0; other < events.size(); other++) {
                if (other != who) {
                    alone.removeAll(events.get(other).getOrDefault(rule, Set.of()));
                }
            }
            if (!alone.isEmpty()) {
                return new Difference(
                        rule,
                        matches,
                        runs.get(who).contestant().name(),
                        alone.stream().sorted().findFirst().orElseThrow());
            }
        }
        return new Difference(rule, matches, null, null);
    }

    /** For each contestant: the events of the first lap by rule. */
    private List<Map<String, Set<String>>> events(Lane lane, Path rules, List<Race.Run> runs) {
        byte[] lap = lane.maker().get().next(lane.lap());
        Map<JsonNode, String> known = new HashMap<>();
        for (String line : new String(lap, StandardCharsets.UTF_8).split("\n")) {
            known.put(parsed(line), line);
        }
        List<Map<String, Set<String>>> all = new ArrayList<>();
        for (Race.Run run : runs) {
            Map<String, Set<String>> byRule = new ConcurrentHashMap<>();
            List<String> command = new ArrayList<>(run.contestant().stream(lane, rules));
            if (run.contestant() instanceof Contestant.Rsigma) {
                command.add("--include-event");
            }
            Path errors = out.resolve(lane.name() + "-again-" + run.contestant().name() + ".log");
            try (Fed fed = new Fed(run.contestant(), command, environment, errors, line -> {
                String event = known.get(run.contestant().event(line));
                if (event != null) {
                    byRule.computeIfAbsent(run.contestant().rule(line), rule -> new HashSet<>())
                            .add(event);
                }
            })) {
                fed.feed(lap);
                fed.end();
            }
            all.add(byRule);
        }
        return all;
    }

    private static JsonNode parsed(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (IOException e) {
            throw new Failure("no JSON: " + line, e);
        }
    }

    private void write(Lane lane, List<Difference> differences) {
        StringBuilder text = new StringBuilder();
        for (Difference difference : differences) {
            Map<String, Object> line = new TreeMap<>();
            line.put("rule", difference.rule());
            line.put("matches", difference.matches());
            if (difference.event() != null) {
                line.put("only", String.valueOf(difference.only()));
                line.put("event", parsed(difference.event()));
            }
            text.append(MAPPER.valueToTree(line).toString()).append('\n');
        }
        try {
            Files.writeString(out.resolve(lane.name() + "-differences.ndjson"), text);
        } catch (IOException e) {
            throw new Failure("the differences cannot be written: " + e.getMessage(), e);
        }
    }
}
