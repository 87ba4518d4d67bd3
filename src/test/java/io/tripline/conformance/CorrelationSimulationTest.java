package io.tripline.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tripline.alert.Alert;
import io.tripline.drl.DrlGenerator;
import io.tripline.drl.Generation;
import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.LoadReport;
import io.tripline.engine.compile.DrlSource;
import io.tripline.event.Event;
import io.tripline.event.FieldPath;
import io.tripline.event.Origin;
import io.tripline.rule.Bound;
import io.tripline.rule.Comparison;
import io.tripline.rule.Condition;
import io.tripline.rule.Detection;
import io.tripline.rule.GroupBy;
import io.tripline.rule.LogSource;
import io.tripline.rule.Measure;
import io.tripline.rule.Metadata;
import io.tripline.rule.Pattern;
import io.tripline.rule.Pattern.Input;
import io.tripline.rule.Pattern.InputCondition;
import io.tripline.rule.Rule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Correlations, from the intermediate representation through DRL text and the engine, against a simulation of every
 * millisecond. Streams of few milliseconds with ties and missing keys, so that every edge is hit.
 */
class CorrelationSimulationTest {

    private static final long EPOCH = 1_767_225_600_000L;
    private static final List<String> KINDS = List.of("a", "b", "c");

    /** @param user null where the event has none */
    private record Happening(int at, String kind, String user, String value) {}

    /** The moments of the alerts of one group, whose events are given in order. */
    private interface Model {
        List<Integer> alerts(List<Happening> own, int span);
    }

    /** What is said of the matches of one group in the last span, in order. */
    private interface Holds {
        boolean test(List<Happening> inWindow);
    }

    private record Case(String name, Pattern pattern, int span, Model model) {
        @Override
        public String toString() {
            return name + " in " + span + "ms";
        }
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void alertsComeAtTheMillisecondsAtWhichTheConditionHolds(
            @ForAll("cases") Case correlation, @ForAll("streams") List<Happening> stream) {
        // When
        List<String> actual = run(correlation, stream, EngineSettings.DEFAULT, -1);

        // Then
        assertEquals(simulate(correlation, stream), actual);
    }

    @Property(tries = 75, edgeCases = EdgeCasesMode.NONE)
    void anEditOfTheRuleInBetweenChangesNothing(
            @ForAll("cases") Case correlation, @ForAll("streams") List<Happening> stream, @ForAll Random random) {
        // When
        List<String> actual = run(correlation, stream, EngineSettings.DEFAULT, random.nextInt(stream.size() + 1));

        // Then
        assertEquals(simulate(correlation, stream), actual);
    }

