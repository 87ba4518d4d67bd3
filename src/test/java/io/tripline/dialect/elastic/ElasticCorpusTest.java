package io.tripline.dialect.elastic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tripline.dialect.ParameterValues;
import io.tripline.dialect.Parsed;
import io.tripline.dialect.RuleLibrary;
import io.tripline.problem.Problem;
import io.tripline.problem.ProblemPrinter;
import io.tripline.problem.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every rule that Elastic published. */
class ElasticCorpusTest {

    @Test
    void everyRuleIsAcceptedOrRefusedWithItsReason() {
        // Given
        Path corpus = Shared.folder("corpora/elastic");
        // When
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, Integer> reasons = new TreeMap<>();
        List<String> details = new ArrayList<>();
        for (Path file : Shared.files(corpus, ".toml")) {
            SourceText source = new SourceText(corpus.relativize(file).toString(), Shared.text(file));
            Parsed parsed = new ElasticParser().parse(source, ParameterValues.NONE, RuleLibrary.EMPTY);
            String outcome =
                    switch (parsed) {
                        case Parsed.Accepted accepted ->
                            accepted.rules().getFirst().restrictions().isEmpty() ? "exact" : "approximated";
                        case Parsed.Rejected rejected -> "refused";
                    };
            counts.merge(parsed.type() + " " + outcome, 1, Integer::sum);
            for (Problem problem : parsed.problems()) {
                reasons.merge(
                        problem.severity() + " " + problem.message().replaceAll("'[^']*'", "'…'"), 1, Integer::sum);
                if (!problem.message().startsWith("rules of type")) {
                    details.add(ProblemPrinter.print(problem));
                }
            }
        }
        // Then
        counts.forEach((k, v) -> System.out.println(v + " " + k));
        reasons.forEach((k, v) -> System.out.println(v + " " + k));
        try {
            java.nio.file.Files.write(Path.of("/tmp/elastic-problems.txt"), details);
        } catch (java.io.IOException e) {
            throw new RuntimeException(e);
        }
        assertEquals(1032, counts.values().stream().mapToInt(i -> i).sum());
    }
}
