package io.tripline.drl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.engine.compile.DrlCompiler;
import io.tripline.engine.compile.DrlSource;
import io.tripline.event.Event;
import io.tripline.event.FieldPath;
import io.tripline.event.Origin;
import io.tripline.rule.Comparison;
import io.tripline.rule.Detection;
import io.tripline.rule.GroupBy;
import io.tripline.rule.LogSource;
import io.tripline.rule.Measure;
import io.tripline.rule.Metadata;
import io.tripline.rule.Parameter;
import io.tripline.rule.Pattern;
import io.tripline.rule.Pattern.Input;
import io.tripline.rule.Rule;
import io.tripline.rule.Test;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.kie.internal.builder.conf.LanguageLevelOption;

/** Any text in any place of a rule comes through the DRL unharmed and changes nothing around it. */
class HostileTextTest {

    private static final List<String> NASTY = List.of(
            "\"",
            "\\",
            "\\\"",
            "*/",
            "/*",
            "//",
            "\n",
            "\r",
            "\r\n",
            "\t",
            "\b",
            "\f",
            "\u0001",
            "\u001F",
            "\u007F",
            "\u0085",
            "\u2028",
            "\u2029",
            "\u202E",
            "\u2066",
            "\uFEFF",
            "\uFFFE",
            "\uFFFF",
            "\uD800",
            "\uDC00",
            "\\u000a",
            "\\u0022",
            "\\u005C",
            "😀",
            "é",
            "'",
            "`",
            "$",
            "${x}",
            "{count}",
            "{",
            "}",
            "(",
            ")",
            "[",
            "]",
            ",",
            ";",
            ".",
            "..",
            "=",
            "?",
            "!",
            "*",
            "%",
            "#",
            "@",
            "|",
            "&&",
            "||",
            " ",
            "end",
            "\nend\nrule \"x\"\nwhen\nthen\nend\n",
            "\" ) ); System.exit( 1 ); //",
            "eval( true )",
            "import java.io.File",
            "package x",
            "then",
            "null",
            "true",
            "drools.getRule()",
            "over window:time( 1h )",
            "a",
            "x.y",
            "0",
            "-1",
            "\uDB40\uDC01",
            "\u00A0",
            "\u3000");

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> nasty =
                Arbitraries.of(NASTY).list().ofMinSize(1).ofMaxSize(6).map(parts -> String.join("", parts));
        Arbitrary<String> any =
                Arbitraries.strings().all().excludeChars('\0').ofMinLength(1).ofMaxLength(30);
        return Arbitraries.oneOf(nasty, any)
                .filter(text -> !FieldPath.normalise(text).isBlank());
    }

    /** The text in every place that a rule has for one. */
    private static Rule rule(String text) {
        Detection detection = new Detection(
                text,
                text,
                new LogSource(text, text, text),
                new io.tripline.rule.Condition.Or(List.of(
                        SampleRules.cased(text, text),
                        SampleRules.test(text, new Test.Like(List.of(text), false)),
                        new io.tripline.rule.Condition.Not(
                                SampleRules.test(text, new Test.CompareText(Comparison.LESS, text))),
                        SampleRules.test(text, new Test.SameAs(SampleRules.path(text), Test.Relation.EQUAL, true)))));
        return new Rule(
                text,
                text,
                new Metadata(
                        text,
                        null,
                        null,
                        text,
                        List.of(text),
                        List.of(text, text),
                        List.of(text),
                        List.of(text),
                        List.of(text),
                        List.of(text),
                        text,
                        text,
                        text),
                new Pattern.Aggregation(
                        List.of(new Input.Events(detection), new Input.Correlated(text, inner(text, detection))),
                        List.of(new GroupBy(text, List.of(SampleRules.path(text)), false)),
                        Duration.ofMinutes(5),
                        SampleRules.bounds(
                                SampleRules.atLeast(new Measure.ValueCount(List.of(SampleRules.path(text))), 1),
                                SampleRules.atLeast(new Measure.Percentile(SampleRules.path(text), 95), 1)),
                        List.of(SampleRules.path(text))),
                List.of(new Parameter(text, List.of(text), Parameter.Origin.RULE)),
                List.of(text));
    }

    private static Pattern inner(String text, Detection detection) {
        return new Pattern.Temporal(
                List.of(new Input.Events(detection)),
                List.of(new GroupBy(text, List.of(SampleRules.path(text)), true)),
                Duration.ofMinutes(5),
                new Pattern.InputCondition.Matched(text));
    }

    @Property(tries = 300)
    void anyTextParsesIntoTheExpectedStructure(@ForAll("texts") String text) throws Exception {
        Generation generation = DrlGenerator.generate(List.of(rule(text)), text + "/" + text + ".yml");

        String drl = assertInstanceOf(Generation.Written.class, generation).text();
        DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
        PackageDescr parsed = parser.parse(null, drl);
        assertTrue(!parser.hasErrors() && parsed != null, () -> parser.getErrors() + "\n" + drl);
        assertEquals(5, parsed.getRules().size(), drl);
        assertEquals(
                0, parsed.getFunctions().size() + parsed.getTypeDeclarations().size());
        assertEquals(
                parsed.getRules().size(),
                parsed.getRules().stream().map(RuleDescr::getName).distinct().count());
        RuleDescr alerting = parsed.getRules().getLast();
        Map<String, String> literals = alerting.getAnnotations().stream()
                .collect(Collectors.toMap(a -> a.getName(), a -> String.valueOf(a.getSingleValueAsString())));
        assertEquals(DrlLiteral.of(text), literals.get("id"));
        String tags = String.valueOf(literals.get("tags"));
        assertEquals(DrlLiteral.of(text) + ", " + DrlLiteral.of(text), tags.replaceAll(",\n +", ", "));
        // beside the lines that say why it is an approximation, which are as many as it takes
        long header = drl.lines()
                .takeWhile(line -> line.startsWith("//") && !line.startsWith("// An approximation: "))
                .count();
        assertTrue(header <= 10, drl);
        assertTrue(drl.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n'));
        assertTrue(parsed.getName().matches("rules(\\.[A-Za-z_0-9]+)+"), parsed.getName());
    }

    @Property(tries = 40)
    void anyTextComesThroughTheEngine(@ForAll("texts") String text) {
        Pattern pattern = new Pattern.Aggregation(
                List.of(new Input.Events(new Detection(text, text, LogSource.ANY, SampleRules.cased(text, text)))),
                List.of(new GroupBy(text, List.of(SampleRules.path(text)), true)),
                Duration.ofMinutes(5),
                SampleRules.bounds(SampleRules.atLeast(new Measure.ValueCount(List.of(SampleRules.path(text))), 1)),
                List.of(SampleRules.path(text)));
        Rule rule = SampleRules.rule(text, pattern);
        String path = SampleRules.path(text).text();
        try (Running running = Running.rules(rule)) {
            running.event(0, Map.of(path, text + "x"));
            running.event(1, Map.of(path, text));

            assertEquals(1, running.alerts().size());
            var alert = running.alerts().getFirst();
            assertEquals(text, alert.getRule().title());
            assertEquals(Map.of(text, text), alert.groupByName());
            assertEquals(List.of(text), alert.getValues().get(path));
        }
    }

    @Example
    void everyPrintableSurpriseOfOneCharacterCompiles() {
        for (String text : NASTY) {
            if (!text.isBlank()) {
                Generation generation = DrlGenerator.generate(List.of(rule(text)), text + ".yml");
                String drl =
                        assertInstanceOf(Generation.Written.class, generation).text();
                DrlCompiler.Result result = DrlCompiler.compile(new DrlSource("x.drl", drl));
                assertInstanceOf(DrlCompiler.Result.Compiled.class, result, () -> text + "\n" + result + "\n" + drl);
            }
        }
    }

    /** Drools splits statements at quotes, comments and brackets by its own rules. */
    @Example
    void noTextMovesTheBordersOfAStatement() {
        for (String text : List.of(
                "/*\\", "//\\", "#\\", " .\\", ")))))\\", "\\\"", "\\\\", ")))))", "(((((", "{{[[", "a # b // c")) {
            anyTextComesThroughTheEngine(text);
        }
    }

    @Example
    void nulIsRefusedInEveryPlace() {
        Generation generation = DrlGenerator.generate(List.of(rule("a\0b")), "x.yml");

        assertTrue(
                assertInstanceOf(Generation.Refused.class, generation).reason().contains("NUL"));
    }

    @Example
    void deepNestingIsRefusedAndNotOverflown() {
        io.tripline.rule.Condition condition = SampleRules.is("a", "b");
        for (int i = 0; i < 50_000; i++) {
            condition = new io.tripline.rule.Condition.Not(condition);
        }
        Detection detection = new Detection("d", "c", LogSource.ANY, condition);
        Pattern counted = new Pattern.Aggregation(
                List.of(new Input.Events(detection)),
                List.of(),
                Duration.ofMinutes(5),
                SampleRules.bounds(SampleRules.atLeast(new Measure.EventCount(), 2)),
                List.of());

        for (Pattern pattern : List.of(new Pattern.EachMatch(detection), counted)) {
            Generation generation = DrlGenerator.generate(List.of(SampleRules.rule("t", pattern)), "x.yml");

            assertTrue(assertInstanceOf(Generation.Refused.class, generation)
                    .reason()
                    .contains("nested"));
        }
    }

    @Example
    void whatIsNestedAsDeepAsWeWriteIsRead() {
        io.tripline.rule.Condition condition = SampleRules.is("a", "b");
        for (int i = 0; i < 44; i++) {
            condition = new io.tripline.rule.Condition.Not(
                    new io.tripline.rule.Condition.Or(List.of(condition, SampleRules.is("c", "d"))));
        }
        Detection detection = new Detection("d", "c", LogSource.ANY, condition);
        try (Running running = Running.rules(SampleRules.rule("t", new Pattern.EachMatch(detection)))) {
            running.event(0, "a", "b");

            assertEquals(1, running.alerts().size());
        }
    }

    @Example
    void whatCannotBeSaidIsRefused() {
        List<Rule> rules = List.of(
                SampleRules.rule("t", SampleRules.heartbeats(Comparison.LESS, 1)),
                SampleRules.rule(
                        "t",
                        new Pattern.EachMatch(new Detection(
                                "d",
                                "c",
                                LogSource.ANY,
                                SampleRules.test(
                                        "f", new Test.Compare(Comparison.LESS, new BigDecimal("1e999999999")))))),
                SampleRules.rule("t", new Pattern.TemporalOrdered(List.of(), List.of(), Duration.ofMinutes(5))),
                SampleRules.rule(
                        "t", new Pattern.TemporalOrdered(List.of(SampleRules.input("a")), List.of(), Duration.ZERO)),
                SampleRules.rule(
                        "t",
                        new Pattern.TemporalOrdered(
                                List.of(SampleRules.input("a")), List.of(), Duration.ofSeconds(Long.MAX_VALUE))));

        assertInstanceOf(Generation.Written.class, DrlGenerator.generate(rules.subList(0, 1), "x.yml"));
        for (Rule rule : rules.subList(1, rules.size())) {
            assertInstanceOf(Generation.Refused.class, DrlGenerator.generate(List.of(rule), "x.yml"), rule::toString);
        }
        assertInstanceOf(Generation.Refused.class, DrlGenerator.generate(List.of(), "x.yml"));
    }

    /** So that the event of the test is what it looks like. */
    @Example
    void anEventFindsItsFieldByTheSamePath() {
        Event event = Event.of("e", 0, Origin.UNKNOWN, Map.of("a{}.b", "c"));

        assertTrue(event.field(SampleRules.path("a{}.b").text()).is("c"));
    }
}
