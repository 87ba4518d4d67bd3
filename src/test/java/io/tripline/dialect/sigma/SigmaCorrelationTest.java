package io.tripline.dialect.sigma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.dialect.ParameterValues;
import io.tripline.dialect.Parsed;
import io.tripline.event.FieldPath;
import io.tripline.problem.Problem;
import io.tripline.rule.Bound;
import io.tripline.rule.Comparison;
import io.tripline.rule.GroupBy;
import io.tripline.rule.Measure;
import io.tripline.rule.Pattern;
import io.tripline.rule.Pattern.Input;
import io.tripline.rule.Pattern.InputCondition.AllOf;
import io.tripline.rule.Pattern.InputCondition.AnyOf;
import io.tripline.rule.Pattern.InputCondition.Matched;
import io.tripline.rule.Pattern.InputCondition.None;
import io.tripline.rule.Rule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigmaCorrelationTest {

    private static final String LOGINS = """
            title: Failed login
            name: failed
            logsource: {product: test}
            detection:
                selection: {type: failed}
                condition: selection
            fields: [source.ip]
            level: low
            tags: [attack.t1110]
            ---
            title: Login
            name: login
            logsource: {product: test}
            detection:
                selection: {type: login}
                condition: selection
            ---
            title: Password reset
            name: reset
            logsource: {product: test}
            detection:
                selection: {type: reset}
                condition: selection
            ---
            """;

    private static String correlation(String... lines) {
        return LOGINS + "title: Correlated\ncorrelation:\n    " + String.join("\n    ", lines) + "\n";
    }

    private static Pattern.Aggregation aggregation(String text) {
        return assertInstanceOf(Pattern.Aggregation.class, correlated(text).pattern());
    }

    private static Rule correlated(String text) {
        return SigmaTexts.rules(text).getLast();
    }

    static Stream<Arguments> measures() {
        FieldPath bytes = new FieldPath("bytes");
        return Stream.of(
                Arguments.of("event_count", "gte: 3", new Measure.EventCount()),
                Arguments.of("value_count", "{gte: 3, field: bytes}", new Measure.ValueCount(List.of(bytes))),
                Arguments.of(
                        "value_count",
                        "{gte: 3, field: [bytes, host]}",
                        new Measure.ValueCount(List.of(bytes, new FieldPath("host")))),
                Arguments.of("value_sum", "{gte: 3, field: bytes}", new Measure.Sum(bytes)),
                Arguments.of("value_avg", "{gte: 3, field: bytes}", new Measure.Average(bytes)),
                Arguments.of("value_median", "{gte: 3, field: bytes}", new Measure.Percentile(bytes, 50)),
                Arguments.of(
                        "value_percentile",
                        "{gte: 3, field: bytes, percentile: 95}",
                        new Measure.Percentile(bytes, 95)));
    }

    @ParameterizedTest
    @MethodSource("measures")
    void everyTypeHasItsMeasure(String type, String condition, Measure measure) {
        String braces = condition.startsWith("{") ? condition : "{" + condition + "}";

        Pattern.Aggregation aggregation = aggregation(correlation(
                "type: " + type, "rules: [failed]", "group-by: [user]", "timespan: 10m", "condition: " + braces));

        assertEquals(List.of(new Bound(measure, Comparison.AT_LEAST, BigDecimal.valueOf(3))), aggregation.having());
        assertEquals(List.of(new GroupBy("user", List.of(new FieldPath("user")), false)), aggregation.groupBy());
        assertEquals(List.of(new FieldPath("source.ip")), aggregation.collect());
    }

    @ParameterizedTest
    @CsvSource({
        "gt, GREATER",
        "gte, AT_LEAST",
        "lt, LESS",
        "lte, AT_MOST",
        "eq, EQUAL",
        "neq, NOT_EQUAL",
    })
    void everyComparisonIsKept(String word, Comparison comparison) {
        Pattern.Aggregation aggregation = aggregation(
                correlation("type: event_count", "rules: failed", "timespan: 10m", "condition: {" + word + ": 3}"));

        assertEquals(comparison, aggregation.having().getFirst().comparison());
    }

    @Test
    void aRangeIsTwoBounds() {
        Pattern.Aggregation aggregation = aggregation(
                correlation("type: event_count", "rules: failed", "timespan: 10m", "condition: {gt: 3, lte: 5}"));

        assertEquals(
                List.of(
                        new Bound(new Measure.EventCount(), Comparison.GREATER, BigDecimal.valueOf(3)),
                        new Bound(new Measure.EventCount(), Comparison.AT_MOST, BigDecimal.valueOf(5))),
                aggregation.having());
    }

    @ParameterizedTest
    @CsvSource({"5s, PT5S", "5m, PT5M", "5h, PT5H", "1d, P1D", "2w, P14D", "1M, P30D", "1y, P365D", "1.5h, PT90M"})
    void everyUnitOfATimespanIsKnown(String timespan, Duration duration) {
        assertEquals(
                duration,
                aggregation(correlation(
                                "type: event_count", "rules: failed", "timespan: " + timespan, "condition: {gte: 3}"))
                        .timespan());
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "m", "5 minutes", "0s", "-5m", "11y", "1e9d", "5x", "''", "0.0001s"})
    void whatIsNoTimespanIsRefused(String timespan) {
        Parsed parsed = SigmaTexts.parse(
                correlation("type: event_count", "rules: failed", "timespan: " + timespan, "condition: {gte: 3}"));

        assertInstanceOf(Parsed.Rejected.class, parsed);
    }

    @Test
    void severalRulesAreCountedTogether() {
        Pattern.Aggregation aggregation = aggregation(
                correlation("type: event_count", "rules: [failed, reset]", "timespan: 10m", "condition: {gte: 3}"));

        assertEquals(
                List.of("failed", "reset"),
                aggregation.over().stream().map(Input::name).toList());
    }

    @Test
    void temporalNeedsAllItsRulesUnlessAConditionSaysOtherwise() {
        String[] head = {"type: temporal", "rules: [failed, login, reset]", "group-by: [user]", "timespan: 5m"};

        assertNull(temporal(head).condition());
        assertNull(temporal(with(head, "condition: {gte: 3}")).condition());
        assertEquals(
                new AnyOf(List.of(pair("failed", "login"), pair("failed", "reset"), pair("login", "reset"))),
                withoutOrder(temporal(with(head, "condition: {gt: 1}"))));
    }

    private static AnyOf withoutOrder(Pattern.Temporal temporal) {
        AnyOf any = assertInstanceOf(AnyOf.class, temporal.condition());
        return new AnyOf(any.parts().stream()
                .sorted(java.util.Comparator.comparing(Object::toString))
                .toList());
    }

    private static AllOf pair(String one, String other) {
        return new AllOf(List.of(new Matched(one), new Matched(other)));
    }

    private static Pattern.Temporal temporal(String... lines) {
        return assertInstanceOf(
                Pattern.Temporal.class, correlated(correlation(lines)).pattern());
    }

    private static String[] with(String[] lines, String more) {
        return Stream.concat(Stream.of(lines), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void aBooleanConditionNamesItsRules() {
        Pattern.Temporal temporal =
                temporal("type: temporal", "timespan: 5m", "condition: failed and (login or reset) and not reset");

        assertEquals(
                List.of("failed", "login", "reset"),
                temporal.inputs().stream().map(Input::name).toList());
        assertEquals(
                new AllOf(List.of(
                        new Matched("failed"),
                        new AnyOf(List.of(new Matched("login"), new Matched("reset"))),
                        new None(new Matched("reset")))),
                temporal.condition());
    }

    @Test
    void temporalOrderedKeepsTheOrderOfItsRules() {
        Pattern.TemporalOrdered ordered = assertInstanceOf(
                Pattern.TemporalOrdered.class,
                correlated(correlation(
                                "type: temporal_ordered",
                                "rules: [reset, failed, reset]",
                                "group-by: [user]",
                                "timespan: 5m",
                                "condition: {gte: 3}"))
                        .pattern());

        assertEquals(
                List.of("reset", "failed", "reset"),
                ordered.inputs().stream().map(Input::name).toList());
        assertEquals(3, ordered.groupBy().getFirst().fields().size());
    }

    @Test
    void anAliasIsAnotherFieldForEachRule() {
        Pattern.Temporal temporal = temporal(
                "type: temporal",
                "rules: [failed, login]",
                "group-by: [who]",
                "timespan: 5m",
                "aliases:",
                "    who:",
                "        failed: actor.id",
                "        login: user.id");

        assertEquals(
                List.of(new GroupBy("who", List.of(new FieldPath("actor.id"), new FieldPath("user.id")), false)),
                temporal.groupBy());
    }

    @Test
    void correlationsOfCorrelationsNestThreeDeep() {
        String text = correlation(
                                "type: event_count",
                                "rules: failed",
                                "group-by: [user]",
                                "timespan: 1m",
                                "condition: {gte: 3}")
                        .replace("title: Correlated", "title: Correlated\nname: many")
                + """
                ---
                title: Then in
                name: then_in
                correlation:
                    type: temporal_ordered
                    rules: [many, login]
                    group-by: [user]
                    timespan: 5m
                ---
                title: Again and again
                correlation:
                    type: event_count
                    rules: then_in
                    group-by: [user]
                    timespan: 1d
                    condition: {gte: 2}
                """;

        List<Rule> rules = SigmaTexts.rules(text);

        // The password reset rule is not part of any correlation.
        assertEquals(
                List.of("Password reset", "Again and again"),
                rules.stream().map(Rule::title).toList());
        Pattern.Aggregation outer =
                assertInstanceOf(Pattern.Aggregation.class, rules.getLast().pattern());
        Input.Correlated middle =
                assertInstanceOf(Input.Correlated.class, outer.over().getFirst());
        Pattern.TemporalOrdered ordered = assertInstanceOf(Pattern.TemporalOrdered.class, middle.pattern());
        Input.Correlated inner =
                assertInstanceOf(Input.Correlated.class, ordered.inputs().getFirst());
        assertEquals("many", inner.name());
        assertInstanceOf(Pattern.Aggregation.class, inner.pattern());
    }

    @Test
    void rulesOfACorrelationAlertOnTheirOwnOnlyIfItSaysSo() {
        String[] lines = {"type: event_count", "rules: [failed, login, reset]", "timespan: 1m", "condition: {gte: 3}"};

        assertEquals(
                List.of("Correlated"),
                SigmaTexts.rules(correlation(lines)).stream().map(Rule::title).toList());
        assertEquals(
                List.of("Failed login", "Login", "Password reset", "Correlated"),
                SigmaTexts.rules(correlation(with(lines, "generate: true"))).stream()
                        .map(Rule::title)
                        .toList());
    }

    @Test
    void whatACorrelationDoesNotSayItsFirstRuleSays() {
        Rule rule =
                correlated(correlation("type: event_count", "rules: failed", "timespan: 1m", "condition: {gte: 3}"));

        assertEquals(List.of("attack.t1110"), rule.metadata().tags());
        assertEquals(io.tripline.rule.Metadata.Level.LOW, rule.metadata().level());
    }

    @Test
    void onlyAMapUnderCorrelationIsOne() {
        String remark = SigmaTexts.rule("f: a") + "correlation: see the rule on logons\n";

        assertInstanceOf(Pattern.EachMatch.class, SigmaTexts.pattern(remark));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "count() > 5; EventCount; GREATER; 5",
                "count(user) by host >= 6; ValueCount; AT_LEAST; 6",
                "COUNT() BY host < 7; EventCount; LESS; 7",
                "sum(bytes) by host > 8; Sum; GREATER; 8",
                "avg(bytes) by host <= 9; Average; AT_MOST; 9",
                "count() by host = 10; EventCount; EQUAL; 10"
            })
    void anOldAggregationIsTheCorrelationThatItWouldBeToday(
            String text, String measure, Comparison comparison, BigDecimal bound) {
        String rule = SigmaTexts.rule("f: a")
                .replace("condition: selection", "condition: selection | " + text + "\n    timeframe: 15m");

        Pattern.Aggregation aggregation = assertInstanceOf(Pattern.Aggregation.class, SigmaTexts.pattern(rule));

        Bound only = aggregation.having().getFirst();
        assertEquals(measure, only.measure().getClass().getSimpleName());
        assertEquals(comparison, only.comparison());
        assertEquals(bound, only.value());
        assertEquals(Duration.ofMinutes(15), aggregation.timespan());
        assertEquals(
                text.toLowerCase(java.util.Locale.ROOT).contains("by host"),
                !aggregation.groupBy().isEmpty());
    }

    @Test
    void anOldAggregationWithoutTimeframeSaysWhatIsAssumed() {
        Rule rule = SigmaTexts.rule(
                SigmaTexts.rule("f: a").replace("condition: selection", "condition: selection | count() > 5"),
                ParameterValues.NONE);

        assertEquals(
                Duration.ofHours(1),
                assertInstanceOf(Pattern.Aggregation.class, rule.pattern()).timespan());
        assertTrue(rule.restrictions().getFirst().contains("no timeframe"), rule.restrictions()::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "selection | near other",
                "selection | min(bytes) > 3",
                "selection | count( > 3",
                "selection | count() by host",
                "selection | sum() > 3",
                "selection | count() > many",
                "selection | "
            })
    void whatIsNoAggregationIsRefused(String condition) {
        Parsed parsed = SigmaTexts.parse(
                SigmaTexts.rule("f: a").replace("condition: selection", "condition: '" + condition + "'"));

        assertInstanceOf(Parsed.Rejected.class, parsed);
        assertEquals(7, parsed.problems().getFirst().line());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "condition: {gt: 5, lt: 6}",
                "condition: {lt: 0}",
                "condition: {eq: -1}",
                "condition: {gte: many}",
                "condition: {atleast: 3}",
                "condition: [a]",
                "condition: failed",
                "generate: false"
            })
    void aConditionThatCannotBeMetIsRefused(String condition) {
        assertInstanceOf(
                Parsed.Rejected.class,
                SigmaTexts.parse(correlation("type: event_count", "rules: failed", "timespan: 1m", condition)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lt: 1", "lte: 0", "eq: 0", "gte: 2"})
    void seenThenSilentIsACondition(String condition) {
        Parsed parsed = SigmaTexts.parse(
                correlation("type: event_count", "rules: failed", "timespan: 1m", "condition: {" + condition + "}"));

        assertInstanceOf(Parsed.Accepted.class, parsed);
        assertEquals(List.of(), parsed.problems());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event_count; gte: 1",
                "event_count; gte: 0",
                "event_count; gt: 0",
                "event_count; gt: -1",
                "event_count; neq: 0",
                "event_count; neq: 1.5",
                "event_count; gte: 0.5, neq: 0",
                "value_count; field: u, gte: 1",
                "value_count; field: u, gt: 0",
                "value_count; field: u, gte: 0",
                "value_count; field: u, neq: 0"
            })
    void aConditionThatAnyMatchSatisfiesGetsAWarning(String typeAndCondition) {
        assertEquals(1, warningsOf(typeAndCondition).size(), warningsOf(typeAndCondition)::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event_count; gte: 1, lte: 3",
                "event_count; neq: 1",
                "value_count; field: u, gte: 2",
                "value_count; field: u, lt: 1",
                "value_sum; field: u, gte: 0"
            })
    void aConditionThatSomeMatchesSatisfyGetsNone(String typeAndCondition) {
        assertEquals(List.of(), warningsOf(typeAndCondition));
    }

    private static List<Problem> warningsOf(String typeAndCondition) {
        String[] parts = typeAndCondition.split("; ");
        Parsed parsed = SigmaTexts.parse(
                correlation("type: " + parts[0], "rules: failed", "timespan: 1m", "condition: {" + parts[1] + "}"));
        assertInstanceOf(Parsed.Accepted.class, parsed);
        return parsed.problems();
    }
}
