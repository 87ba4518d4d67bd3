package io.tripline.live.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
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
import io.tripline.store.Database;
import io.tripline.store.MemoryStore;
import io.tripline.store.SqlStore;
import io.tripline.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All sinks, each on its own thread. */
class OutboxTest {

    @TempDir
    Path folder;

    /** Tells when it has got so many. */
    private static final class Counting implements Sink {

        private final List<String> got = Collections.synchronizedList(new ArrayList<>());
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch all;
        private final CountDownLatch gate;

        Counting(int wanted, CountDownLatch gate) {
            this.all = new CountDownLatch(wanted);
            this.gate = gate;
        }

        @Override
        public int most() {
            return 10;
        }

        @Override
        public String target() {
            return "nowhere";
        }

        @Override
        public List<Outcome> send(List<KeptAlert> alerts) throws InterruptedException {
            begun.countDown();
            gate.await();
            alerts.forEach(kept -> {
                got.add(kept.alert().getId());
                all.countDown();
            });
            return alerts.stream()
                    .map(kept -> (Outcome) new Outcome.Delivered())
                    .toList();
        }

        @Override
        public void close() {
            // nothing is open
        }

        void await() throws InterruptedException {
            assertTrue(all.await(1, TimeUnit.MINUTES), got.size() + " came");
        }
    }

    @Test
    void aSinkThatTakesNothingHoldsUpNeitherOthersNorWhoRaisesAlerts() throws Exception {
        // Given
        int many = 3000;
        CountDownLatch stuck = new CountDownLatch(1);
        Counting slow = new Counting(many, stuck);
        Counting fast = new Counting(many, new CountDownLatch(0));
        Store store = new MemoryStore(100_000, 10);
        Outbox outbox = outbox(store, plan("slow", slow), plan("fast", fast));
        outbox.start();

        // When
        for (int i = 1; i <= many; i++) {
            raise(store, i);
            outbox.wake();
        }
        fast.await();
        List<String> meanwhile = List.copyOf(slow.got);
        SinkState state = outbox.state("slow");
        stuck.countDown();
        slow.await();
        outbox.close();

        // Then
        List<String> all =
                LongStream.rangeClosed(1, many).mapToObj(i -> "a" + i).toList();
        assertEquals(List.of(), meanwhile);
        assertNotNull(state);
        assertEquals(many, state.waiting());
        assertEquals(all, fast.got);
        assertEquals(all, slow.got);
    }

    @Test
    void afterARestartASinkGoesOnWhereItWas() throws Exception {
        // Given: two are sent, and the program ends well; two more are kept without being sent
        Counting first = new Counting(2, new CountDownLatch(0));
        try (Store store = store()) {
            Outbox outbox = outbox(store, plan("s", first));
            outbox.start();
            raise(store, 1);
            raise(store, 2);
            outbox.wake();
            first.await();
            outbox.close();
            raise(store, 3);
            raise(store, 4);
        }

        // When
        Counting second = new Counting(2, new CountDownLatch(0));
        try (Store store = store()) {
            Outbox outbox = outbox(store, plan("s", second));
            outbox.start();
            second.await();
            outbox.close();
        }

        // Then
        assertEquals(List.of("a1", "a2"), first.got);
        assertEquals(List.of("a3", "a4"), second.got);
    }

    @Test
    void whatWasNotKeptOfASinkComesAgain() throws Exception {
        // Given a program that is killed: nobody keeps how far sinks are
        Counting first = new Counting(2, new CountDownLatch(0));
        try (Store store = store()) {
            Outbox outbox = outbox(store, plan("s", first));
            outbox.start();
            raise(store, 1);
            raise(store, 2);
            outbox.wake();
            first.await();
        }

        // When
        Counting second = new Counting(2, new CountDownLatch(0));
        try (Store store = store()) {
            Outbox outbox = outbox(store, plan("s", second));
            outbox.start();
            second.await();
            outbox.close();
        }

        // Then
        assertEquals(List.of("a1", "a2"), second.got);
    }

    @Test
    void aTestGoesToTheSinkAndIsKeptNowhere() throws Exception {
        // Given
        Counting sink = new Counting(1, new CountDownLatch(0));
        Store store = new MemoryStore(10, 10);
        Outbox outbox = outbox(store, plan("s", sink));
        outbox.start();

        // When
        Outcome outcome = outbox.test("s", Duration.ofSeconds(10));
        outbox.close();

        // Then
        assertInstanceOf(Outcome.Delivered.class, outcome);
        assertTrue(sink.got.getFirst().startsWith("test-"), sink.got.toString());
        assertEquals(0, store.newest());
        assertNull(outbox.test("none", Duration.ofSeconds(1)));
    }

    @Test
    void aTestDoesNotWaitForASinkThatIsStuck() throws Exception {
        // Given
        CountDownLatch stuck = new CountDownLatch(1);
        Counting sink = new Counting(1, stuck);
        Store store = new MemoryStore(10, 10);
        Outbox outbox = outbox(store, plan("s", sink));
        outbox.start();
        raise(store, 1);
        outbox.wake();
        assertTrue(sink.begun.await(1, TimeUnit.MINUTES));

        // When
        Outcome outcome = outbox.test("s", Duration.ofMillis(1));
        stuck.countDown();
        sink.await();
        outbox.close();

        // Then
        assertNull(outcome);
        assertEquals(List.of("a1"), sink.got);
    }

    private Store store() {
        return SqlStore.open(
                Database.in(folder), new SqlStore.Keep(100, Duration.ofDays(1), 10), InstantSource.system());
    }

    private static Outbox outbox(Store store, SinkPlan... plans) {
        return new Outbox(
                store,
                List.of(plans),
                new Backoff(Duration.ofMillis(1), Duration.ofMillis(10), new SplittableRandom(1)),
                InstantSource.system(),
                System::nanoTime);
    }

    private static SinkPlan plan(String name, Sink sink) {
        return new SinkPlan(name, "fake", sink, SinkFilter.ALL, 3, Duration.ZERO);
    }

    private static void raise(Store store, long number) {
        store.commit(new Commit(
                List.of(new Alert(
                        "a" + number,
                        new Alert.RuleInfo("r", "r", null, "r.drl", List.of()),
                        number,
                        "",
                        null,
                        Alert.of(Event.of("e" + number, number, Origin.UNKNOWN, Map.of())))),
                List.of(),
                List.of()));
    }
}