    @Property(tries = 75, edgeCases = EdgeCasesMode.NONE)
    void theOrderOfArrivalDoesNotMatterWithinTheLateness(
            @ForAll("cases") Case correlation, @ForAll("streams") List<Happening> stream, @ForAll Random random) {
        // Given: an order by time and id, as the engine restores it
        List<Happening> shuffled = new ArrayList<>(stream);
        Collections.shuffle(shuffled, random);

        // When
        List<String> actual =
                runInOrderOf(correlation, stream, shuffled, new EngineSettings(Duration.ofMillis(200), 2));

        // Then
        assertEquals(simulate(correlation, stream), actual);
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void whatACorrelationFindsReachesTheShardOfItsOwnKey(@ForAll("streams") List<Happening> stream) {
        // Given: groups of values over groups of users and values, found at a match or when a window ends
        Pattern often = new Pattern.Aggregation(
                List.of(input("a")),
                List.of(
                        new GroupBy("user", List.of(new FieldPath("user")), false),
                        new GroupBy("value", List.of(new FieldPath("value")), false)),
                Duration.ofMillis(7),
                List.of(new Bound(new Measure.EventCount(), Comparison.AT_MOST, BigDecimal.TWO)),
                List.of());
        Pattern outer = new Pattern.Aggregation(
                List.of(new Input.Correlated("often", often)),
                List.of(new GroupBy("value", List.of(new FieldPath("value")), false)),
                Duration.ofMillis(20),
                List.of(new Bound(new Measure.EventCount(), Comparison.AT_LEAST, BigDecimal.TWO)),
                List.of());
        Case nested = new Case("nested", outer, 20, (own, span) -> List.of());

        // When
        List<String> alone = run(nested, stream, EngineSettings.DEFAULT, -1);
        List<String> shared = run(nested, stream, new EngineSettings(Duration.ZERO, 5), -1);

        // Then
        assertEquals(alone, shared);
    }

    private static List<String> simulate(Case correlation, List<Happening> stream) {
        List<String> alerts = new ArrayList<>();
        Map<String, List<Happening>> groups = new HashMap<>();
        stream.forEach(happening -> groups.computeIfAbsent(String.valueOf(happening.user()), user -> new ArrayList<>())
                .add(happening));
        groups.forEach((user, own) ->
                correlation.model().alerts(own, correlation.span()).forEach(at -> alerts.add(at + " " + user)));
        Collections.sort(alerts);
        return alerts;
    }

    /** Whenever it becomes true, then not again for a span. */
    private static Model whenever(Holds holds) {
        return (own, span) -> {
            List<Integer> alerts = new ArrayList<>();
            int silentUntil = -1;
            for (int now = 0; now <= 200; now++) {
                List<Happening> before = between(own, now - span, now - 1);
                List<Happening> arriving = between(own, now, now);
                for (int arrived = 0; arrived <= arriving.size(); arrived++) {
                    List<Happening> inWindow = new ArrayList<>(before);
                    inWindow.addAll(arriving.subList(0, arrived));
                    if (now > silentUntil && !inWindow.isEmpty() && holds.test(inWindow)) {
                        alerts.add(now);
                        silentUntil = now + span;
                    }
                }
            }
            return alerts;
        };
    }

    /** Once, when the window ends that the first a opened. */
    private static Model atTheEnd(Holds holds) {
        return (own, span) -> {
            List<Integer> alerts = new ArrayList<>();
            int end = -1;
            for (Happening opening : own) {
                if (opening.kind().equals("a") && opening.at() > end) {
                    end = opening.at() + span;
                    if (holds.test(between(own, opening.at(), end))) {
                        alerts.add(end);
                    }
                }
            }
            return alerts;
        };
    }

    /** A span after each a that no other follows in it. */
    private static List<Integer> silences(List<Happening> own, int span) {
        return own.stream()
                .filter(last -> count(between(own, last.at() + 1, last.at() + span), "a") == 0
                        && last.kind().equals("a"))
                .map(last -> last.at() + span)
                .distinct()
                .toList();
    }

    private static List<Happening> between(List<Happening> own, int from, int to) {
        return own.stream()
                .filter(happening -> happening.at() >= from && happening.at() <= to)
                .toList();
    }

    private static List<String> run(Case correlation, List<Happening> stream, EngineSettings settings, int editBefore) {
        try (Engine engine = new Engine(settings)) {
            load(engine, correlation, "1");
            List<Alert> alerts = new ArrayList<>();
            for (int i = 0; i < stream.size(); i++) {
                if (i == editBefore) {
                    load(engine, correlation, "2");
                }
                alerts.addAll(engine.process(List.of(event(i, stream.get(i)))));
            }
            if (editBefore == stream.size()) {
                load(engine, correlation, "2");
            }
            alerts.addAll(engine.drain());
            assertDrained(engine);
            return shown(alerts);
        }
    }

    private static List<String> runInOrderOf(
            Case correlation, List<Happening> stream, List<Happening> arrival, EngineSettings settings) {
        try (Engine engine = new Engine(settings)) {
            load(engine, correlation, "1");
            List<Event> events =
                    arrival.stream().map(h -> event(stream.indexOf(h), h)).toList();
            List<Alert> alerts = new ArrayList<>(engine.process(events));
            alerts.addAll(engine.drain());
            return shown(alerts);
        }
    }

    private static void assertDrained(Engine engine) {
        engine.streams().forEach((stream, size) -> assertEquals(0, size, stream));
    }

    private static List<String> shown(List<Alert> alerts) {
        return alerts.stream()
                .map(alert -> (alert.getTimestamp() - EPOCH) + " "
                        + alert.groupByName().values().stream()
                                .map(String::valueOf)
                                .findFirst()
                                .orElse("null"))
                .sorted()
                .toList();
    }

    private static Event event(int index, Happening happening) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("kind", happening.kind());
        fields.put("value", happening.value());
        if (happening.user() != null) {
            fields.put("user", happening.user());
        }
        return Event.of(String.format("e%03d", index), EPOCH + happening.at(), Origin.UNKNOWN, fields);
    }

    private static void load(Engine engine, Case correlation, String version) {
        Metadata metadata = new Metadata(
                "version " + version,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null);
        Rule rule = new Rule("id", "Correlated", metadata, correlation.pattern(), List.of(), List.of());
        Generation generation = DrlGenerator.generate(List.of(rule), "test/case.yml");
        if (!(generation instanceof Generation.Written written)) {
            throw new AssertionError(generation);
        }
        LoadReport report = engine.load(List.of(new DrlSource("case.drl", written.text())));
        assertEquals(List.of(), report.broken(), () -> report.problems() + written.text());
    }

