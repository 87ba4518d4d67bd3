package io.tripline.dialect.elastic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripline.dialect.OtherSources;
import io.tripline.dialect.ParameterValues;
import io.tripline.dialect.Parsed;
import io.tripline.event.Event;
import io.tripline.event.FieldPath;
import io.tripline.event.FieldValue;
import io.tripline.event.Origin;
import io.tripline.problem.SourceText;
import io.tripline.rule.Condition;
import io.tripline.rule.Pattern;
import io.tripline.rule.ReferenceInterpreter;
import io.tripline.rule.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Queries with events and verdicts that Elastic wrote, event by event. */
class KqlSuitesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void evaluatorsVerdictsAreOurs() throws IOException {
        // Given
        List<String> failures = new ArrayList<>();
        int passed = 0;
        // When
        for (JsonNode suite : lines("elastic-kql-evaluator.jsonl")) {
            String id = suite.get("id").asText();
            List<Integer> expected = indices(suite.get("expected"));
            Condition condition = condition(kqlRule(suite.get("rule").asText()));
            List<Integer> actual = new ArrayList<>();
            for (int i = 0; condition != null && i < suite.get("events").size(); i++) {
                if (holds(condition, suite.get("events").get(i))) {
                    actual.add(i);
                }
            }
            if (actual.equals(expected)) {
                passed++;
            } else {
                failures.add(id + " " + suite.get("rule") + ": expected " + expected + ", was " + actual);
            }
        }
        // Then
        assertEquals(List.of(), failures);
        assertEquals(33, passed);
    }

    @Test
    void elasticsRulesFindTheirOktaEventsAndNoOthers() throws IOException {
        // Given
        List<JsonNode> events = lines("elastic-kql-rules-x-okta-ecs.events.jsonl");
        List<String> wrong = new ArrayList<>();
        int rules = 0;
        int hits = 0;
        // When
        for (JsonNode verdict : lines("elastic-kql-rules-x-okta-ecs.verdicts.jsonl")) {
            Condition condition = condition(kqlRule(verdict.get("rule").asText()));
            if (condition == null) {
                wrong.add(verdict.get("rule_path") + " refused");
                continue;
            }
            rules++;
            List<Integer> actual = new ArrayList<>();
            for (int i = 0; i < events.size(); i++) {
                if (holds(condition, events.get(i))) {
                    actual.add(i);
                }
            }
            hits += actual.size();
            List<Integer> expected = indices(verdict.get("expected"));
            if (!actual.equals(expected)) {
                wrong.add(verdict.get("rule_path") + ": expected " + expected + ", was " + actual);
            }
        }
        // Then
        assertEquals(List.of(), wrong);
        assertEquals(361, rules);
        assertEquals(16, hits);
    }

    @Test
    void kibanasNewTermsAreNew() throws IOException {
        for (JsonNode suite : lines("kibana-new-terms.jsonl")) {
            // Given
            Rule rule = accepted(suite.get("rule").asText());
            Pattern.NewTerms terms = assertInstanceOf(Pattern.NewTerms.class, rule.pattern());
            List<JsonNode> events = new ArrayList<>();
            suite.get("events").forEach(events::add);
            events.sort((a, b) -> time(a).compareTo(time(b)));
            Instant from = Instant.parse(suite.get("rule_from").asText());
            // When
            Set<List<String>> alerted = new HashSet<>();
            Map<List<String>, Instant> seen = new HashMap<>();
            for (JsonNode json : events) {
                Event event = event(json);
                if (!holds(terms.detection().condition(), json)) {
                    continue;
                }
                for (List<String> combination : combinations(event, terms.fields())) {
                    Instant before = seen.put(combination, time(json));
                    boolean isNew = before == null || before.isBefore(time(json).minus(terms.historyWindow()));
                    if (isNew && !time(json).isBefore(from)) {
                        alerted.add(combination);
                    }
                }
            }
            // Then
            Set<List<String>> expected = new HashSet<>();
            suite.get("expected").forEach(combination -> expected.add(texts(combination)));
            assertEquals(expected, alerted, suite.get("id").asText());
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static List<List<String>> combinations(Event event, List<FieldPath> fields) {
        List<List<String>> combinations = List.of(List.of());
        for (FieldPath field : fields) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> combination : combinations) {
                for (FieldValue value : event.field(field.text()).values()) {
                    List<String> one = new ArrayList<>(combination);
                    one.add(value.text());
                    longer.add(one);
                }
            }
            combinations = longer;
        }
        return combinations;
    }

    private static Instant time(JsonNode event) {
        return Instant.parse(event.get("@timestamp").asText());
    }

    private static String kqlRule(String query) {
        return "[rule]\nname = \"x\"\ntype = \"query\"\nquery = '''\n" + query + "'''\n";
    }

    private static @Nullable Condition condition(String toml) {
        return switch (parse(toml)) {
            case Parsed.Accepted accepted ->
                assertInstanceOf(
                                Pattern.EachMatch.class,
                                accepted.rules().getFirst().pattern())
                        .detection()
                        .condition();
            case Parsed.Rejected rejected -> null;
        };
    }

    private static Rule accepted(String toml) {
        return assertInstanceOf(Parsed.Accepted.class, parse(toml), toml)
                .rules()
                .getFirst();
    }

    private static Parsed parse(String toml) {
        return new ElasticParser().parse(new SourceText("x.toml", toml), ParameterValues.NONE, OtherSources.EMPTY);
    }

    private static List<Integer> indices(JsonNode array) {
        List<Integer> indices = new ArrayList<>();
        array.forEach(index -> indices.add(index.asInt()));
        return indices;
    }

    private static Event event(JsonNode json) {
        return Event.of("e", 0, Origin.UNKNOWN, source(json));
    }

    private static boolean holds(Condition condition, JsonNode event) {
        return new ReferenceInterpreter(source(event)).holds(condition);
    }

    private static Map<String, Object> source(JsonNode json) {
        return JSON.convertValue(json, new TypeReference<>() {});
    }

    private static List<JsonNode> lines(String suite) throws IOException {
        Path folder = Shared.folder("suites");
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(suite))) {
            if (!line.isBlank()) {
                lines.add(JSON.readTree(line));
            }
        }
        return lines;
    }
}
