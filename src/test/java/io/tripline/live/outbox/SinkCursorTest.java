package io.tripline.live.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.alert.Alert;
import io.tripline.alert.KeptAlert;
import io.tripline.alert.sink.Outcome;
import io.tripline.alert.sink.Sink;
import io.tripline.alert.sink.SinkFilter;
import io.tripline.event.Event;
import io.tripline.event.Origin;
import io.tripline.store.Commit;
import io.tripline.store.DeadLetter;
import io.tripline.store.MemoryStore;
import io.tripline.store.SinkPosition;
import io.tripline.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One sink on a clock of the test's own: nothing sleeps. */
class SinkCursorTest {

    private static final int KEPT = 5;
    private static final Outcome DELIVERED = new Outcome.Delivered();
    private static final Outcome LATER = new Outcome.Later("it is down", null);

    private final Store store = new MemoryStore(KEPT, 10);
    private final FakeSink sink = new FakeSink();
    private long nanos = 7;
    private SinkCursor cursor = cursor(new SinkPlan("s", "fake", sink, SinkFilter.ALL, 3, Duration.ZERO));

    /** Takes what it gets, or does what it is told to. */
    private static final class FakeSink implements Sink {

        private final List<String> sent = new ArrayList<>();
        private final Map<String, Outcome> outcomes = new HashMap<>();
        private @Nullable RuntimeException broken;
        private int most = 1;

        @Override
        public int most() {
            return most;
        }

        @Override
        public String target() {
            return "nowhere";
        }

        @Override
        public List<Outcome> send(List<KeptAlert> alerts) {
            sent.add(alerts.stream().map(kept -> kept.alert().getId()).collect(Collectors.joining(" ")));
            if (broken != null) {
                throw broken;
            }
            return alerts.stream()
                    .map(kept -> outcomes.getOrDefault(kept.alert().getId(), DELIVERED))
                    .toList();
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private SinkCursor cursor(SinkPlan plan) {
        SinkPosition position = store.sinks().follow(List.of("s")).get("s");
        return new SinkCursor(
                plan,
                store,
                position == null ? new SinkPosition(0, 0) : position,
                new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), new SplittableRandom(1)),
                InstantSource.fixed(Instant.ofEpochMilli(1000)),
                () -> nanos);
    }

    @Test
    void eachAlertIsSentOnceAndInOrder() throws Exception {
        // When
        raise("a", "b", "c");
        run();
        raise("d");
        run();

        // Then
        assertEquals(List.of("a", "b", "c", "d"), sink.sent);
        assertEquals(4, cursor.state().cursor());
        assertEquals(0, cursor.state().waiting());
        assertEquals(4, cursor.state().delivered());
    }

    @Test
    void aSinkThatTakesManyGetsThemTogether() throws Exception {
        // Given
        sink.most = 3;

        // When
        raise("a", "b", "c", "d");
        run();

        // Then
        assertEquals(List.of("a b c", "d"), sink.sent);
    }

    @Test
    void aBatchThatIsNotFullWaitsForMoreWhereThatIsWanted() throws Exception {
        // Given
        sink.most = 3;
        cursor = cursor(new SinkPlan("s", "fake", sink, SinkFilter.ALL, 3, Duration.ofMinutes(1)));

        // When
        raise("a");
        Duration first = cursor.step();
        pass(Duration.ofSeconds(20));
        raise("b");
        Duration second = cursor.step();

        // Then
        assertEquals(Duration.ofMinutes(1), first);
        assertEquals(Duration.ofSeconds(40), second);
        assertEquals(List.of(), sink.sent);

        // When the time is up; and when it is full before
        pass(Duration.ofSeconds(40));
        run();
        raise("c", "d", "e");
        run();

        // Then
        assertEquals(List.of("a b", "c d e"), sink.sent);
    }

