package io.tripline.dialect.sigma;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the text is: an answer, in bounded time and memory, and never an exception. */
class HostileTextTest {

    private static final int MANY = 100_000;

    private static final String RULES = """
            title: Failed login
            id: 11111111-1111-4111-8111-111111111111
            name: failed
            logsource: {product: test, service: [a, b]}
            detection:
                selection:
                    type|contains|all: [a, 'b*', "c\\x41"]
                    ip|cidr: 10.0.0.0/8
                    text|re|i: '^a(b|c)+$'
                    user|expand: '%admins%'
                    cmd|windash|contains: ' -x'
                    data|wide|base64offset|contains: secret
                    when|hour|gte: 22
                words:
                    - evil
                    - f: null
                filter_1: {user: root}
                condition: (selection or 1 of wor*) and not 1 of filter_*
            fields: [a, b]
            splunk: |
                index=a data.t="{my-tenant}" NOT f IN (a, "b")
                | eval t = _time | bin _time span=1h
                | stats count as n, max(t) as z, min(t) as a, values(u) as us by _time, ip
                | where (z - a) / 60 < {minutes} AND n > {limit}
            ---
            title: Many
            correlation:
                type: value_percentile
                rules: [failed]
                group-by: [who]
                aliases:
                    who: {failed: user}
                timespan: '{span_minutes}m'
                condition: {gte: 3, lt: 9, field: bytes, percentile: 95}
            parameters:
                span_minutes: {type: integer, default: 5, min: 1}
            ---
            title: Filter
            logsource: {product: test}
            filter:
                rules: any
                f: {a: 1}
                condition: not f
            """;

    private static final ParameterValues VALUES = SigmaTexts.configured(Map.of("admins", List.of("root", "adm*")));

    static Stream<Arguments> texts() {
        String lists = IntStream.range(0, 40)
                .mapToObj(i -> "a" + i + ": &a" + i + " [" + (i == 0 ? "x" : "*a" + (i - 1) + ", *a" + (i - 1)) + "]\n")
                .reduce("", String::concat);
        return Stream.of(
                Arguments.of("deep lists", "title: " + "[".repeat(MANY)),
                Arguments.of("deep maps", "{a: ".repeat(MANY)),
                Arguments.of("deep blocks", deepBlocks()),
                Arguments.of("billion laughs", lists),
                Arguments.of("an alias in itself", "a: &a [*a]"),
                Arguments.of("an unknown alias", "a: *b"),
                Arguments.of("control characters", "title: a\u0000b\u0007"),
                Arguments.of("a lone surrogate", "title: a\uD800b\ndetection: {a: {b: \uDC00}, condition: a}"),
                Arguments.of("a byte order mark", "\uFEFF" + SigmaTexts.rule("f: a")),
                Arguments.of("nothing", ""),
                Arguments.of("blanks", "  \n\t\n"),
                Arguments.of("a huge text", "title: " + "x".repeat(5 * 1024 * 1024)),
                Arguments.of("many documents", "a: 1\n---\n".repeat(MANY)),
                Arguments.of("many values", SigmaTexts.rule("f: [" + "x,".repeat(MANY) + "]")),
                Arguments.of("many stars", SigmaTexts.rule("f: '" + "a*".repeat(MANY) + "'")),
                Arguments.of("many stars to expand", SigmaTexts.rule("f|expand: '" + "a*".repeat(MANY) + "'")),
                Arguments.of("many dashes", SigmaTexts.rule("f|windash: '" + "-a ".repeat(MANY) + "'")),
                Arguments.of("many backslashes", SigmaTexts.rule("f: '" + "\\".repeat(MANY) + "'")),
                Arguments.of(
                        "a deep expression",
                        SigmaTexts.rule("f|re: '" + "(".repeat(9_000) + "a" + ")".repeat(9_000) + "'")),
                Arguments.of("a long expression", SigmaTexts.rule("f|re: '" + "(a|b)*".repeat(3_000) + "'")),
                Arguments.of(
                        "nested repetitions", SigmaTexts.rule("f|re: '((((a{1,1000}){1,1000}){1,1000}){1,1000})'")),
                Arguments.of("a huge number", SigmaTexts.rule("f|gt: 1e999999999")),
                Arguments.of("a huge timespan", correlation("timespan: 99999999999999999999y")),
                Arguments.of("a tiny count", correlation("timespan: 1m").replace("gte: 3", "gte: -1e300")),
                Arguments.of(
                        "a tiny count of rules",
                        correlation("timespan: 1m")
                                .replace("event_count", "temporal")
                                .replace("gte: 3", "gte: -1e300")),
                Arguments.of("a wide condition", wideCondition()),
                Arguments.of("many rules in a condition", manyRules()),
                Arguments.of(
                        "a circle",
                        correlation("timespan: 1m")
                                .replace("rules: base", "rules: [self]")
                                .replace("title: C", "title: C\nname: self")),
                Arguments.of("empty names", SigmaTexts.rule("'{}': a", "'$.': b", "' ': c", "'|contains': d")),
                Arguments.of("a deep Splunk text", splunk("where " + "(".repeat(MANY) + "1" + ")".repeat(MANY))),
                Arguments.of("a long Splunk text", splunk("eval a = 1" + "+1".repeat(40_000))),
                Arguments.of("many Splunk stars", splunk("search f=" + "*".repeat(90_000))),
                Arguments.of("an open Splunk quote", splunk("where a = \"x | stats")));
    }

