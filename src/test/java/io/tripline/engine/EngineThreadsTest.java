package io.tripline.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tripline.alert.Alert;
import io.tripline.engine.compile.DrlSource;
import io.tripline.event.Event;
import io.tripline.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Alerts, their ids and their order do not depend on how many threads match, nor on which of them is done first. */
class EngineThreadsTest {

    /** MVEL evaluates its constraint, which nothing recognises. */
    private static final DrlSource HAND_WRITTEN =
            new DrlSource("hand.drl", "package rules.hand\n" + Rules.IMPORTS + """
            rule "Even"
                @id( "even" )
            when
                $event : Event( getTimestamp() % 2 == 0, get( "action" ) == "denied" )
            then
                alerts.raise( drools.getRule(), Alert.of( $event ) );
            end

            rule "Name of two"
                @id( "two" )
            when
                $event : Event( get( "n" ) != null, $n : get( "n" ) )
                eval( $n.toString().length() == 2 )
            then
                alerts.raise( drools.getRule(), Alert.of( $event ).showing( "n", $n ) );
            end
            """);

    private static final DrlSource PAIRS = new DrlSource("pairs.drl", "package rules.pairs\n" + Rules.IMPORTS + """
            rule "Denied"
            when
                $event : Event( field( "action" ).is( "denied" ) )
            then
                streams.write( "pairs", Match.step( 1, $event, "actor" ) );
            end

            rule "Allowed"
            when
                $event : Event( field( "action" ).is( "allowed" ) )
            then
                streams.write( "pairs", Match.lastStep( 2, $event, "actor" ) );
            end

            rule "Denied, then allowed"
                @id( "pairs" )
            when
                $last : Match( step == 2, $actor : key ) from entry-point "pairs"
                $first : Match( step == 1, key == $actor, this before[ 0ms, 1m ] $last )
                    over window:time( 1m ) from entry-point "pairs"
            then
                alerts.raise( drools.getRule(), Alert.of( $actor, java.util.List.of( $first, $last ) ) );
            end
            """);

    private static final List<DrlSource> ALL = List.of(Rules.registrations(), Rules.firstSeen(), HAND_WRITTEN, PAIRS);

    /** What comes in: a batch of events, or a change of rules. */
    private sealed interface Step {

        /** @param givenUp its sender goes away between matching and its turn */
        record Batch(List<Event> events, boolean givenUp) implements Step {}

        record Change(List<String> gone, List<DrlSource> sources) implements Step {}
    }

