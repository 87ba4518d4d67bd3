package io.tripline.drl;

import io.tripline.event.FieldPath;
import io.tripline.rule.Bound;
import io.tripline.rule.Comparison;
import io.tripline.rule.Condition;
import io.tripline.rule.Detection;
import io.tripline.rule.GroupBy;
import io.tripline.rule.LogSource;
import io.tripline.rule.Measure;
import io.tripline.rule.Metadata;
import io.tripline.rule.Parameter;
import io.tripline.rule.Pattern;
import io.tripline.rule.Pattern.Input;
import io.tripline.rule.Rule;
import io.tripline.rule.Subject;
import io.tripline.rule.Test;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Rules that no source can say, by the name of their folder of goldens, and what tests make rules of. */
final class SampleRules {

    private SampleRules() {}

    static Map<String, List<Rule>> all() {
        Map<String, List<Rule>> cases = new LinkedHashMap<>();
        cases.put("every_operator", List.of(rule("Every operator", new Pattern.EachMatch(everyOperator()))));
        cases.put("nested_conditions", List.of(rule("Nested conditions", new Pattern.EachMatch(nested()))));
        cases.put("range_and_several_measures", List.of(rule("Password spraying", severalMeasures())));
        cases.put("hostile_text", List.of(hostile()));
        return cases;
    }

    static List<Rule> named(String name) {
        return Objects.requireNonNull(all().get(name), name);
    }

    private static Detection everyOperator() {
        List<Condition> tests = new ArrayList<>();
        for (boolean cased : List.of(true, false)) {
            tests.add(test("f", new Test.Is(List.of("a", "b"), cased)));
            tests.add(test("f", new Test.StartsWith(List.of("a"), cased)));
            tests.add(test("f", new Test.EndsWith(List.of("a"), cased)));
            tests.add(test("f", new Test.Includes(List.of("a"), cased)));
            tests.add(test("f", new Test.Like(List.of("a*?\\*"), cased)));
            for (Test.Relation relation : Test.Relation.values()) {
                tests.add(test("f", new Test.SameAs(path("g"), relation, cased)));
            }
        }
        tests.add(test("f", new Test.Regex(List.of("^a.c$", "\\d+"), false, true, true, true)));
        tests.add(test("f", new Test.Regex(List.of("a|b"), true, false, false, false)));
        tests.add(test("ip", new Test.InSubnet(List.of("10.0.0.0/8", "fd00::/8"))));
        tests.add(test("n", new Test.IsNumber(List.of(new BigDecimal("4688"), new BigDecimal("-1.5")))));
        for (Comparison comparison : Comparison.values()) {
            tests.add(test("n", new Test.CompareWith(comparison, new Subject.Field(path("m")))));
        }
        tests.addAll(everyFunction());
        for (Comparison comparison : Comparison.values()) {
            tests.add(test("n", new Test.Compare(comparison, new BigDecimal("10"))));
        }
        for (String number :
                List.of("-5", "2.50", "12345678901", "99999999999999999999", "0.1234567890123456789", "1E+3")) {
            tests.add(test("n", new Test.Compare(Comparison.GREATER, new BigDecimal(number))));
        }
        tests.add(test("@timestamp", new Test.CompareText(Comparison.AT_LEAST, "2026-01-01T00:00:00Z")));
        tests.add(test("message", new Test.HasWords(List.of("failed login", "logon*"))));
        tests.add(test("f", new Test.Exists()));
        tests.add(test("f", new Test.IsNull()));
        tests.add(test("f*", new Test.Exists()));
        for (Test.Part part : Test.Part.values()) {
            tests.add(test("@timestamp", new Test.TimePart(part, Comparison.AT_MOST, BigDecimal.TEN)));
        }
        tests.add(new Condition.AnyFieldTest(new Test.Includes(List.of("mimikatz", "sekurlsa"), false)));
        return new Detection(
                "all",
                "Sigma detection 'all'",
                new LogSource(List.of("windows"), List.of("process_creation", "image_load"), List.of("sysmon")),
                new Condition.And(tests));
    }

    private static List<Condition> everyFunction() {
        Subject f = new Subject.Field(path("f"));
        Subject g = new Subject.Field(path("g"));
        Subject text = new Subject.Text("a\"b");
        Subject two = new Subject.Number(new BigDecimal("2"));
        List<Condition> tests = new ArrayList<>();
        for (Subject.Function function : Subject.Function.values()) {
            List<List<Subject>> inputs =
                    switch (function) {
                        case LENGTH, STRING -> List.of(List.of(f));
                        case SUBSTRING ->
                            List.of(List.of(f, two), List.of(f, two, new Subject.Number(new BigDecimal("-1"))));
                        case BETWEEN, BETWEEN_GREEDY -> List.of(List.of(f, text, g));
                        case INDEX_OF -> List.of(List.of(f, text), List.of(f, g, two));
                        case CONCAT -> List.of(List.of(text, f, two, g));
                        case NUMBER -> List.of(List.of(f), List.of(f, new Subject.Number(new BigDecimal("16"))));
                        case PLUS, MINUS, TIMES, DIVIDED_BY, MODULO ->
                            List.of(List.of(f, g), List.of(new Subject.Number(new BigDecimal("66.0")), f));
                    };
            for (List<Subject> some : inputs) {
                tests.add(
                        derived(new Subject.Derived(function, true, some), new Test.IsNumber(List.of(BigDecimal.TEN))));
            }
        }
        for (Subject.Function function :
                List.of(Subject.Function.BETWEEN, Subject.Function.BETWEEN_GREEDY, Subject.Function.INDEX_OF)) {
            List<Subject> inputs = function == Subject.Function.INDEX_OF ? List.of(f, text) : List.of(f, text, text);
            tests.add(derived(new Subject.Derived(function, false, inputs), new Test.Exists()));
        }
        Subject length = new Subject.Derived(Subject.Function.LENGTH, true, List.of(g));
        tests.add(derived(
                new Subject.Derived(
                        Subject.Function.SUBSTRING,
                        true,
                        List.of(f, new Subject.Derived(Subject.Function.MINUS, true, List.of(length, two)))),
                new Test.SameAs(
                        new Subject.Derived(Subject.Function.STRING, true, List.of(g)),
                        Test.Relation.ENDS_WITH,
                        false)));
        tests.add(derived(text, new Test.SameAs(g, Test.Relation.STARTS_WITH, true)));
        return tests;
    }

