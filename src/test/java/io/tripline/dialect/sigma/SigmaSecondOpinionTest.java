package io.tripline.dialect.sigma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tripline.dialect.OtherSources;
import io.tripline.dialect.Parsed;
import io.tripline.problem.SourceText;
import io.tripline.rule.Detection;
import io.tripline.rule.ReferenceInterpreter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A thousand rules over a pool of real events of their log source: the hits, and the silence, of another evaluator. */
class SigmaSecondOpinionTest {

    @Test
    void everyRuleHitsWhatTheOtherEvaluatorHits() throws IOException {
        Map<String, Map<String, ReferenceInterpreter>> pools = pools();
        List<String> differences = new ArrayList<>();
        int compared = 0;
        int found = 0;
        for (JsonNode verdict : SharedMaterial.cases("sigmahq-regression.cross_helper_verdicts")) {
            if (!verdict.get("error").isNull()) {
                continue;
            }
            compared++;
            TreeSet<String> expected = new TreeSet<>();
            verdict.get("hits").forEach(hit -> expected.add(hit.asText()));
            Map<String, ReferenceInterpreter> pool = pools.getOrDefault(key(verdict.get("logsource")), Map.of());
            // The other evaluator had more events than are given here.
            expected.retainAll(pool.keySet());
            TreeSet<String> actual = hits(verdict, pool);
            found += actual.size();
            if (!expected.equals(actual)) {
                differences.add("\n" + verdict.get("rule_path").asText() + ": " + actual + ", not " + expected);
            }
        }
        assertTrue(compared > 1000 && found > 50, () -> "too little to compare");
        assertEquals(List.of(), differences);
    }

    private static TreeSet<String> hits(JsonNode verdict, Map<String, ReferenceInterpreter> pool) throws IOException {
        Path file = SharedMaterial.folder("corpora")
                .resolve("sigmahq")
                .resolve(verdict.get("rule_path").asText());
        Parsed parsed = new SigmaParser()
                .parse(
                        new SourceText(file.getFileName().toString(), Files.readString(file)),
                        io.tripline.dialect.ParameterValues.NONE,
                        OtherSources.EMPTY);
        TreeSet<String> hits = new TreeSet<>();
        if (parsed instanceof Parsed.Accepted accepted) {
            List<Detection> detections = accepted.rules().stream()
                    .flatMap(rule -> SigmaVerdictTest.detections(rule.pattern()).stream())
                    .toList();
            pool.forEach((id, event) -> {
                if (detections.stream().anyMatch(detection -> event.holds(detection.condition()))) {
                    hits.add(id);
                }
            });
        }
        return hits;
    }

    /** Log source to the events of that source by the name that the verdicts call them by. */
    private static Map<String, Map<String, ReferenceInterpreter>> pools() throws IOException {
        Map<String, Map<String, ReferenceInterpreter>> pools = new LinkedHashMap<>();
        for (JsonNode test : SharedMaterial.cases("sigmahq-regression")) {
            Map<String, ReferenceInterpreter> pool =
                    pools.computeIfAbsent(key(test.get("logsource")), key -> new LinkedHashMap<>());
            int index = 0;
            for (JsonNode event : test.get("events")) {
                pool.put(
                        test.get("id").asText() + "#" + index++, new ReferenceInterpreter(SharedMaterial.event(event)));
            }
        }
        return pools;
    }

    private static String key(JsonNode logSource) {
        return logSource.path("product").asText() + "/"
                + logSource.path("category").asText() + "/"
                + logSource.path("service").asText();
    }
}
