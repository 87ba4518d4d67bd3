package io.tripline.dialect.elastic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripline.dialect.OtherSources;
import io.tripline.dialect.ParameterValues;
import io.tripline.dialect.Parsed;
import io.tripline.problem.SourceText;
import io.tripline.rule.Condition;
import io.tripline.rule.Pattern;
import io.tripline.rule.ReferenceInterpreter;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Event queries with events and verdicts of Elasticsearch's own suite, and of the older engine's in today's dialect. */
class EqlSuitesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Run(int passed, Map<String, String> refused, List<String> failures) {}

    @Test
    void elasticsearchsVerdictsAreOurs() throws IOException {
        Run run = run("elasticsearch-eql.jsonl", false);
        assertEquals(List.of(), run.failures());
        assertEquals(KnownRefusals.idsStartingWith("es-eql"), run.refused().keySet());
        assertEquals(47, run.passed());
    }

    @Test
    void olderEnginesVerdictsAreOursWhereTheDialectIsTodays() throws IOException {
        Run run = run("endgame-eql.jsonl", true);
        assertEquals(List.of(), run.failures());
        assertEquals(KnownRefusals.idsStartingWith("endgame-eql"), run.refused().keySet());
        assertEquals(24, run.passed());
    }

    private static Run run(String suite, boolean onlyTodaysDialect) throws IOException {
        int passed = 0;
        Map<String, String> refused = new TreeMap<>();
        List<String> failures = new ArrayList<>();
        for (String line : Files.readAllLines(Shared.folder("suites").resolve(suite))) {
            JsonNode test = JSON.readTree(line);
            String query = test.get("rule").asText();
            boolean skipped = onlyTodaysDialect
                    && !test.get("elasticsearch_dialect_likely").asBoolean();
            if (skipped || query.strip().matches("(?s)(sequence|sample|join)\\b.*")) {
                continue;
            }
            String id = test.get("id").asText();
            String expected = test.get("expected").toString();
            switch (parse(query, test.get("category_field").asText())) {
                case Parsed.Rejected rejected ->
                    refused.put(
                            id,
                            query.strip() + " " + rejected.problems().getFirst().message());
                case Parsed.Accepted accepted -> {
                    String actual = matching(accepted, test).toString().replace(" ", "");
                    if (actual.equals(expected)) {
                        passed++;
                    } else {
                        failures.add(id + " " + query + ": expected " + expected + ", was " + actual);
                    }
                }
            }
        }
        return new Run(passed, refused, failures);
    }

    private static List<String> matching(Parsed.Accepted accepted, JsonNode test) {
        Condition condition = assertInstanceOf(
                        Pattern.EachMatch.class, accepted.rules().getFirst().pattern())
                .detection()
                .condition();
        List<String> ids = new ArrayList<>();
        for (JsonNode json : test.get("events")) {
            Map<String, Object> event = JSON.convertValue(json, new TypeReference<>() {});
            if (new ReferenceInterpreter(event).holds(condition)) {
                ids.add(json.get(test.get("id_field").asText()).toString());
            }
        }
        return ids;
    }

    private static Parsed parse(String query, String categoryField) {
        String toml = "[rule]\nname = \"x\"\ntype = \"eql\"\nevent_category_override = \"" + categoryField
                + "\"\nquery = '''\n" + query + "'''\n";
        return new ElasticParser().parse(new SourceText("x.toml", toml), ParameterValues.NONE, OtherSources.EMPTY);
    }
}