    @Test
    void afterAFailureItIsLeftAloneLongerEachTimeAndTheSameAlertIsSentAgain() throws Exception {
        // Given
        sink.outcomes.put("a", LATER);
        raise("a", "b");

        // When
        Duration first = runUntilWaiting();
        Duration early = cursor.step();
        pass(first);
        Duration second = runUntilWaiting();
        sink.outcomes.clear();
        pass(second);
        run();

        // Then
        assertEquals(first, early);
        assertTrue(first.toMillis() >= 500 && first.toMillis() <= 1000, first.toString());
        assertTrue(second.toMillis() >= 1000 && second.toMillis() <= 2000, second.toString());
        assertEquals(List.of("a", "a", "a", "b"), sink.sent);
        assertEquals("it is down", cursor.state().lastError());
    }

    @Test
    void aSinkThatSaysWhenToComeBackIsLeftAloneUntilThen() throws Exception {
        // Given
        sink.outcomes.put("a", new Outcome.Later("busy", Duration.ofMinutes(7)));
        raise("a");

        // When
        Duration wait = runUntilWaiting();

        // Then
        assertEquals(Duration.ofMinutes(7), wait);
        assertEquals(1000 + Duration.ofMinutes(7).toMillis(), cursor.state().nextTry());
    }

    @Test
    void anAlertThatIsTriedInVainIsADeadLetterAndTheNextOnesGoOn() throws Exception {
        // Given
        sink.outcomes.put("a", LATER);
        raise("a", "b");

        // When
        runToTheEnd();

        // Then
        assertEquals(List.of("a", "a", "a", "b"), sink.sent);
        assertEquals(
                List.of(new DeadLetter("s", 1, "a", 3, "it is down", 1000, false)),
                store.sinks().dead("s", 0, 10));
        assertEquals(2, cursor.state().cursor());
        assertEquals(1, cursor.state().dead());
    }

    @Test
    void anAlertThatIsRefusedForGoodIsADeadLetterAtOnce() throws Exception {
        // Given
        sink.outcomes.put("b", new Outcome.Refused("400\u202e " + "x".repeat(1000)));
        raise("a", "b", "c");

        // When
        run();

        // Then
        assertEquals(List.of("a", "b", "c"), sink.sent);
        DeadLetter letter = store.sinks().dead("s", 0, 10).getFirst();
        assertEquals(1, letter.tries());
        assertTrue(letter.error().startsWith("400\\u202E xxx") && letter.error().length() < 600, letter.error());
    }

    @Test
    void ofABatchOnlyWhatFailedIsSentAgain() throws Exception {
        // Given
        sink.most = 4;
        sink.outcomes.put("b", LATER);
        sink.outcomes.put("c", new Outcome.Refused("no"));
        raise("a", "b", "c", "d", "e");

        // When
        Duration wait = runUntilWaiting();
        long meanwhile = cursor.state().cursor();
        sink.outcomes.clear();
        pass(wait);
        run();

        // Then the cursor stays before what is not done
        assertEquals(1, meanwhile);
        assertEquals(List.of("a b c d", "b", "e"), sink.sent);
        assertEquals(5, cursor.state().cursor());
        assertEquals(List.of("c"), dead());
    }

    @Test
    void aSinkThatIsBrokenIsLikeOneThatIsDown() throws Exception {
        // Given
        sink.broken = new IllegalStateException("oops");
        raise("a");

        // When
        Duration wait = runUntilWaiting();
        sink.broken = null;
        pass(wait);
        run();

        // Then
        assertEquals(List.of("a", "a"), sink.sent);
        assertEquals(0, cursor.state().dead());
    }