    @Provide
    Arbitrary<List<Happening>> streams() {
        Arbitrary<Happening> happening = Combinators.combine(
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.of(KINDS),
                        Arbitraries.of("u", "u", "v", "").map(user -> user.isEmpty() ? null : user),
                        Arbitraries.of("1", "2", "3"))
                .as(Happening::new);
        return happening.list().ofMinSize(1).ofMaxSize(30).map(list -> list.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Happening::at))
                .toList());
    }

    @Provide
    Arbitrary<Case> cases() {
        return Combinators.combine(
                        Arbitraries.integers().between(2, 15),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(0, 10))
                .as(CorrelationSimulationTest::correlation);
    }

    private static Case correlation(int span, int number, int kind) {
        Duration timespan = Duration.ofMillis(span);
        return switch (kind) {
            case 0 ->
                counting("at least", Comparison.AT_LEAST, number, timespan, whenever(w -> count(w, "a") >= number));
            case 1 -> counting("at most", Comparison.AT_MOST, number, timespan, atTheEnd(w -> count(w, "a") <= number));
            case 2 ->
                counting("fewer than", Comparison.LESS, number + 1, timespan, atTheEnd(w -> count(w, "a") <= number));
            case 3 -> counting("exactly", Comparison.EQUAL, number, timespan, atTheEnd(w -> count(w, "a") == number));
            case 4 ->
                counting("other than", Comparison.NOT_EQUAL, number, timespan, atTheEnd(w -> count(w, "a") != number));
            case 5 -> counting("no more than", Comparison.EQUAL, 0, timespan, CorrelationSimulationTest::silences);
            case 6 ->
                new Case(
                        "more than " + number + " values of a",
                        aggregation(
                                new Measure.ValueCount(List.of(new FieldPath("value"))),
                                Comparison.GREATER,
                                number,
                                timespan),
                        span,
                        whenever(window -> window.stream()
                                        .filter(h -> h.kind().equals("a"))
                                        .map(Happening::value)
                                        .distinct()
                                        .count()
                                > number));
            case 7 ->
                new Case(
                        "a, b and c",
                        new Pattern.Temporal(inputs(), groupBy(3), timespan, null),
                        span,
                        whenever(window -> KINDS.stream().allMatch(k -> count(window, k) > 0)));
            case 8 ->
                new Case(
                        "a and not (b or c)",
                        new Pattern.Temporal(
                                inputs(),
                                groupBy(3),
                                timespan,
                                new InputCondition.AllOf(List.of(
                                        new InputCondition.Matched("a"),
                                        new InputCondition.None(new InputCondition.AnyOf(List.of(
                                                new InputCondition.Matched("b"), new InputCondition.Matched("c"))))))),
                        span,
                        whenever(window -> count(window, "a") > 0 && count(window, "b") + count(window, "c") == 0));
            case 9 ->
                new Case(
                        "a, then b, then c",
                        new Pattern.TemporalOrdered(inputs(), groupBy(3), timespan),
                        span,
                        whenever(CorrelationSimulationTest::isChain));
            default ->
                new Case(
                        "a sum of at least " + number * 2,
                        aggregation(new Measure.Sum(new FieldPath("value")), Comparison.AT_LEAST, number * 2, timespan),
                        span,
                        whenever(window -> window.stream()
                                        .filter(h -> h.kind().equals("a"))
                                        .mapToInt(h -> Integer.parseInt(h.value()))
                                        .sum()
                                >= number * 2));
        };
    }

    private static Case counting(String words, Comparison comparison, int number, Duration span, Model model) {
        return new Case(
                words + " " + number + " of a",
                aggregation(new Measure.EventCount(), comparison, number, span),
                (int) span.toMillis(),
                model);
    }

    private static boolean isChain(List<Happening> window) {
        int next = 0;
        for (Happening happening : window) {
            if (next < KINDS.size() && happening.kind().equals(KINDS.get(next))) {
                next++;
            }
        }
        return next == KINDS.size();
    }

    private static long count(List<Happening> window, String kind) {
        return window.stream().filter(h -> h.kind().equals(kind)).count();
    }

    private static Pattern aggregation(Measure measure, Comparison comparison, int number, Duration timespan) {
        return new Pattern.Aggregation(
                List.of(input("a")),
                groupBy(1),
                timespan,
                List.of(new Bound(measure, comparison, BigDecimal.valueOf(number))),
                List.of());
    }

    private static List<Input> inputs() {
        return KINDS.stream().map(CorrelationSimulationTest::input).toList();
    }

    private static Input input(String kind) {
        return new Input.Events(new Detection(
                kind,
                "kind " + kind,
                LogSource.ANY,
                new Condition.FieldTest(new FieldPath("kind"), new io.tripline.rule.Test.Is(List.of(kind), true))));
    }

    private static List<GroupBy> groupBy(int inputs) {
        return List.of(new GroupBy("user", Collections.nCopies(inputs, new FieldPath("user")), false));
    }
}
