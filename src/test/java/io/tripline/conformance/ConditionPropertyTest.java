package io.tripline.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tripline.drl.DrlGenerator;
import io.tripline.drl.Generation;
import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.LoadReport;
import io.tripline.engine.compile.DrlSource;
import io.tripline.event.Event;
import io.tripline.event.FieldPath;
import io.tripline.event.Origin;
import io.tripline.rule.Comparison;
import io.tripline.rule.Condition;
import io.tripline.rule.Detection;
import io.tripline.rule.LogSource;
import io.tripline.rule.Metadata;
import io.tripline.rule.Pattern;
import io.tripline.rule.ReferenceInterpreter;
import io.tripline.rule.Rule;
import io.tripline.rule.Subject;
import io.tripline.rule.Test;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Conditions of every kind over events of every shape: from the intermediate representation through DRL text, compiler, index
 * and engine, against the reference interpreter, which shares no code with them.
 */
class ConditionPropertyTest {

    private static final Metadata NO_METADATA = new Metadata(
            null, null, null, null, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null, null, null);

    private static final List<String> FIELDS = List.of("a", "a.b", "c d", "n", "t");

    private static final List<String> TEXTS = List.of(
            "",
            "x",
            "X",
            "x y",
            "é",
            "É",
            "straße",
            "a\"b\\c",
            "*",
            "?",
            "$x",
            "1",
            "1.0",
            "01",
            "1e0",
            "1.50",
            "9007199254740993",
            "::1",
            "0:0:0:0:0:0:0:1",
            "::ffff:10.0.0.1",
            "::FFFF:0A00:0001",
            "010.0.0.1",
            "fe80::1%12",
            "FE80::1",
            "10.0.0.1:443",
            "-2",
            "true",
            "10.0.0.1",
            "2001:db8::1",
            "2026-01-02T03:04:05Z",
            "1767225600",
            "line\nx");

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void theEngineHoldsWhatTheReferenceHolds(
            @ForAll("conditions") List<Condition> conditions, @ForAll("events") List<Map<String, Object>> events) {
        // Given
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            Detection detection = new Detection("r" + i, "generated", LogSource.ANY, conditions.get(i));
            rules.add(new Rule("id" + i, "r" + i, NO_METADATA, new Pattern.EachMatch(detection), List.of(), List.of()));
        }
        String drl = assertInstanceOf(Generation.Written.class, DrlGenerator.generate(rules, "test/conditions.yml"))
                .text();
        try (Engine engine = new Engine(EngineSettings.DEFAULT)) {
            LoadReport report = engine.load(List.of(new DrlSource("conditions.drl", drl)));
            assertEquals(List.of(), report.broken(), () -> report.problems() + drl);

            for (int e = 0; e < events.size(); e++) {
                // When
                Map<String, Object> source = events.get(e);
                Event event = Event.of("e" + e, 1_767_225_600_000L + e, Origin.UNKNOWN, source);
                TreeSet<String> actual = new TreeSet<>();
                engine.process(List.of(event))
                        .forEach(alert -> actual.add(alert.getRule().title()));

                // Then
                ReferenceInterpreter reference = new ReferenceInterpreter(source);
                TreeSet<String> expected = new TreeSet<>();
                for (int i = 0; i < conditions.size(); i++) {
                    if (reference.holds(conditions.get(i))) {
                        expected.add("r" + i);
                    }
                }
                assertEquals(expected, actual, () -> source + "\n" + drl);
            }
        }
    }

    @Provide
    Arbitrary<List<Condition>> conditions() {
        return condition(3).list().ofMinSize(1).ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<Map<String, Object>>> events() {
        return object(1).list().ofMinSize(1).ofMaxSize(6);
    }

    /** Numbers in all spellings, and booleans. */
    private static Arbitrary<Object> scalars() {
        return Arbitraries.of(
                1,
                -2,
                10L,
                0,
                new BigDecimal("-0.0"),
                new BigDecimal("1.0"),
                new BigDecimal("1.50"),
                new BigDecimal("1E+3"),
                new BigDecimal("9007199254740993.0"),
                new BigInteger("9007199254740993"),
                1_767_225_600_000L,
                true,
                false);
    }

    private static Arbitrary<Map<String, Object>> object(int depth) {
        Arbitrary<Object> scalar = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.of(TEXTS).map(text -> (Object) text)),
                Tuple.of(2, scalars()),
                Tuple.of(1, Arbitraries.just(null)));
        Arbitrary<Object> list = scalar.list().ofMaxSize(3).map(values -> (Object) values);
        Arbitrary<Object> value = depth == 0
                ? Arbitraries.frequencyOf(Tuple.of(4, scalar), Tuple.of(1, list))
                : Arbitraries.frequencyOf(
                        Tuple.of(5, scalar),
                        Tuple.of(2, list),
                        Tuple.of(1, object(depth - 1).map(nested -> (Object) nested)),
                        Tuple.of(1, object(depth - 1).list().ofMaxSize(2).map(nested -> (Object) nested)));
        return Combinators.combine(Arrays.asList(value, value, value, value))
                .as(values -> {
                    Map<String, Object> fields = new HashMap<>();
                    List<String> names = depth == 0 ? List.of("b", "x", "n", "t") : List.of("a", "c d", "n", "t");
                    for (int i = 0; i < values.size(); i++) {
                        fields.put(names.get(i), values.get(i));
                    }
                    return fields;
                })
                .flatMap(fields -> Arbitraries.of(fields.keySet())
                        .set()
                        .ofMaxSize(3)
                        .map(left -> {
                            Map<String, Object> kept = new HashMap<>(fields);
                            kept.keySet().removeAll(left);
                            return kept;
                        }));
    }

    private static Arbitrary<Condition> condition(int depth) {
        if (depth == 0) {
            return leaf();
        }
        Arbitrary<List<Condition>> parts =
                condition(depth - 1).list().ofMinSize(1).ofMaxSize(3);
        return Arbitraries.frequencyOf(
                Tuple.of(4, leaf()),
                Tuple.of(2, parts.map(Condition.And::new)),
                Tuple.of(2, parts.map(Condition.Or::new)),
                Tuple.of(2, condition(depth - 1).map(Condition.Not::new)),
                Tuple.of(
                        1,
                        Combinators.combine(Arbitraries.of("a", "a.b", "n"), condition(depth - 1))
                                .as((path, part) -> new Condition.AnyObject(new FieldPath(path), part))),
                Tuple.of(1, parts.flatMap(some -> Arbitraries.integers()
                        .between(1, some.size())
                        .map(count -> new Condition.AtLeast(count, some)))));
    }

    private static Arbitrary<Condition> leaf() {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        8,
                        Combinators.combine(Arbitraries.of(FIELDS), test())
                                .as((field, test) -> new Condition.FieldTest(new FieldPath(field), test))),
                Tuple.of(
                        6,
                        Combinators.combine(subject(3), test())
                                .as((subject, test) -> subject instanceof Subject.Field(FieldPath path)
                                        ? new Condition.FieldTest(path, test)
                                        : new Condition.DerivedTest(subject, test))),
                Tuple.of(1, texts().map(texts -> new Condition.AnyFieldTest(new Test.Includes(texts, false)))));
    }

    /** Fields, constants, and what every function makes of such, up to so many steps deep. */
    private static Arbitrary<Subject> subject(int depth) {
        Arbitrary<Subject> simple = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of(FIELDS).map(path -> new Subject.Field(new FieldPath(path)))),
                Tuple.of(1, Arbitraries.of(TEXTS).map(Subject.Text::new)),
                Tuple.of(
                        1,
                        Arbitraries.of("0", "1", "-1", "2", "2.0", "-3", "10", "16", "1.5")
                                .map(number -> new Subject.Number(new BigDecimal(number)))));
        if (depth == 0) {
            return simple;
        }
        Arbitrary<Subject> derived = Combinators.combine(
                        Arbitraries.of(Subject.Function.class),
                        Arbitraries.of(true, false),
                        subject(depth - 1).list().ofSize(3),
                        Arbitraries.of(true, false))
                .as((function, cased, inputs, few) -> switch (function) {
                    case LENGTH, STRING -> new Subject.Derived(function, true, inputs.subList(0, 1));
                    case SUBSTRING, CONCAT -> new Subject.Derived(function, true, inputs.subList(0, few ? 2 : 3));
                    case BETWEEN, BETWEEN_GREEDY -> new Subject.Derived(function, cased, inputs);
                    case INDEX_OF -> new Subject.Derived(function, cased, inputs.subList(0, few ? 2 : 3));
                    case NUMBER -> new Subject.Derived(function, true, inputs.subList(0, few ? 1 : 2));
                    case PLUS, MINUS, TIMES, DIVIDED_BY, MODULO ->
                        new Subject.Derived(function, true, inputs.subList(0, 2));
                });
        return Arbitraries.frequencyOf(Tuple.of(1, simple), Tuple.of(3, derived));
    }

    private static Arbitrary<List<String>> texts() {
        return Arbitraries.of(TEXTS).list().ofMinSize(1).ofMaxSize(3);
    }

    private static Arbitrary<Test> test() {
        Arbitrary<Boolean> cased = Arbitraries.of(true, false);
        Arbitrary<Comparison> comparison = Arbitraries.of(Comparison.class);
        return Arbitraries.oneOf(List.of(
                Combinators.combine(texts(), cased).as(Test.Is::new),
                Combinators.combine(texts(), cased).as(Test.StartsWith::new),
                Combinators.combine(texts(), cased).as(Test.EndsWith::new),
                Combinators.combine(texts(), cased).as(Test.Includes::new),
                Combinators.combine(
                                Arbitraries.of("x*", "*X", "?", "*", "\\*", "a\"*", "*é*", "")
                                        .list()
                                        .ofMinSize(1)
                                        .ofMaxSize(2),
                                cased)
                        .as(Test.Like::new),
                Combinators.combine(
                                Arbitraries.of("^x", "x$", "[0-9]+", ".", "e|É", "a\"b\\\\c")
                                        .list()
                                        .ofSize(1),
                                cased,
                                cased,
                                cased,
                                cased)
                        .as(Test.Regex::new),
                Arbitraries.of(
                                "10.0.0.0/8",
                                "10.0.0.1",
                                "::ffff:10.0.0.0/104",
                                "2001:db8::/32",
                                "0.0.0.0/0",
                                "fe80::/10",
                                "::1/128")
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(2)
                        .map(Test.InSubnet::new),
                Combinators.combine(
                                comparison,
                                Arbitraries.of("1", "-2", "1.5", "1767225600").map(BigDecimal::new))
                        .as(Test.Compare::new),
                Arbitraries.of("1", "1.0", "-2", "1000", "1.5", "0", "9007199254740993")
                        .map(BigDecimal::new)
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(3)
                        .map(Test.IsNumber::new),
                Arbitraries.just(new Test.Exists()),
                Arbitraries.just(new Test.IsNull()),
                Combinators.combine(
                                Arbitraries.of(FIELDS).map(FieldPath::new), Arbitraries.of(Test.Relation.class), cased)
                        .as(Test.SameAs::new),
                Combinators.combine(subject(2), Arbitraries.of(Test.Relation.class), cased)
                        .as(Test.SameAs::new),
                Combinators.combine(comparison, subject(2)).as(Test.CompareWith::new),
                Combinators.combine(
                                Arbitraries.of(Test.Part.class),
                                comparison,
                                Arbitraries.of(0, 1, 2, 3, 4, 2026).map(BigDecimal::valueOf))
                        .as(Test.TimePart::new)));
    }
}