    @Property(tries = 12)
    void alertsAreTheSameOnAnyNumberOfThreadsWhicheverIsDoneFirst(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 1) int minutesHeld) throws Exception {
        // Given
        List<Step> steps = steps(new Random(seed));
        EngineSettings settings = EngineSettings.DEFAULT.holding(Duration.ofMinutes(minutesHeld));
        List<String> expected = new ArrayList<>();
        try (Engine engine = engine(settings)) {
            for (Step step : steps) {
                expected.add(
                        switch (step) {
                            case Step.Batch batch -> batch.givenUp() ? "" : text(engine.process(batch.events()));
                            case Step.Change change -> applied(engine, change);
                        });
            }
            expected.add(text(engine.drain()));
        }

        // When, Then
        // of some seeds no pair comes
        Assume.that(expected.stream().anyMatch(text -> text.contains("pairs")));
        assertEquals(expected, permuted(settings, steps, 1, new Random(seed)), "one thread");
        assertEquals(expected, permuted(settings, steps, 8, new Random(seed)), "eight threads");
    }

    /** Takes turns in order, and has them matched and correlated in any. */
    private static List<String> permuted(EngineSettings settings, List<Step> steps, int threads, Random random)
            throws Exception {
        List<String> alerts = new ArrayList<>();
        try (Engine engine = engine(settings);
                ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Taken> under = new ArrayList<>();
            for (Step step : steps) {
                switch (step) {
                    case Step.Batch batch -> {
                        under.add(new Taken(engine.turn(), batch));
                        if (under.size() == 8) {
                            alerts.addAll(done(under, threads, executor, random));
                        }
                    }
                    case Step.Change change -> {
                        if (threads > 1) {
                            Collections.shuffle(under, random);
                            List<Future<String>> futures = submit(under, executor);
                            String said = applied(engine, change);
                            alerts.addAll(inOrder(under, futures));
                            alerts.add(said);
                        } else {
                            alerts.addAll(done(under, threads, executor, random));
                            alerts.add(applied(engine, change));
                        }
                        under.clear();
                    }
                }
            }
            alerts.addAll(done(under, threads, executor, random));
            alerts.add(text(engine.drain()));
        }
        return alerts;
    }

    private record Taken(Turn turn, Step.Batch batch) {

        String run() {
            try (turn) {
                List<Matched> matched = turn.match(batch.events());
                return batch.givenUp() ? "" : text(turn.correlate(matched));
            }
        }
    }

    private static List<String> done(List<Taken> under, int threads, ExecutorService executor, Random random)
            throws Exception {
        Collections.shuffle(under, random);
        List<String> alerts = new ArrayList<>();
        if (threads > 1) {
            alerts.addAll(inOrder(under, submit(under, executor)));
        } else {
            Map<Taken, List<Matched>> matched = new IdentityHashMap<>();
            under.forEach(
                    taken -> matched.put(taken, taken.turn().match(taken.batch().events())));
            under.sort(Comparator.comparingLong(taken -> taken.turn().number()));
            for (Taken taken : under) {
                try (Turn turn = taken.turn()) {
                    alerts.add(
                            taken.batch().givenUp()
                                    ? ""
                                    : text(turn.correlate(Objects.requireNonNull(matched.get(taken)))));
                }
            }
        }
        under.clear();
        return alerts;
    }

    private static List<Future<String>> submit(List<Taken> under, ExecutorService executor) {
        return under.stream().map(taken -> executor.submit(taken::run)).toList();
    }

    private static List<String> inOrder(List<Taken> under, List<Future<String>> futures) throws Exception {
        Map<Long, String> byNumber = new TreeMap<>();
        for (int i = 0; i < under.size(); i++) {
            byNumber.put(under.get(i).turn().number(), futures.get(i).get());
        }
        return List.copyOf(byNumber.values());
    }

    @Test
    void turnsBehindAChangeRunUnderTheNewRulesAndThoseBeforeItUnderTheOld() throws Exception {
        try (Engine engine = new Engine(EngineSettings.DEFAULT)) {
            // Given a turn that is not done
            engine.load(List.of(Rules.eachMatch("old", "hasField( \"n\" )")));
            Turn before = engine.turn();

            // When a change comes, and another turn behind it
            Thread change = Thread.ofPlatform()
                    .start(() -> engine.change(
                            List.of("old.drl"), List.of(Rules.eachMatch("new", "hasField( \"n\" )")), () -> {}));
            Turn behind = engine.turn();
            long last = before.number();
            while (behind.number() != last + 2) {
                last = behind.number();
                behind.close();
                behind = engine.turn();
            }
            List<Matched> later = behind.match(List.of(event(2)));
            List<Matched> sooner = before.match(List.of(event(1)));

            // Then
            assertFalse(behind.await(Duration.ZERO));
            assertEquals("old", engine.rules().getFirst().outline().name());
            assertEquals(List.of("old"), rules(before.correlate(sooner)));
            before.close();
            assertEquals(List.of("new"), rules(behind.correlate(later)));
            behind.close();
            change.join();
            assertEquals("new", engine.rules().getFirst().outline().name());
        }
    }

    @Test
    void whatATurnMatchedAndGaveUpHasNoEffectAndNoCount() {
        try (Engine engine = new Engine(EngineSettings.DEFAULT)) {
            // Given
            engine.load(List.of(Rules.eachMatch("each", "hasField( \"n\" )")));

            // When
            try (Turn turn = engine.turn()) {
                turn.match(List.of(event(1)));
            }
            List<Alert> alerts = engine.process(List.of(event(2)));

            // Then
            assertEquals(1, alerts.size());
            assertEquals(1, engine.evaluated());
            assertEquals(1, engine.rules().getFirst().counters().matched());
            assertEquals(1, engine.rules().getFirst().counters().alerts());
        }
    }

    @Test
    @Timeout(60)
    void readersNeverWaitForATurn() {
        try (Engine engine = new Engine(EngineSettings.DEFAULT)) {
            // Given
            engine.load(List.of(Rules.registrations()));
            engine.process(List.of(Events.registration(1, Duration.ZERO, "acme")));

            // When somebody has the turn, and keeps it
            try (Turn turn = engine.turn()) {
                turn.correlate(turn.match(List.of(Events.registration(2, Duration.ofSeconds(1), "acme"))));

                // Then
                assertEquals(2, engine.evaluated());
                assertEquals(Events.START.plusSeconds(1).toEpochMilli(), engine.watermark());
                assertEquals(2, engine.rules().size());
                assertEquals(2, engine.rules().getFirst().counters().matched());
                assertEquals(Rules.REGISTRATIONS, engine.text("registrations.drl"));
                assertNull(engine.underWay());
                assertEquals(Set.of(), engine.holdings().sizes().keySet());
            }
            assertEquals(Map.of("registrations", 2), engine.streams());
        }
    }

    private static Engine engine(EngineSettings settings) {
        Engine engine = new Engine(settings);
        assertEquals(
                List.of(),
                engine.load(ALL).problems().stream()
                        .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                        .toList());
        return engine;
    }

    private static List<Step> steps(Random random) {
        List<Step> steps = new ArrayList<>();
        long[] clock = {0};
        int[] number = {0};
        for (int i = 0; i < 60; i++) {
            if (random.nextInt(8) == 0) {
                DrlSource any = ALL.get(random.nextInt(ALL.size()));
                steps.add(
                        switch (random.nextInt(3)) {
                            case 0 -> new Step.Change(List.of(any.file()), List.of());
                            case 1 -> new Step.Change(List.of(), List.of(new DrlSource(any.file(), "rule")));
                            default ->
                                new Step.Change(
                                        List.of(), List.of(new DrlSource(any.file(), any.text() + "// " + i + "\n")));
                        });
                continue;
            }
            List<Event> events = new ArrayList<>();
            for (int size = 1 + random.nextInt(12); size > 0; size--) {
                clock[0] += random.nextInt(3000);
                Duration at = Duration.ofMillis(Math.max(0, clock[0] - random.nextInt(20_000)));
                int n = number[0]++;
                events.add(
                        random.nextBoolean()
                                ? Events.registration(n, at, "tenant" + random.nextInt(3))
                                : Events.at(
                                        "e" + n,
                                        at,
                                        Map.of(
                                                "action",
                                                random.nextBoolean() ? "denied" : "allowed",
                                                "actor",
                                                "actor" + random.nextInt(5),
                                                "n",
                                                random.nextBoolean() ? (Object) n : "x" + n)));
            }
            steps.add(new Step.Batch(events, random.nextInt(10) == 0));
        }
        return steps;
    }

    private static String applied(Engine engine, Step.Change change) {
        return String.valueOf(
                engine.change(change.gone(), change.sources(), () -> {}).broken());
    }

    private static String text(List<Alert> alerts) {
        return String.valueOf(alerts.stream()
                .map(alert -> alert.getRule().id() + " " + alert.getId() + " " + alert.getTimestamp() + " "
                        + alert.getValues() + alert.isLate())
                .toList());
    }

    private static List<String> rules(List<Alert> alerts) {
        return alerts.stream().map(alert -> alert.getRule().title()).toList();
    }

    private static Event event(int n) {
        return Events.at("e" + n, Duration.ofSeconds(n), Map.of("n", n));
    }
}