    private static Condition derived(Subject subject, Test test) {
        return new Condition.DerivedTest(subject, test);
    }

    private static Detection nested() {
        Condition a = is("a", "1");
        Condition b =
                is("process.command_line", numbered("a rather long value ", 6).toArray(String[]::new));
        Condition c = new Condition.Not(is("c", "3"));
        return new Detection(
                "nested",
                "Sigma condition",
                LogSource.ANY,
                new Condition.And(List.of(
                        new Condition.Or(List.of(
                                a,
                                new Condition.And(List.of(b, c)),
                                new Condition.Not(new Condition.And(List.of(b, new Condition.Or(List.of(a, c))))))),
                        new Condition.Not(new Condition.Or(List.of(a, c))),
                        new Condition.Not(new Condition.Not(a)),
                        new Condition.AtLeast(2, List.of(a, b, c)),
                        new Condition.AtLeast(2, List.of(a, c, a)),
                        new Condition.AnyObject(path("o"), new Condition.And(List.of(a, c))),
                        new Condition.Not(new Condition.AnyObject(path("o"), new Condition.Or(List.of(a, b)))),
                        new Condition.Not(new Condition.And(List.of(c))),
                        new Condition.Or(List.of(new Condition.And(List.of()), new Condition.Or(List.of()))),
                        new Condition.And(List.of(a, new Condition.And(List.of(c)))))));
    }

    static Detection detection(String name) {
        return new Detection(name, "Sigma rule '" + name + "'", LogSource.ANY, is("action", name));
    }

    static Input input(String name) {
        return new Input.Events(detection(name));
    }

    static Pattern severalMeasures() {
        return new Pattern.Aggregation(
                List.of(new Input.Events(failedLogin())),
                List.of(group("source.ip", true)),
                Duration.ofMillis(300_500),
                bounds(
                        atLeast(new Measure.EventCount(), 4),
                        new Bound(new Measure.EventCount(), Comparison.LESS, new BigDecimal("100")),
                        atLeast(new Measure.ValueCount(List.of(path("user.name"))), 2),
                        new Bound(new Measure.Minutes(), Comparison.LESS, new BigDecimal("2.5"))),
                List.of(path("user.name"), path("source.ip")));
    }

    static Pattern heartbeats(Comparison comparison, int bound) {
        return new Pattern.Aggregation(
                List.of(input("heartbeat")),
                List.of(group("host", true)),
                Duration.ofMinutes(5),
                bounds(new Bound(new Measure.EventCount(), comparison, BigDecimal.valueOf(bound))),
                List.of());
    }

    private static Rule hostile() {
        String text = "\"; System.exit( 1 ); // */ \\ end\nrule \"x\" \u2028 \u202E \uD800 \uFFFF \u0001 é 😀";
        Pattern pattern = new Pattern.Aggregation(
                List.of(new Input.Events(new Detection(text, text, new LogSource(text, text, text), is(text, text)))),
                List.of(new GroupBy(text, List.of(path("?a=b\\" + text)), false)),
                Duration.ofMinutes(5),
                bounds(atLeast(new Measure.ValueCount(List.of(path(text))), 2)),
                List.of(path(text)));
        return new Rule(
                text,
                text,
                new Metadata(
                        text,
                        Metadata.Level.LOW,
                        1,
                        text,
                        List.of(text, text),
                        List.of(text),
                        List.of(text),
                        List.of(text),
                        List.of(text),
                        List.of(text),
                        text,
                        text,
                        text),
                pattern,
                List.of(new Parameter(text, List.of(text), Parameter.Origin.RULE)),
                List.of(text));
    }

    static Condition test(String field, Test test) {
        return new Condition.FieldTest(path(field), test);
    }

    static Bound atLeast(Measure measure, int value) {
        return new Bound(measure, Comparison.AT_LEAST, BigDecimal.valueOf(value));
    }

    static List<Bound> bounds(Bound... bounds) {
        return List.of(bounds);
    }

    static Detection failedLogin() {
        return new Detection("failed_login", "Sigma detection 'selection'", LogSource.ANY, is("action", "failure"));
    }

    static Rule rule(String title, Pattern pattern) {
        return new Rule("00000000-0000-0000-0000-000000000001", title, metadata(), pattern, List.of(), List.of());
    }

    static Metadata metadata() {
        return new Metadata(
                "", null, null, null, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null, null,
                null);
    }

    static Condition is(String field, String... texts) {
        return new Condition.FieldTest(path(field), new Test.Is(List.of(texts), false));
    }

    static Condition cased(String field, String... texts) {
        return new Condition.FieldTest(path(field), new Test.Is(List.of(texts), true));
    }

    static GroupBy group(String field, boolean required) {
        return new GroupBy(field, List.of(path(field)), required);
    }

    static FieldPath path(String text) {
        return new FieldPath(text);
    }

    static List<String> numbered(String prefix, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> prefix + n).toList();
    }
}
