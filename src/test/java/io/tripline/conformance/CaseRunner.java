package io.tripline.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripline.alert.Alert;
import io.tripline.conformance.LiveRule.Refused;
import io.tripline.dialect.ParameterValues;
import io.tripline.event.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Runs the cases of one suite file, by what each case has to say. */
final class CaseRunner {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private List<JsonNode> commonEvents;
    private RegressionPool pool;

    CaseRunner(Path file) {
        this.file = file;
    }

    static String id(JsonNode suiteCase) {
        return suiteCase.has("id")
                ? suiteCase.path("id").asText()
                : suiteCase.path("rule_id").asText();
    }

    Verdict run(JsonNode suiteCase) {
        try {
            if (suiteCase.has("hits")) {
                return secondOpinion(suiteCase);
            }
            if (suiteCase.path("expected_error").asBoolean()) {
                return reject(suiteCase);
            }
            return switch (suiteCase.path("rule_format").asText()) {
                case "sigma" -> sigma(suiteCase);
                case "elastic-kql" -> detections(suiteCase, "rule.toml", kqlRule(suiteCase));
                case "elastic-new_terms" -> newTerms(suiteCase);
                case "elastic-eql" -> eql(suiteCase);
                case String other -> Verdict.failed(id(suiteCase), "a verdict", "unknown rule format '" + other + "'");
            };
        } catch (Refused e) {
            JsonNode expected = suiteCase.path(suiteCase.has("hits") ? "hits" : "expected");
            boolean expectsNothing = expected.isArray() && expected.isEmpty();
            return expectsNothing
                    ? Verdict.of(id(suiteCase), "[]", "[]")
                    : Verdict.failed(id(suiteCase), suiteCase.path("expected"), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("beside " + file, e);
        } catch (RuntimeException e) {
            return Verdict.failed(id(suiteCase), suiteCase.path("expected"), "error: " + e);
        }
    }

    private Verdict sigma(JsonNode suiteCase) throws Refused, IOException {
        if (suiteCase.path("expected").isNull()) {
            return cumulativeAlerts(suiteCase);
        }
        return suiteCase.path("correlation").asBoolean() && asksForCorrelations(suiteCase)
                ? firstFiring(suiteCase)
                : detections(suiteCase, "rule.yml", suiteCase.path("rule").asText());
    }

    /** A case about correlations may still count detections only. */
    private static boolean asksForCorrelations(JsonNode suiteCase) {
        for (JsonNode check : suiteCase.path("checks")) {
            if (check.path("what").asText().equals("correlations")) {
                return true;
            }
        }
        return suiteCase.path("checks").isEmpty();
    }

    private static Verdict reject(JsonNode suiteCase) {
        try (LiveRule accepted = LiveRule.of("rule.yml", suiteCase.path("rule").asText(), ParameterValues.NONE)) {
            return Verdict.failed(id(suiteCase), "refused", "accepted, with " + accepted.matches() + " matches");
        } catch (Refused refused) {
            return Verdict.of(id(suiteCase), "refused", "refused");
        }
    }

    /** Which events a detection holds for. */
    private Verdict detections(JsonNode suiteCase, String name, String rule) throws Refused, IOException {
        List<Integer> expected = ints(suiteCase.path("expected"));
        Set<Integer> unknown = new HashSet<>(ints(suiteCase.path("unknown")));
        unknown.addAll(ints(suiteCase.path("disputed")));
        List<Integer> actual = new ArrayList<>();
        try (LiveRule live = LiveRule.of(name, rule, ParameterValues.NONE)) {
            List<JsonNode> events = events(suiteCase);
            for (int i = 0; i < events.size(); i++) {
                long before = live.matches();
                live.process(LiveRule.decode(events.get(i), i));
                if (live.matches() > before) {
                    actual.add(i);
                }
            }
        }
        return Verdict.of(id(suiteCase), without(expected, unknown), without(actual, unknown));
    }

    /** The event at which a correlation fires first; afterwards engines differ in when they fire again. */
    private Verdict firstFiring(JsonNode suiteCase) throws Refused, IOException {
        Set<Integer> unknown = new HashSet<>(ints(suiteCase.path("unknown")));
        List<Integer> actual = new ArrayList<>();
        try (LiveRule live = LiveRule.of("rule.yml", suiteCase.path("rule").asText(), ParameterValues.NONE)) {
            List<JsonNode> events = events(suiteCase);
            JsonNode times = suiteCase.path("event_time_s");
            for (int i = 0; i < events.size(); i++) {
                Event event = LiveRule.decode(events.get(i), i);
                Event timed =
                        times.isArray() ? event.at(LiveRule.START + times.get(i).asLong() * 1000) : event;
                if (!live.process(timed).isEmpty()) {
                    actual.add(i);
                }
            }
        }
        List<Integer> expected = ints(suiteCase.path("expected"));
        return Verdict.of(id(suiteCase), first(without(expected, unknown)), first(without(actual, unknown)));
    }

    /** How many alerts there are in all after some events of one moment. */
    private Verdict cumulativeAlerts(JsonNode suiteCase) throws Refused, IOException {
        List<Integer> totals = new ArrayList<>();
        try (LiveRule live = LiveRule.of("rule.yml", suiteCase.path("rule").asText(), ParameterValues.NONE)) {
            int total = 0;
            for (JsonNode event : events(suiteCase)) {
                total += live.process(LiveRule.decode(event, 0)).size();
                totals.add(total);
            }
        }
        List<String> broken = new ArrayList<>();
        for (JsonNode check : suiteCase.path("checks")) {
            int after = check.path("after_event").asInt();
            int total = after < 0 ? 0 : totals.get(after);
            boolean holds = check.has("outputs_total")
                    ? total == check.path("outputs_total").asInt()
                    : total >= check.path("outputs_at_least").asInt();
            if (!holds) {
                broken.add(check.toString());
            }
        }
        return Verdict.of(
                id(suiteCase), "every check", broken.isEmpty() ? "every check" : totals + " against " + broken);
    }

    private static String kqlRule(JsonNode suiteCase) {
        return "[rule]\nname = \"case\"\nrule_id = \"case\"\ntype = \"query\"\nlanguage = \"kuery\"\nquery = "
                + tomlText(suiteCase.path("rule").asText()) + "\n";
    }

    /** A TOML basic string; JSON's escapes are a subset of its. */
    private static String tomlText(String text) {
        return JSON.getNodeFactory().textNode(text).toString();
    }

    private Verdict newTerms(JsonNode suiteCase) throws Refused, IOException {
        long from = LiveRule.decode(JSON.createObjectNode().set("@timestamp", suiteCase.path("rule_from")), 0)
                .getTimestamp();
        List<String> actual = new ArrayList<>();
        try (LiveRule live = LiveRule.of("rule.toml", suiteCase.path("rule").asText(), ParameterValues.NONE)) {
            List<JsonNode> events = events(suiteCase);
            for (int i = 0; i < events.size(); i++) {
                for (Alert alert : live.process(LiveRule.decode(events.get(i), i))) {
                    if (alert.getTimestamp() >= from) {
                        actual.add(alert.getGroup().values().toString());
                    }
                }
            }
        }
        List<String> expected = new ArrayList<>();
        suiteCase
                .path("expected")
                .forEach(combination -> expected.add(texts(combination).toString()));
        return Verdict.of(id(suiteCase), sorted(expected), sorted(actual));
    }

    /** Ids of the alerts' events, in order of output; what must be missing has none. */
    private Verdict eql(JsonNode suiteCase) throws Refused, IOException {
        String idField = suiteCase.path("id_field").asText();
        String rule =
                "[rule]\nname = \"case\"\nrule_id = \"case\"\nfrom = \"now-20000d\"\ntype = \"eql\"\nlanguage = \"eql\"\n"
                        + "event_category_override = "
                        + tomlText(suiteCase.path("category_field").asText("event.category")) + "\nquery = "
                        + tomlText(suiteCase.path("rule").asText()) + "\n";
        List<String> actual = new ArrayList<>();
        try (LiveRule live = LiveRule.of("rule.toml", rule, ParameterValues.NONE)) {
            Map<String, String> ids = new HashMap<>();
            List<Alert> alerts = new ArrayList<>();
            for (JsonNode json : timed(suiteCase)) {
                Event event = LiveRule.decode(json, 0).at(millis(json, suiteCase));
                ids.put(event.getId(), json.path(idField).asText());
                alerts.addAll(live.process(event));
            }
            alerts.addAll(live.drain());
            alerts.forEach(alert -> alert.getEvents().forEach(event -> actual.add(ids.get(event.id()))));
        }
        List<String> expected = new ArrayList<>(texts(suiteCase.path("expected")));
        expected.removeIf("-1"::equals);
        return Verdict.of(id(suiteCase), expected, actual);
    }

    /** Its events in order of time, then of their ids. */
    private List<JsonNode> timed(JsonNode suiteCase) throws IOException {
        String idField = suiteCase.path("id_field").asText();
        return events(suiteCase).stream()
                .sorted(Comparator.comparingLong((JsonNode event) -> millis(event, suiteCase))
                        .thenComparingLong(event -> event.path(idField).asLong()))
                .toList();
    }

    /** Of an event; a file time counts 100 ns since 1601. */
    private static long millis(JsonNode event, JsonNode suiteCase) {
        String[] field = suiteCase.path("timestamp_field").asText().split(" ", 2);
        JsonNode time = event.path(field[0]);
        if (field[1].contains("FILETIME")) {
            return time.asLong() / 10_000 - 11_644_473_600_000L;
        }
        return time.asText().contains("T")
                ? Instant.parse(time.asText()).toEpochMilli()
                : Long.parseLong(time.asText());
    }

    /** What another evaluator found over the events of all cases of the same log source. */
    private Verdict secondOpinion(JsonNode suiteCase) throws Refused, IOException {
        if (!suiteCase.path("error").isNull()) {
            return Verdict.skipped(
                    id(suiteCase),
                    "the other evaluator gave up: " + suiteCase.path("error").asText());
        }
        if (pool == null) {
            pool = RegressionPool.beside(file);
        }
        Path rule = pool.rule(suiteCase.path("rule_path").asText());
        if (!Files.exists(rule)) {
            return Verdict.skipped(id(suiteCase), "the rule is not here: " + rule);
        }
        Set<String> actual = new java.util.TreeSet<>();
        try (LiveRule live = LiveRule.of("rule.yml", Files.readString(rule), ParameterValues.NONE)) {
            for (RegressionPool.PooledEvent event : pool.events(suiteCase.path("logsource"))) {
                long before = live.matches();
                live.process(LiveRule.decode(event.json(), 0));
                if (live.matches() > before) {
                    actual.add(event.id());
                }
            }
        }
        // the other evaluator had more events than are given here
        Set<String> expected = new java.util.TreeSet<>(texts(suiteCase.path("hits")));
        expected.removeIf(event -> !pool.holds(event));
        return Verdict.of(id(suiteCase), expected, actual);
    }

    private List<JsonNode> events(JsonNode suiteCase) throws IOException {
        if (suiteCase.has("events")) {
            List<JsonNode> events = new ArrayList<>();
            suiteCase.path("events").forEach(events::add);
            return events;
        }
        if (commonEvents == null) {
            Path events = file.resolveSibling(
                    file.getFileName().toString().replaceFirst("\\.[^.]+\\.jsonl$", ".events.jsonl"));
            commonEvents = lines(events);
        }
        return commonEvents;
    }

    static List<JsonNode> lines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            List<JsonNode> nodes = new ArrayList<>();
            for (String line : (Iterable<String>) lines.filter(text -> !text.isBlank())::iterator) {
                nodes.add(JSON.readTree(line));
            }
            return nodes;
        }
    }

    private static List<Integer> ints(JsonNode array) {
        List<Integer> numbers = new ArrayList<>();
        array.forEach(number -> numbers.add(number.asInt()));
        return numbers;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static List<Integer> without(List<Integer> indices, Set<Integer> unknown) {
        return indices.stream().filter(index -> !unknown.contains(index)).toList();
    }

    private static List<Integer> first(List<Integer> indices) {
        return indices.stream().limit(1).toList();
    }

    private static List<String> sorted(List<String> texts) {
        return texts.stream().sorted(Comparator.naturalOrder()).toList();
    }
}
