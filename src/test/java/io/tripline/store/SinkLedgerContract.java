package io.tripline.store;

import static io.tripline.store.StoreContract.MOST_ALERTS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every store keeps of sinks. */
abstract class SinkLedgerContract extends CountHistoryContract {

    @Test
    void aSinkThatIsNewBeginsWithTheNextAlertAndOneThatIsKnownWhereItWas() {
        // Given
        alerts("a", "b", "c");
        assertEquals(Map.of("old", new SinkPosition(3, 0)), store.sinks().follow(List.of("old")));
        store.sinks().note("old", new SinkPosition(2, 7));
        store.sinks().keep();
        alerts("d");

        // When
        Map<String, SinkPosition> stand = store.sinks().follow(List.of("old", "new"));

        // Then
        assertEquals(Map.of("old", new SinkPosition(2, 7), "new", new SinkPosition(4, 0)), stand);
    }

    @Test
    void alertsWaitForASinkThatHasNotGotThemUntilThereAreTwiceAsMany() {
        // Given
        store.sinks().follow(List.of("slow", "fast"));
        store.sinks().note("fast", new SinkPosition(1_000, 0));

        // When
        for (int i = 1; i <= 2 * MOST_ALERTS; i++) {
            alerts("a" + i);
        }

        // Then
        assertNotNull(store.alert("a1"));
        assertEquals(0, store.dropped());

        // When
        alerts("one more");

        // Then
        assertNull(store.alert("a1"));
        assertEquals(1, store.dropped());
        assertNotNull(store.alert("a2"));
    }

    @Test
    void whatSinksAreDoneWithGoesAsEver() {
        // Given
        store.sinks().follow(List.of("slow"));
        for (int i = 1; i <= MOST_ALERTS + 3; i++) {
            alerts("a" + i);
        }

        // When
        store.sinks().note("slow", new SinkPosition(2, 0));
        alerts("one more");

        // Then
        assertNull(store.alert("a2"));
        assertNotNull(store.alert("a3"));
        assertEquals(2, store.dropped());
    }

    @Test
    void aSinkThatIsConfiguredNoMoreHoldsNothing() {
        // Given
        store.sinks().follow(List.of("gone"));
        for (int i = 1; i <= MOST_ALERTS + 1; i++) {
            alerts("a" + i);
        }

        // When
        store.sinks().follow(List.of());
        alerts("one more");

        // Then
        assertEquals(2, store.dropped());
    }

    @Test
    void deadLettersAreKeptAndGoWithTheirAlerts() {
        // Given
        alerts("a", "b", "c");

        // When
        store.sinks().bury(letter("s", 3, "c", "no"));
        store.sinks().bury(letter("s", 1, "a", "no"));
        store.sinks().bury(letter("s", 1, "a", "still no '\u2026"));
        store.sinks().bury(letter("other", 2, "b", "no"));
        store.sinks().bury(letter("s", 9, "never kept", "no"));

        // Then
        assertEquals(
                List.of(letter("s", 1, "a", "still no '\u2026"), letter("s", 3, "c", "no")),
                store.sinks().dead("s", 0, 10));
        assertEquals(List.of(letter("s", 3, "c", "no")), store.sinks().dead("s", 1, 10));
        assertEquals(2, store.sinks().countDead("s"));
        assertEquals(List.of(), store.sinks().dead("unknown", 0, 10));

        // When
        store.sinks().unbury("s", 3);
        alerts("d", "e", "f");

        // Then the first is kept no more
        assertNull(store.alert("a"));
        assertEquals(0, store.sinks().countDead("s"));
        assertEquals(1, store.sinks().countDead("other"));
    }

    @Test
    void deadLettersAreSentAgainWhereSomebodySaysSo() {
        // Given
        alerts("a", "b", "c");
        for (Store.Numbered kept : store.oldestAfter(0, 10)) {
            store.sinks().bury(letter("s", kept.sequence(), kept.alert().getId(), "no"));
        }

        // When
        int some = store.sinks().sendAgain("s", List.of("b", "unknown"));
        List<String> waiting =
                store.sinks().again("s", 10).stream().map(DeadLetter::alert).toList();
        int all = store.sinks().sendAgain("s", List.of());

        // Then
        assertEquals(1, some);
        assertEquals(List.of("b"), waiting);
        assertEquals(3, all);
        assertEquals(2, store.sinks().again("s", 2).size());
        assertEquals(0, store.sinks().sendAgain("other", List.of()));

        // When one fails again
        store.sinks().bury(letter("s", 1, "a", "no"));

        // Then
        assertEquals(
                List.of("b", "c"),
                store.sinks().again("s", 10).stream().map(DeadLetter::alert).toList());
        assertEquals(3, store.sinks().countDead("s"));
    }

    private void alerts(String... ids) {
        for (String id : ids) {
            store.commit(StoreContract.commit(List.of(StoreContract.alert(id)), List.of()));
        }
    }

    private static DeadLetter letter(String sink, long sequence, String alert, String error) {
        return new DeadLetter(sink, sequence, alert, 3, error, 1_767_225_600_000L, false);
    }
}