    @Test
    void deadLettersAreSentAgainInTurnWithNewAlerts() throws Exception {
        // Given
        List.of("a", "b").forEach(id -> sink.outcomes.put(id, new Outcome.Refused("no")));
        raise("a", "b");
        run();
        sink.sent.clear();
        sink.outcomes.remove("a");

        // When
        store.sinks().sendAgain("s", List.of());
        cursor.again();
        raise("c", "d");
        run();

        // Then
        assertEquals(List.of("a", "c", "b", "d"), sink.sent);
        assertEquals(List.of("b"), dead());
        assertEquals(2, store.sinks().dead("s", 0, 10).getFirst().tries());
        assertEquals(0, store.sinks().again("s", 10).size());
    }

    @Test
    void sendingAgainDoesNotWaitForTheEndOfAPause() throws Exception {
        // Given
        sink.outcomes.put("a", LATER);
        raise("a");
        runUntilWaiting();
        sink.outcomes.clear();

        // When
        cursor.again();
        run();

        // Then
        assertEquals(List.of("a", "a"), sink.sent);
    }

    @Test
    void whatASinkDoesNotWantIsPassedOver() throws Exception {
        // Given
        cursor = cursor(new SinkPlan(
                "s", "fake", sink, new SinkFilter(Set.of(), Set.of("wanted"), Set.of()), 3, Duration.ZERO));

        // When
        raise("a", "b");
        run();

        // Then
        assertEquals(List.of(), sink.sent);
        assertEquals(2, cursor.state().cursor());
    }

    @Test
    void whatGoesBeforeTheSinkGotItIsCountedAndTheRestIsSent() throws Exception {
        // Given a sink that takes nothing, until twice as many are there as are kept
        sink.outcomes.put("a1", LATER);
        for (int i = 1; i <= 2 * KEPT + 3; i++) {
            raise("a" + i);
            if (i == 1) {
                runUntilWaiting();
            }
        }
        sink.outcomes.clear();

        // When
        pass(Duration.ofMinutes(5));
        run();

        // Then a1 was in its hands already
        assertEquals(List.of("a1", "a1", "a4", "a5"), sink.sent.subList(0, 4));
        assertEquals("a13", sink.sent.getLast());
        assertEquals(2, cursor.state().missed());
        assertEquals(Map.of("s", new SinkPosition(13, 2)), store.sinks().follow(List.of("s")));
    }

    @Test
    void whoStartsAgainGoesOnWhereItWasKept() throws Exception {
        // Given two are sent, and that is kept of the first
        raise("a");
        run();
        SinkPosition kept = store.sinks().follow(List.of("s")).get("s");
        assertNotNull(kept);
        raise("b", "c");
        cursor.step();
        store.sinks().note("s", kept);

        // When the program ends before the rest is kept
        cursor = cursor(new SinkPlan("s", "fake", sink, SinkFilter.ALL, 3, Duration.ZERO));
        run();

        // Then nothing is lost, and b comes twice, with the same id
        assertEquals(List.of("a", "b", "b", "c"), sink.sent);
    }

    private List<String> dead() {
        return store.sinks().dead("s", 0, 10).stream().map(DeadLetter::alert).toList();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    /** Until there is nothing to do now. */
    private void run() throws InterruptedException {
        assertNull(waiting());
    }

    private Duration runUntilWaiting() throws InterruptedException {
        Duration wait = waiting();
        assertNotNull(wait);
        return wait;
    }

    private void runToTheEnd() throws InterruptedException {
        Duration wait;
        while ((wait = waiting()) != null) {
            pass(wait);
        }
    }

    private @Nullable Duration waiting() throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            Duration wait = cursor.step();
            if (wait == null || !wait.isZero()) {
                return wait;
            }
        }
        throw new AssertionError("it never comes to rest");
    }

    private void raise(String... ids) {
        for (String id : ids) {
            store.commit(new Commit(
                    List.of(new Alert(
                            id,
                            new Alert.RuleInfo("r", "r", "high", "r.drl", List.of()),
                            1,
                            "",
                            null,
                            Alert.of(Event.of("e" + id, 1, Origin.UNKNOWN, Map.of())))),
                    List.of(),
                    List.of()));
        }
    }
}
