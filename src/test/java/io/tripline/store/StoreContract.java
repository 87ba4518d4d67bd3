package io.tripline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.alert.Alert;
import io.tripline.alert.AlertDocument;
import io.tripline.alert.Evidence;
import io.tripline.alert.Finding;
import io.tripline.event.Key;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store does. */
abstract class StoreContract extends SinkLedgerContract {

    static final int MOST_ALERTS = 5;
    static final int MOST_IDS = 100;

    @Test
    void alertsAreNumberedInTheOrderOfTheirCommits() {
        // When
        List<Store.Numbered> first = store.commit(commit(List.of(alert("a"), alert("b")), List.of()));
        List<Store.Numbered> second = store.commit(commit(List.of(alert("c")), List.of()));

        // Then
        assertEquals(List.of("1 a", "2 b"), words(first));
        assertEquals(List.of("3 c"), words(second));
        assertEquals(3, store.newest());
        assertEquals(List.of("3 c", "2 b", "1 a"), words(store.newestBefore(Long.MAX_VALUE, 10)));
        assertEquals(List.of("2 b"), words(store.newestBefore(3, 1)));
        assertEquals(List.of("2 b", "3 c"), words(store.oldestAfter(1, 10)));
        assertEquals(List.of(), store.oldestAfter(3, 10));
    }

    @Test
    void anAlertThatIsKnownIsNotKeptTwice() {
        // Given
        store.commit(commit(List.of(alert("a")), List.of()));

        // When
        List<Store.Numbered> again = store.commit(commit(List.of(alert("a"), alert("b"), alert("b")), List.of()));

        // Then
        assertEquals(List.of("2 b"), words(again));
        assertEquals(2, store.newest());
    }

    @Test
    void anAlertComesBackAsItWas() {
        // Given
        store.commit(commit(List.of(alert("a")), List.of()));

        // When
        Store.Numbered found = store.alert("a");

        // Then
        assertNotNull(found);
        assertEquals(AlertDocument.of(alert("a")), AlertDocument.of(found.alert()));
        assertNull(store.alert("b"));
    }

    @Test
    void theOldestAlertsGoAndAreCounted() {
        // When
        for (int i = 1; i <= MOST_ALERTS + 2; i++) {
            store.commit(commit(List.of(alert("a" + i)), List.of()));
        }

        // Then
        assertEquals(2, store.dropped());
        assertNull(store.alert("a2"));
        assertEquals(List.of("3 a3"), words(store.oldestAfter(0, 1)));
        assertEquals(MOST_ALERTS, store.newestBefore(Long.MAX_VALUE, 100).size());
    }

    @Test
    void theOldestThatIsKeptIsTold() {
        // Given
        assertEquals(0, store.oldest());
        store.commit(commit(List.of(alert("a1")), List.of()));
        assertEquals(1, store.oldest());

        // When
        for (int i = 2; i <= MOST_ALERTS + 2; i++) {
            store.commit(commit(List.of(alert("a" + i)), List.of()));
        }

        // Then
        assertEquals(3, store.oldest());
    }

    @Test
    void idsAreSeenFromTheirCommitOnAndTheNewestAreNotForgotten() {
        // Given
        assertFalse(store.hasSeen("id-0"));

        // When
        for (int i = 0; i < 3 * MOST_IDS; i++) {
            store.commit(commit(List.of(), List.of("id-" + i)));
        }

        // Then
        assertFalse(store.hasSeen("id-0"));
        assertTrue(IntStream.range(2 * MOST_IDS, 3 * MOST_IDS).allMatch(i -> store.hasSeen("id-" + i)));
    }

    @Test
    void hostileIdsAreTextLikeAnyOther() {
        // Given
        List<String> hostile = List.of("'; DROP TABLE alerts; --", "\u0000", "\ud83d", "x".repeat(1 << 20), "");

        // When
        store.commit(commit(hostile.stream().map(StoreContract::alert).toList(), hostile));

        // Then
        for (String id : hostile.subList(0, 2)) {
            assertNotNull(store.alert(id), id);
        }
        assertTrue(hostile.stream().allMatch(id -> store.hasSeen(id)));
        assertEquals(hostile.size(), store.newest());
    }

    static Commit commit(List<Alert> alerts, List<String> seen) {
        return new Commit(alerts, seen, List.of());
    }

    static Alert alert(String id) {
        return new Alert(
                id,
                new Alert.RuleInfo("rule", "Title", "high", "a.drl", List.of("tag")),
                1_767_225_600_000L,
                "reason",
                new Alert.Window(1_767_225_500_000L, 1_767_225_600_000L),
                new Finding(
                        new Key(List.of("user"), List.of("ann")),
                        List.of(new Evidence("e1", 1_767_225_600_000L, Map.of("user", "ann"))),
                        0,
                        Map.of("count", 3L)));
    }

    static List<String> words(List<Store.Numbered> alerts) {
        return alerts.stream()
                .map(numbered -> numbered.sequence() + " " + numbered.alert().getId())
                .toList();
    }
}
