package io.tripline.dialect.elastic;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.dialect.OtherSources;
import io.tripline.dialect.ParameterValues;
import io.tripline.dialect.Parsed;
import io.tripline.problem.Problem;
import io.tripline.problem.ProblemPrinter;
import io.tripline.problem.SourceText;
import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule files are written by strangers: nothing leaves the parser but a Parsed, soon. */
class HostileRuleTest {

    private static final String RULE = """
            [metadata]
            creation_date = "2026/01/31"
            [rule]
            name = "x"
            rule_id = "1"
            description = '''
            a'''
            severity = "low"
            risk_score = 1
            type = "threshold"
            from = "now-9m"
            query = "a: (b or c*) and not d: \\"e\\" and f > 1"
            tags = ["x", 'y']
            [rule.threshold]
            field = ["user.name"]
            value = 3
            [[rule.threshold.cardinality]]
            field = "host.name"
            value = 2
            [rule.alert_suppression]
            group_by = ["a"]
            duration = {value = 5, unit = "m"}
            [[rule.filters]]
            [rule.filters.meta]
            negate = true
            [rule.filters.query.wildcard."file.path"]
            value = "?:\\\\a*"
            [[rule.threat]]
            framework = "MITRE ATT&CK"
            [[rule.threat.technique]]
            id = "T1"
            [rule.threat.tactic]
            name = "Impact"
            """;

    @Test
    void theRuleThatIsSpoiltBelowIsGood() {
        assertInstanceOf(
                Parsed.Accepted.class, parse(RULE), () -> parse(RULE).problems().toString());
    }

    @Property(tries = 1000)
    void spoiltRuleIsAcceptedOrRefusedWithPlaces(@ForAll("spoilt") String text) {
        Parsed parsed = parse(text);
        long lines = text.lines().count();
        for (Problem problem : parsed.problems()) {
            assertTrue(problem.line() <= Math.max(1, lines + 1), () -> ProblemPrinter.print(problem) + "\n" + text);
            assertFalse(problem.message().isBlank());
        }
        if (parsed instanceof Parsed.Rejected rejected) {
            assertTrue(rejected.problems().stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR));
        }
    }

    @Provide
    Arbitrary<String> spoilt() {
        Arbitrary<String> piece = Arbitraries.of(
                "\"",
                "'",
                "'''",
                "[",
                "]",
                "{",
                "}",
                "=",
                "\n",
                "\r\n",
                ",",
                "1",
                "-1",
                "true",
                " ",
                ".",
                "*",
                "{}",
                "\\",
                "#",
                "é",
                "type = 1\n",
                "field = \"\"\n",
                "field = [\"{}\"]\n",
                "[rule]\n",
                "99999999999999999999",
                "\u0000",
                "now",
                "2026-01-01");
        return Arbitraries.integers().between(0, RULE.length()).flatMap(start -> Arbitraries.integers()
                .between(0, 30)
                .flatMap(cut -> piece.map(text ->
                        RULE.substring(0, start) + text + RULE.substring(Math.min(RULE.length(), start + cut)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = [",
                "a = {b = ",
                "[[rule.x]]\n",
                "[rule.a.b.c.d.e]\n",
                "a.",
                "'''",
                "\"",
                "query = \"(\"\n",
                "tags = [\"a\", "
            })
    void repeatedTextIsRefusedSoon(String piece) {
        String text = "[rule]\ntype = \"query\"\n" + piece.repeat(20_000);
        Parsed parsed = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> parse(text));
        assertInstanceOf(Parsed.Rejected.class, parsed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "not (", "a:{", "a or ", "\"x\" and ", "a:(b or ", " ", "\\\\*", "a: 1 "})
    void monstrousQueryIsReadSoon(String piece) {
        String text = "[rule]\ntype = \"query\"\nquery = '''" + piece.repeat(60_000) + "'''\n";
        Parsed parsed = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> parse(text));
        assertFalse(parsed.problems().isEmpty());
    }

    private static Parsed parse(String text) {
        return new ElasticParser().parse(new SourceText("rule.toml", text), ParameterValues.NONE, OtherSources.EMPTY);
    }
}
