package io.tripline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.alert.Alert;
import io.tripline.alert.Finding;
import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.Rules;
import io.tripline.engine.compile.DrlSource;
import io.tripline.event.Key;
import io.tripline.ingest.DecodedBatch;
import io.tripline.ingest.EventDecoder;
import io.tripline.ingest.EventFormats;
import io.tripline.store.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LivePipelineTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private static final String EVERY_FAILURE = "package rules.every\n" + Rules.IMPORTS + """
            rule "Every failure"
                @id( "every-failure" )
            when
                $event : Event( field( "outcome" ).is( "failure" ) )
            then
                alerts.raise( drools.getRule(), Alert.of( $event ) );
            end
            """;

    /** A door that is opened and not closed within a minute. */
    private static final String LEFT_OPEN = "package rules.door\n" + Rules.IMPORTS + """
            rule "Opened"
            when
                $event : Event( field( "door" ).is( "opened" ) )
            then
                streams.write( "door", Match.of( $event, "room" ) );
            end

            rule "Closed"
            when
                $event : Event( field( "door" ).is( "closed" ) )
            then
                streams.write( "door/closed", Match.of( $event, "room" ) );
            end

            rule "Left open"
                @id( "left-open" )
            when
                $match : Match( $room : key ) from entry-point "door"
                not( Match( key == $room, this after[ 1ms, 1m ] $match )
                    over window:time( 1m ) from entry-point "door/closed" )
            then
                alerts.raise( drools.getRule(), Alert.of( $room, $match ) );
            end
            """;

    private final Engine engine =
            new Engine(EngineSettings.live(Duration.ZERO, Duration.ofHours(1), Duration.ofMinutes(1)));
    private final MemoryStore store = new MemoryStore(100, 100_000);
    private final List<Alert> sunk = new ArrayList<>();
    private long nanos = 5;
    private long used;
    private final Heap heap = new Heap() {
        @Override
        public long most() {
            return 100;
        }

        @Override
        public long used() {
            return used;
        }

        @Override
        public void collect() {
            // nothing of it is garbage
        }
    };
    private final MemoryWatch memory = new MemoryWatch(heap, () -> nanos, said -> {});
    private final EngineWatch watch = new EngineWatch(Duration.ofSeconds(30), () -> nanos, () -> "a", said -> {});
    private final LivePipeline pipeline = pipeline(Set.of());

    private LivePipeline pipeline(Set<String> disabled) {
        return new LivePipeline(
                engine,
                store,
                kept -> kept.forEach(numbered -> sunk.add(numbered.alert())),
                new AlertFeed(store, 1, 1, () -> nanos, Runnable::run),
                alert -> !disabled.contains(alert.getRule().id()),
                Duration.ofMinutes(5),
                InstantSource.fixed(NOW),
                () -> nanos,
                watch,
                memory,
                DiskWatch.ofNone());
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void anAlertOfTheProgramsOwnIsKeptAndDeliveredLikeAnyOther() throws Exception {
        // Given
        load(EVERY_FAILURE);
        Alert.RuleInfo rule = new Alert.RuleInfo("own", "Something of the program's own", "low", "tripline", List.of());
        Finding finding = new Finding(new Key(List.of(), List.of()), List.of(), 0, Map.of());

        // When
        boolean isKept = pipeline.raise(new Alert("0".repeat(32), rule, 7, "for a reason", null, finding));

        // Then
        assertTrue(isKept);
        assertEquals("for a reason", sunk.getFirst().getReason());
    }

    @Test
    void redeliveredEventsAreAcceptedAndGoNoFurtherAlsoWithinOneBody() throws Exception {
        // Given
        load(EVERY_FAILURE);
        String event =
                "{\"log_id\": \"900\", \"outcome\": \"failure\", \"data\": {\"type\": \"f\", \"log_id\": \"900\"}}\n";

        // When
        LivePipeline.BatchResult first = pipeline.process(decoded(event + event));
        LivePipeline.BatchResult second = pipeline.process(decoded(event));

        // Then
        assertEquals(new LivePipeline.BatchResult(2, 0, 1, Set.of(1)), first);
        assertEquals(new LivePipeline.BatchResult(1, 0, 0, Set.of(0)), second);
        assertEquals(2, pipeline.counters().duplicates());
        assertEquals(1, sunk.size());
    }

    @Test
    void aTimeTooFarAheadIsSetBackSoThatItDoesNotDragTheClock() throws Exception {
        // Given
        load(EVERY_FAILURE);

        // When
        pipeline.process(decoded("{\"@timestamp\": \"2031-01-01T00:00:00Z\", \"outcome\": \"failure\"}"));

        // Then
        assertEquals(NOW.plusSeconds(300).toEpochMilli(), Objects.requireNonNull(engine.watermark()));
        assertEquals(NOW.plusSeconds(300).toEpochMilli(), sunk.getFirst().getTimestamp());
        assertEquals(1, pipeline.counters().clamped());
    }

    @Test
    void timePassesWhenEventsStopSoThatWhatDoesNotComeAlerts() throws Exception {
        // Given events of last month, posted to try a rule
        load(LEFT_OPEN);
        pipeline.process(
                decoded("{\"@timestamp\": \"2025-12-01T08:00:00Z\", \"door\": \"opened\", \"room\": \"lab\"}"));

        // When
        pass(Duration.ofSeconds(59));
        int before = sunk.size();
        pass(Duration.ofSeconds(2));

        // Then it is their time that moves on, not the wall's
        assertEquals(0, before);
        assertEquals(1, sunk.size());
        assertEquals(Instant.parse("2025-12-01T08:01:01Z").toEpochMilli(), Objects.requireNonNull(engine.watermark()));
    }

    @Test
    void eventsThatComeCloseTogetherLeaveNoGapInWhichTimeCouldPass() throws Exception {
        // Given
        load(EVERY_FAILURE);
        String event = "{\"@timestamp\": \"2025-12-01T08:00:00Z\"}";

        // When
        for (int i = 0; i < 10; i++) {
            pipeline.process(decoded(event));
            pass(Duration.ofMillis(900));
        }

        // Then
        assertEquals(Instant.parse("2025-12-01T08:00:00Z").toEpochMilli(), Objects.requireNonNull(engine.watermark()));
    }

    @Test
    void anEventWithoutATimeGetsThatOfItsArrivalAndIsCounted() throws Exception {
        // Given
        load(EVERY_FAILURE);

        // When
        pipeline.process(decoded("{\"outcome\": \"failure\"}"));

        // Then
        assertEquals(NOW.toEpochMilli(), sunk.getFirst().getTimestamp());
        assertEquals(1, pipeline.counters().eventsWithoutTime());
    }

    @Test
    void anEventWhoseTimeCannotBeReadGetsThatOfItsArrivalAndIsCountedApart() throws Exception {
        // Given
        load(EVERY_FAILURE);

        // When
        pipeline.process(decoded("{\"outcome\": \"failure\", \"time\": \"Jan  1 00:00:00\"}"));

        // Then
        assertEquals(NOW.toEpochMilli(), sunk.getFirst().getTimestamp());
        assertEquals(1, pipeline.counters().eventsWithUnreadableTime());
        assertEquals(0, pipeline.counters().eventsWithoutTime());
    }

    @Test
    void aRuleThatIsSwitchedOffRaisesNothing() throws Exception {
        // Given
        load(EVERY_FAILURE);

        // When
        LivePipeline.BatchResult outcome =
                pipeline(Set.of("every-failure")).process(decoded("{\"outcome\": \"failure\"}"));

        // Then
        assertEquals(new LivePipeline.BatchResult(1, 0, 0, Set.of()), outcome);
        assertTrue(sunk.isEmpty());
    }

    @Test
    void whileMemoryIsFullNothingIsTaken() {
        // Given
        load(EVERY_FAILURE);
        used = 90;
        memory.look();

        // When, Then
        assertThrows(Busy.class, () -> pipeline.process(decoded("{\"outcome\": \"failure\"}")));
        assertEquals(0, pipeline.counters().accepted());
    }

    @Test
    void aBatchEndsWhereMemoryDoesAndSaysHowMuchOfItWasTaken() {
        // Given
        load(EVERY_FAILURE);
        used = 60;
        memory.look();
        used = 90;

        // When
        Busy busy =
                assertThrows(Busy.class, () -> pipeline.process(decoded("{\"outcome\": \"failure\"}\n".repeat(1200))));

        // Then
        assertTrue(String.valueOf(busy.getMessage()).contains("the first 500 events"), busy.getMessage());
        assertEquals(500, pipeline.counters().accepted());
    }

    @Test
    void behindABatchThatDoesNotEndNobodyWaits() {
        // Given
        load(EVERY_FAILURE);
        watch.begins();
        nanos += TimeUnit.SECONDS.toNanos(31);

        // When, Then
        assertThrows(Busy.class, () -> pipeline.process(decoded("{\"outcome\": \"failure\"}")));
    }

    @Test
    void bodiesHaveTheirEffectInTheOrderOfTheirNumbersWhicheverIsMatchedFirst() throws Exception {
        // Given three bodies, the second with what the first has too
        load(EVERY_FAILURE);
        Intake first = pipeline.intake();
        Intake second = pipeline.intake();
        Intake third = pipeline.intake();
        second.match(decoded(failure(1) + failure(2)));
        third.match(decoded(failure(3)));
        first.match(decoded(failure(1)));

        // When they are done at once
        List<Future<LivePipeline.BatchResult>> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (Intake intake : List.of(third, second, first)) {
                outcomes.add(threads.submit(() -> {
                    try (intake) {
                        return intake.finish();
                    }
                }));
            }
        }

        // Then
        assertEquals(
                List.of(1, 1, 1),
                List.of(
                        outcomes.get(0).get().alerts(),
                        outcomes.get(1).get().alerts(),
                        outcomes.get(2).get().alerts()));
        assertEquals(
                List.of("1", "2", "3"),
                sunk.stream().map(alert -> alert.getEvents().getFirst().id()).toList());
        assertEquals(1, pipeline.counters().duplicates());
    }

    @Test
    void aBodyThatIsGivenUpHoldsUpNobodyAndWasNotSeen() throws Exception {
        // Given
        load(EVERY_FAILURE);
        Intake first = pipeline.intake();
        first.match(decoded(failure(1)));

        // When
        first.close();
        LivePipeline.BatchResult again = pipeline.process(decoded(failure(1)));

        // Then
        assertEquals(new LivePipeline.BatchResult(1, 0, 1, Set.of()), again);
        assertEquals(1, pipeline.counters().accepted());
    }

    @Test
    void timePassesOnlyWhereNoBodyIsUnderWay() throws Exception {
        // Given
        load(LEFT_OPEN);
        pipeline.process(
                decoded("{\"@timestamp\": \"2025-12-01T08:00:00Z\", \"door\": \"opened\", \"room\": \"lab\"}"));

        // When
        Intake intake = pipeline.intake();
        pass(Duration.ofSeconds(61));
        int meanwhile = sunk.size();
        intake.close();
        pipeline.tick();

        // Then
        assertEquals(0, meanwhile);
        assertEquals(1, sunk.size());
    }

    @Test
    void onceABatchThatWasStuckHasEndedOthersGoOn() throws Exception {
        // Given one that was taken and is at work on another thread
        load(EVERY_FAILURE);
        Intake stuck = pipeline.intake();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread worker = Thread.ofPlatform().start(() -> {
            try (stuck) {
                pipeline.watched(() -> {
                    begun.countDown();
                    return await(end);
                });
            }
        });
        begun.await();
        nanos += TimeUnit.SECONDS.toNanos(31);

        // When
        assertThrows(Busy.class, () -> pipeline.process(decoded(failure(1))));
        end.countDown();
        worker.join();

        // Then
        assertEquals(1, pipeline.process(decoded(failure(1))).alerts());
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String failure(int id) {
        return "{\"log_id\": \"" + id + "\", \"outcome\": \"failure\", \"data\": {\"type\": \"f\", \"log_id\": \"" + id
                + "\"}}\n";
    }

    private void load(String drl) {
        assertEquals(
                List.of(), engine.load(List.of(new DrlSource("test.drl", drl))).broken());
    }

    private void pass(Duration time) {
        nanos += TimeUnit.MILLISECONDS.toNanos(time.toMillis());
        pipeline.tick();
    }

    private static DecodedBatch decoded(String body) {
        return new EventDecoder(EventFormats.builtIn())
                .decode(body.getBytes(StandardCharsets.UTF_8), NOW.toEpochMilli());
    }
}
