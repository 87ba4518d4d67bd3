package io.tripline.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.alert.Alert;
import io.tripline.drl.DrlGenerator;
import io.tripline.drl.Generation;
import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.LoadReport;
import io.tripline.engine.compile.DrlSource;
import io.tripline.event.Event;
import io.tripline.event.FieldPath;
import io.tripline.event.FurtherNames;
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

        /** Whether an alert at that moment is true, at some point of its millisecond. */
        default boolean holdsAt(List<Happening> own, int span, int moment) {
            return alerts(own, span).contains(moment);
        }
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
                runInOrderOf(correlation, stream, shuffled, EngineSettings.DEFAULT.holding(Duration.ofMillis(200)));

        // Then
        assertEquals(simulate(correlation, stream), actual);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void matchesThatComeInAnyOrderAlertWhereTheConditionHoldsAndNearWhereItWouldHaveInOrder(
            @ForAll("slidingCases") Case correlation,
            @ForAll("streams") List<Happening> stream,
            @ForAll Random random) {
        // Given
        List<Happening> shuffled = new ArrayList<>(stream);
        Collections.shuffle(shuffled, random);
        List<Happening> arrived = new ArrayList<>();
        List<String> raised = new ArrayList<>();

        // When
        try (Engine engine = new Engine(EngineSettings.DEFAULT)) {
            load(engine, correlation, "1");
            for (Happening happening : shuffled) {
                arrived.add(happening);
                List<String> now = shown(engine.process(List.of(event(stream.indexOf(happening), happening))));
                assertHold(correlation, arrived, now);
                raised.addAll(now);
            }
            List<String> atLast = shown(engine.drain());
            assertHold(correlation, arrived, atLast);
            raised.addAll(atLast);
            assertDrained(engine);
        }

        // Then
        List<Happening> inOrder =
                shuffled.stream().sorted(Comparator.comparingInt(Happening::at)).toList();
        for (String expected : simulate(correlation, inOrder)) {
            assertTrue(
                    raised.stream().anyMatch(actual -> isNear(actual, expected, correlation.span())),
                    () -> expected + " has no alert near it: " + raised + " of " + shuffled);
        }
        for (int i = 0; i < raised.size(); i++) {
            for (int k = 0; k < i; k++) {
                assertFalse(isNear(raised.get(i), raised.get(k), correlation.span()), raised::toString);
            }
        }
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void aLogThatIsDeliveredHoursLateAlertsAsIfItWereAlone(
            @ForAll("cases") Case correlation, @ForAll("streams") List<Happening> stream) {
        // Given: events of another log, two hours ahead, go on beside it
        Origin other = new Origin("other", java.util.Set.of(), java.util.Set.of());
        List<Alert> alerts = new ArrayList<>();

        // When
        try (Engine engine = new Engine(EngineSettings.DEFAULT)) {
            load(engine, correlation, "1");
            for (int i = 0; i < stream.size(); i++) {
                long ahead = EPOCH + 7_200_000 + stream.get(i).at();
                alerts.addAll(engine.process(
                        List.of(Event.of("o" + i, ahead, other, Map.of("kind", "none"), FurtherNames.NONE))));
                alerts.addAll(engine.process(List.of(event(i, stream.get(i)))));
            }
            alerts.addAll(engine.drain());
            assertDrained(engine);
        }

        // Then
        assertEquals(simulate(correlation, stream), shown(alerts));
    }

    private static void assertHold(Case correlation, List<Happening> arrived, List<String> alerts) {
        for (String alert : alerts) {
            int at = Integer.parseInt(alert.substring(0, alert.indexOf(' ')));
            String user = alert.substring(alert.indexOf(' ') + 1);
            List<Happening> own = arrived.stream()
                    .filter(happening -> String.valueOf(happening.user()).equals(user))
                    .sorted(Comparator.comparingInt(Happening::at))
                    .toList();
            assertTrue(
                    correlation.model().holdsAt(own, correlation.span(), at),
                    () -> correlation + " does not hold at " + alert + " over " + arrived);
        }
    }

    private static boolean isNear(String alert, String other, int span) {
        String[] one = alert.split(" ");
        String[] two = other.split(" ");
        return one[1].equals(two[1]) && Math.abs(Integer.parseInt(one[0]) - Integer.parseInt(two[0])) <= span;
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
    private record Whenever(Holds holds) implements Model {

        @Override
        public List<Integer> alerts(List<Happening> own, int span) {
            List<Integer> alerts = new ArrayList<>();
            int silentUntil = -1;
            for (int now = 0; now <= 200; now++) {
                if (now > silentUntil && holdsAt(own, span, now)) {
                    alerts.add(now);
                    silentUntil = now + span;
                }
            }
            return alerts;
        }

        @Override
        public boolean holdsAt(List<Happening> own, int span, int moment) {
            List<Happening> inWindow = new ArrayList<>(between(own, moment - span, moment - 1));
            List<Happening> arriving = between(own, moment, moment);
            for (int arrived = 0; arrived <= arriving.size(); arrived++) {
                if (!inWindow.isEmpty() && holds.test(inWindow)) {
                    return true;
                }
                if (arrived < arriving.size()) {
                    inWindow.add(arriving.get(arrived));
                }
            }
            return false;
        }
    }

    /** At an a, then not again for a span. */
    private record Suppressed(boolean eachWithoutUser) implements Model {

        @Override
        public List<Integer> alerts(List<Happening> own, int span) {
            List<Integer> alerts = new ArrayList<>();
            int silentUntil = -1;
            for (Happening happening : own) {
                boolean always = eachWithoutUser && happening.user() == null;
                if (happening.kind().equals("a") && (always || happening.at() > silentUntil)) {
                    alerts.add(happening.at());
                    silentUntil = happening.at() + span;
                }
            }
            return alerts;
        }

        @Override
        public boolean holdsAt(List<Happening> own, int span, int moment) {
            return count(between(own, moment, moment), "a") > 0;
        }
    }

    private static Model whenever(Holds holds) {
        return new Whenever(holds);
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
                        Arbitraries.integers().between(0, 12))
                .as(CorrelationSimulationTest::correlation);
    }

    /** Those that a late match can still make true. */
    @Provide
    Arbitrary<Case> slidingCases() {
        return Combinators.combine(
                        Arbitraries.integers().between(2, 15),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.of(0, 6, 7, 8, 9, 10, 11))
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
            case 11 ->
                new Case(
                        "a, suppressed",
                        suppressed(Pattern.MissingFields.SUPPRESS, timespan),
                        span,
                        new Suppressed(false));
            case 12 ->
                new Case(
                        "a, suppressed where it has a user",
                        suppressed(Pattern.MissingFields.DO_NOT_SUPPRESS, timespan),
                        span,
                        new Suppressed(true));
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

    private static Pattern suppressed(Pattern.MissingFields missing, Duration span) {
        return new Pattern.Suppressed(detection("a"), List.of(new FieldPath("user")), span, missing);
    }

    private static List<Input> inputs() {
        return KINDS.stream().map(CorrelationSimulationTest::input).toList();
    }

    private static Input input(String kind) {
        return new Input.Events(detection(kind));
    }

    private static Detection detection(String kind) {
        return new Detection(
                kind,
                "kind " + kind,
                LogSource.ANY,
                new Condition.FieldTest(new FieldPath("kind"), new io.tripline.rule.Test.Is(List.of(kind), true)));
    }

    private static List<GroupBy> groupBy(int inputs) {
        return List.of(new GroupBy("user", Collections.nCopies(inputs, new FieldPath("user")), false));
    }
}