    private static String deepBlocks() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            text.repeat(' ', i).append("a:\n");
        }
        return text.toString();
    }

    private static String correlation(String timespan) {
        return SigmaTexts.rule("f: a").replace("title: Example", "title: Example\nname: base")
                + "---\ntitle: C\ncorrelation:\n    type: event_count\n    rules: base\n    " + timespan
                + "\n    condition: {gte: 3}\n";
    }

    private static String wideCondition() {
        StringBuilder text = new StringBuilder("title: Example\nlogsource: {product: test}\ndetection:\n");
        for (int i = 0; i < 2_000; i++) {
            text.append("    s").append(i).append(": {f: ").append(i).append("}\n");
        }
        return text + "    condition: " + String.join(" or ", java.util.Collections.nCopies(1_000, "1 of s*")) + "\n";
    }

    private static String manyRules() {
        StringBuilder text = new StringBuilder();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            names.add("r" + i);
            text.append(SigmaTexts.rule("f: " + i).replace("title: Example", "title: R" + i + "\nname: r" + i))
                    .append("---\n");
        }
        return text + "title: C\ncorrelation:\n    type: temporal\n    rules: [" + String.join(", ", names)
                + "]\n    timespan: 1m\n    condition: 30 of them\n";
    }

    private static String splunk(String command) {
        return SigmaTexts.rule("f: a") + "splunk: |\n    index=a | stats count by u | " + command + "\n";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void anAnswerComesSoon(String name, String text) {
        Parsed parsed = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> parse(text));

        parsed.problems()
                .forEach(problem -> assertFalse(
                        problem.message().contains("cannot be translated:"), () -> ProblemPrinter.print(problem)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void whatIsRefusedSaysWhy(String name, String text) {
        Parsed parsed = parse(text);

        if (parsed instanceof Parsed.Rejected) {
            assertTrue(parsed.problems().stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR));
        }
        assertTrue(parsed.problems().size() <= 201);
    }

    @Property(tries = 2000)
    void aRuleWithAnyPartReplacedIsAnswered(@ForAll("mutations") String text) {
        Parsed parsed = parse(text);

        parsed.problems().forEach(problem -> {
            assertFalse(problem.message().contains("cannot be translated:"), () -> ProblemPrinter.print(problem));
            assertFalse(ProblemPrinter.print(problem).isEmpty());
        });
    }

    @Property(tries = 500)
    void anyTextIsAnswered(@ForAll String text) {
        assertInstanceOf(Parsed.class, parse(text));
    }

    private static Parsed parse(String text) {
        SourceText source = new SourceText("hostile.yml", text);
        return new SigmaParser().parse(source, VALUES, new OtherSources(List.of(source)));
    }

    /** The rules above with a few spans of them replaced by something else. */
    @Provide
    Arbitrary<String> mutations() {
        Arbitrary<String> pieces = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(6),
                Arbitraries.of(
                        "", "\n", ": ", "- ", "'", "\"", "[", "]", "{", "}", "|", "null", "|all", "|re", "|expand", "*",
                        "\\", "%", "{x_y}", "#", "&a ", "*a", "---\n", "1", "-1", "of", "not ", "(", ")", "count(",
                        "by", "\t", "é", "0s"));
        Arbitrary<int[]> spans = Arbitraries.integers()
                .between(0, RULES.length() - 1)
                .flatMap(start -> Arbitraries.integers().between(0, 12).map(length -> new int[] {start, length}));
        return net.jqwik.api.Combinators.combine(spans, pieces)
                .as((span, piece) -> (java.util.function.UnaryOperator<String>) text -> {
                    int start = Math.min(span[0], text.length());
                    return text.substring(0, start) + piece + text.substring(Math.min(text.length(), start + span[1]));
                })
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(changes -> {
                    String text = RULES;
                    for (var change : changes) {
                        text = change.apply(text);
                    }
                    return text;
                });
    }
}
