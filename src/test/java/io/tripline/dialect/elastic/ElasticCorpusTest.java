package io.tripline.dialect.elastic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.dialect.OtherSources;
import io.tripline.dialect.ParameterValues;
import io.tripline.dialect.Parsed;
import io.tripline.problem.Problem;
import io.tripline.problem.Problem.Severity;
import io.tripline.problem.ProblemPrinter;
import io.tripline.problem.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every rule that Elastic published. */
class ElasticCorpusTest {

    private record Outcome(SourceText source, Parsed parsed) {

        String status() {
            return switch (parsed) {
                case Parsed.Accepted accepted ->
                    accepted.rules().getFirst().restrictions().isEmpty() ? "exact" : "approximated";
                case Parsed.Rejected rejected -> "refused";
            };
        }

        List<Problem> errors() {
            return parsed.problems().stream()
                    .filter(problem -> problem.severity() == Severity.ERROR)
                    .toList();
        }
    }

    private static final List<Outcome> OUTCOMES = new ArrayList<>();

    @BeforeAll
    static void translateAll() {
        Path corpus = Shared.folder("corpora/elastic");
        for (Path file : Shared.files(corpus, ".toml")) {
            SourceText source = new SourceText(corpus.relativize(file).toString(), Shared.text(file));
            OUTCOMES.add(
                    new Outcome(source, new ElasticParser().parse(source, ParameterValues.NONE, OtherSources.EMPTY)));
        }
    }

    @Test
    void rulesAreAcceptedByTypeAsCounted() {
        Map<String, Integer> counts = new TreeMap<>();
        OUTCOMES.forEach(outcome -> counts.merge(outcome.parsed().type() + " " + outcome.status(), 1, Integer::sum));
        assertEquals(
                new TreeMap<>(Map.of(
                        "eql approximated", 6,
                        "eql exact", 505,
                        "esql refused", 105,
                        "machine_learning refused", 54,
                        "new_terms exact", 121,
                        "query approximated", 4,
                        "query exact", 221,
                        "threat_match approximated", 3,
                        "threshold exact", 13)),
                counts);
    }

    @Test
    void reasonsOfRefusalsAreTheKnownOnes() {
        Map<String, Integer> reasons = new TreeMap<>();
        for (Outcome outcome : OUTCOMES) {
            outcome.errors().stream()
                    .map(problem -> problem.message().replaceFirst(":.*", ""))
                    .distinct()
                    .forEach(reason -> reasons.merge(reason, 1, Integer::sum));
        }
        assertEquals(
                new TreeMap<>(Map.of(
                        "rules of type 'esql' are not supported", 105,
                        "rules of type 'machine_learning' are not supported", 54)),
                reasons);
    }

    @Test
    void everyProblemQuotesItsPlaceAndEveryErrorSaysTheWayOut() {
        for (Outcome outcome : OUTCOMES) {
            for (Problem problem : outcome.parsed().problems()) {
                String shown = ProblemPrinter.print(problem);
                assertTrue(problem.line() > 0 && problem.column() > 0, shown);
                String line = outcome.source().line(problem.line());
                assertNotNull(line, shown);
                assertTrue(problem.column() - 1 + problem.length() <= line.length(), shown);
                assertNotNull(problem.wayOut(), shown);
            }
        }
    }
}
