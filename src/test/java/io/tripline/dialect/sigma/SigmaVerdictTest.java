package io.tripline.dialect.sigma;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tripline.dialect.OtherSources;
import io.tripline.dialect.ParameterValues;
import io.tripline.dialect.Parsed;
import io.tripline.problem.ProblemPrinter;
import io.tripline.problem.SourceText;
import io.tripline.rule.Detection;
import io.tripline.rule.Pattern;
import io.tripline.rule.ReferenceInterpreter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Other people's verdicts on single events against the lowering alone: rule text, condition, reference interpreter. What is
 * left out stands here with its reason.
 */
class SigmaVerdictTest {

    private static final Set<String> EXTENSIONS = Set.of("sigma-v3-array", "rsigma-window-mode", "engine-config");

    private static final Map<String, String> LEFT_OUT = Map.of(
            "rsigma-engine-expand_modifier_multiple_placeholders",
            "expand takes values from parameters, not from the event",
            "rsigma-selectors-vacuous_all_of_zero_matches_is_true",
            "a pattern that matches no search is refused",
            "go-sigma-14",
            "disputed: runs of white space are not one blank");

    private final SigmaParser parser = new SigmaParser();

    @TestFactory
    Stream<DynamicTest> sigmaHqRegression() throws IOException {
        return verdicts("sigmahq-regression");
    }

    @TestFactory
    Stream<DynamicTest> sigmalite() throws IOException {
        return verdicts("sigmalite");
    }

    @TestFactory
    Stream<DynamicTest> sigmaRust() throws IOException {
        return verdicts("sigma-rust");
    }

    @TestFactory
    Stream<DynamicTest> goSigma() throws IOException {
        return verdicts("go-sigma-rule-engine");
    }

    @TestFactory
    Stream<DynamicTest> rsigmaOnSingleEvents() throws IOException {
        return verdicts("rsigma");
    }

    @TestFactory
    Stream<DynamicTest> rsigmaRejects() throws IOException {
        return SharedMaterial.cases("rsigma.rejects").stream()
                .map(test -> DynamicTest.dynamicTest(
                        test.get("id").asText(),
                        () -> assertEquals(Parsed.Rejected.class, parse(test).getClass())));
    }

    private Stream<DynamicTest> verdicts(String suite) throws IOException {
        return SharedMaterial.cases(suite).stream()
                .filter(test -> !LEFT_OUT.containsKey(test.get("id").asText()))
                .filter(test -> !test.path("correlation").asBoolean() && !isExtension(test))
                .map(test -> DynamicTest.dynamicTest(test.get("id").asText(), () -> verdict(test)));
    }

    private static boolean isExtension(JsonNode test) {
        for (JsonNode tag : test.path("tags")) {
            if (EXTENSIONS.contains(tag.asText())) {
                return true;
            }
        }
        return false;
    }

    private Parsed parse(JsonNode test) {
        return parser.parse(
                new SourceText(
                        test.get("id").asText() + ".yml", test.get("rule").asText()),
                ParameterValues.NONE,
                OtherSources.EMPTY);
    }

    private void verdict(JsonNode test) {
        Set<Integer> unknown = numbers(test.path("unknown"));
        Set<Integer> expected = numbers(test.get("expected"));
        Set<Integer> actual = new TreeSet<>();
        if (parse(test) instanceof Parsed.Accepted accepted) {
            List<Detection> detections = accepted.rules().stream()
                    .flatMap(rule -> detections(rule.pattern()).stream())
                    .toList();
            int index = 0;
            for (JsonNode event : test.get("events")) {
                ReferenceInterpreter interpreter = new ReferenceInterpreter(SharedMaterial.event(event));
                if (detections.stream().anyMatch(detection -> interpreter.holds(detection.condition()))) {
                    actual.add(index);
                }
                index++;
            }
        } else if (!expected.isEmpty()) {
            parse(test).problems().forEach(problem -> System.err.println(ProblemPrinter.print(problem)));
        }
        actual.removeAll(unknown);
        expected.removeAll(unknown);
        assertEquals(expected, actual);
    }

    private static Set<Integer> numbers(JsonNode array) {
        Set<Integer> numbers = new TreeSet<>();
        array.forEach(number -> numbers.add(number.asInt()));
        return numbers;
    }

    static List<Detection> detections(Pattern pattern) {
        return switch (pattern) {
            case Pattern.EachMatch each -> List.of(each.detection());
            case Pattern.Suppressed suppressed -> ofInputs(List.of(suppressed.input()));
            case Pattern.Aggregation aggregation -> ofInputs(aggregation.over());
            case Pattern.Temporal temporal -> ofInputs(temporal.inputs());
            case Pattern.TemporalOrdered ordered -> ofInputs(ordered.inputs());
            case Pattern.Sequence sequence ->
                sequence.terms().stream().map(Pattern.Sequence.Term::detection).toList();
            case Pattern.NewTerms terms -> List.of(terms.detection());
        };
    }

    private static List<Detection> ofInputs(List<Pattern.Input> inputs) {
        List<Detection> detections = new ArrayList<>();
        for (Pattern.Input input : inputs) {
            switch (input) {
                case Pattern.Input.Events events -> detections.add(events.detection());
                case Pattern.Input.Correlated correlated -> detections.addAll(detections(correlated.pattern()));
            }
        }
        return detections;
    }
}
