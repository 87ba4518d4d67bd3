package io.tripline.dialect.sigma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.dialect.OtherSources;
import io.tripline.dialect.ParameterValues;
import io.tripline.dialect.Parsed;
import io.tripline.problem.Problem;
import io.tripline.problem.Problem.Severity;
import io.tripline.problem.ProblemPrinter;
import io.tripline.problem.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How much of the world's Sigma is accepted. */
class SigmaCorpusTest {

    private static final Pattern EXPANDED = Pattern.compile("%([A-Za-z0-9_]+)%");

    private final SigmaParser parser = new SigmaParser();

    private record Outcome(Path file, Parsed parsed) {}

    @Test
    void everyAuth0RuleIsAccepted() throws IOException {
        List<Outcome> refused = refused("auth0", ShippedParameters.read());

        assertEquals(List.of(), describe(refused));
    }

    @Test
    void atMostOneInAHundredOfSigmaHqIsRefused() throws IOException {
        int rules = SharedMaterial.rules("sigmahq").size();

        List<Outcome> refused = refused("sigmahq", valuesForExpand("sigmahq"));

        assertTrue(refused.size() <= rules / 100, () -> refused.size() + " of " + rules + ": " + describe(refused));
    }

    @Test
    void atMostTwoOfMdecrevoisierAreRefused() throws IOException {
        List<Outcome> refused = refused("mdecrevoisier", ParameterValues.NONE);

        assertTrue(refused.size() <= 2, () -> describe(refused).toString());
    }

    @Test
    void oldAggregationsAreTranslatedExceptNear() throws IOException {
        List<Outcome> refused = refused("sigmahq-unsupported", ParameterValues.NONE);

        for (Outcome outcome : refused) {
            String text = Files.readString(outcome.file());
            assertTrue(text.contains("| near") || text.contains("condition: write "), () -> describe(refused)
                    .toString());
        }
    }

    @Test
    void everyErrorHasAPosition() throws IOException {
        for (String corpus : List.of("auth0", "sigmahq", "mdecrevoisier", "sigmahq-unsupported")) {
            for (Outcome outcome : refused(corpus, ParameterValues.NONE)) {
                for (Problem problem : outcome.parsed().problems()) {
                    assertTrue(problem.line() > 0 && problem.column() > 0, () -> ProblemPrinter.print(problem));
                }
            }
        }
    }

    private List<Outcome> refused(String corpus, ParameterValues values) throws IOException {
        List<Outcome> refused = new ArrayList<>();
        for (Path file : SharedMaterial.rules(corpus)) {
            Parsed parsed = parser.parse(
                    new SourceText(file.getFileName().toString(), Files.readString(file)), values, OtherSources.EMPTY);
            if (parsed instanceof Parsed.Rejected) {
                refused.add(new Outcome(file, parsed));
            }
        }
        return refused;
    }

    /** The rules name lists that only their user knows; any will do to see whether they translate. */
    private static ParameterValues valuesForExpand(String corpus) throws IOException {
        Map<String, List<String>> values = new HashMap<>();
        for (Path file : SharedMaterial.rules(corpus)) {
            EXPANDED.matcher(Files.readString(file))
                    .results()
                    .forEach(found -> values.put(found.group(1), List.of("one", "two*")));
        }
        return new ParameterValues(Map.of(), values, Map.of());
    }

    private static List<String> describe(List<Outcome> refused) {
        return refused.stream()
                .flatMap(outcome -> outcome.parsed().problems().stream())
                .filter(problem -> problem.severity() == Severity.ERROR)
                .map(problem -> "\n" + ProblemPrinter.print(problem))
                .toList();
    }
}
