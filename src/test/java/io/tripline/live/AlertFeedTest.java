package io.tripline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.alert.Alert;
import io.tripline.event.Event;
import io.tripline.event.Origin;
import io.tripline.store.Commit;
import io.tripline.store.MemoryStore;
import io.tripline.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class AlertFeedTest {

    private final Store store = new MemoryStore(3, 10);
    private long nanos;
    private final AlertFeed feed = new AlertFeed(store, 2, 2, () -> nanos, Runnable::run);

    @Test
    void whoListensGetsWhatComesAndNothingOfThePast() {
        // Given
        raise(1);
        Listener listener = new Listener(true);
        feed.listen(listener, null);

        // When
        raise(2);

        // Then
        assertEquals(List.of("# alerts after 1", "2"), listener.got);
    }

    @Test
    void whoComesBackGetsWhatItMissedAndIsToldWhatIsKeptNoMore() {
        // Given five alerts of which three are kept
        for (int i = 1; i <= 5; i++) {
            raise(i);
        }
        Listener shortAbsence = new Listener(true);
        Listener longAbsence = new Listener(true);

        // When
        feed.listen(shortAbsence, 4L);
        feed.listen(longAbsence, 1L);

        // Then
        assertEquals(List.of("# alerts after 4", "5"), shortAbsence.got);
        assertEquals(List.of("# alerts after 1", "# 1 alerts are kept no more", "3", "4", "5"), longAbsence.got);
    }

    @Test
    void aNumberFromBeforeARestartStartsAtTheBeginning() {
        // Given
        raise(1);
        Listener listener = new Listener(true);

        // When
        feed.listen(listener, 700L);

        // Then
        assertEquals(List.of("# alerts after 0", "1"), listener.got);
    }

    @Test
    void aSlowListenerHoldsNothingInMemoryAndIsCutOffWhenItsPatienceEnds() {
        // Given a listener that takes nothing
        Listener slow = new Listener(false);
        Listener other = new Listener(true);
        feed.listen(slow, null);
        feed.listen(other, null);
        raise(1);
        raise(2);

        // When
        nanos = AlertFeed.PATIENCE.toNanos() + 1;
        feed.look();

        // Then
        assertEquals(1, slow.got.size());
        assertTrue(slow.cutOff);
        assertFalse(other.cutOff);
        assertTrue(other.got.containsAll(List.of("1", "2")));
        assertEquals(1, feed.listeners());
    }

    @Test
    void silenceIsFilledSoThatTheConnectionShowsThatItLives() {
        // Given
        Listener listener = new Listener(true);
        feed.listen(listener, null);

        // When
        nanos = AlertFeed.SILENCE.toNanos() + 1;
        feed.look();

        // Then
        assertEquals(List.of("# alerts after 0", "# still here"), listener.got);
    }

    @Test
    void moreListenersThanAllowedAreTurnedAway() {
        // Given
        feed.listen(new Listener(true), null);
        feed.listen(new Listener(true), null);

        // When
        boolean taken = feed.listen(new Listener(true), null);

        // Then
        assertFalse(taken);
    }

    @Test
    void oneAddressDoesNotTakeThePlacesOfAllOthersAndAPlaceIsFreeAtOnce() {
        // Given
        AlertFeed shared = new AlertFeed(store, 10, 2, () -> nanos, Runnable::run);
        Listener first = new Listener(true);
        shared.listen(first, null);
        shared.listen(new Listener(true), null);

        // When
        boolean third = shared.listen(new Listener(true), null);
        boolean another = shared.listen(new Listener(true, "192.0.2.2"), null);
        shared.gone(first);
        boolean later = shared.listen(new Listener(true), null);

        // Then
        assertFalse(third);
        assertTrue(another);
        assertTrue(later);
        assertEquals(3, shared.listeners());
    }

    private void raise(int number) {
        Event event = Event.of("e" + number, number, Origin.UNKNOWN, Map.of());
        Alert.RuleInfo rule = new Alert.RuleInfo("r", "r", null, "r.drl", List.of());
        store.commit(new Commit(
                List.of(new Alert("a" + number, rule, number, "", null, Alert.of(event))), List.of(), List.of()));
        feed.changed();
    }

    private static final class Listener implements AlertListener {

        private final boolean takes;
        private final String address;
        private final List<String> got = new ArrayList<>();
        private boolean cutOff;

        Listener(boolean takes) {
            this(takes, "192.0.2.1");
        }

        Listener(boolean takes, String address) {
            this.takes = takes;
            this.address = address;
        }

        @Override
        public CompletionStage<?> send(Store.Numbered alert) {
            got.add(Long.toString(alert.sequence()));
            return takes ? CompletableFuture.completedFuture(null) : new CompletableFuture<>();
        }

        @Override
        public CompletionStage<?> remark(String text) {
            got.add("# " + text);
            return takes ? CompletableFuture.completedFuture(null) : new CompletableFuture<>();
        }

        @Override
        public String address() {
            return address;
        }

        @Override
        public boolean isGone() {
            return false;
        }

        @Override
        public void cutOff() {
            cutOff = true;
        }
    }
}
