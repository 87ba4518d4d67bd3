package io.tripline.store;

import static io.tripline.store.StoreContract.MOST_ALERTS;
import static io.tripline.store.StoreContract.alert;
import static io.tripline.store.StoreContract.commit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tripline.alert.AlertChange;
import io.tripline.alert.AlertLife;
import io.tripline.alert.AlertStatus;
import io.tripline.alert.AlertWish;
import io.tripline.alert.Verdict;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does with what becomes of alerts. */
abstract class AlertLifeContract {

    Store store;

    /** One that keeps so many alerts and ids as {@link StoreContract} says, and nothing yet. */
    abstract Store open();

    @BeforeEach
    void begin() {
        store = open();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anAlertBeginsOpenAndWithoutHistory() {
        // When
        store.commit(commit(List.of(alert("a")), List.of()));

        // Then
        assertEquals(AlertLife.NEW, life("a"));
        assertEquals(List.of(), store.history("a"));
        assertEquals(List.of(), store.history("unknown"));
    }

    @Test
    void eachChangeIsKeptAndSaysWhoWhenAndWhy() {
        // Given
        store.commit(commit(List.of(alert("a"), alert("b")), List.of()));

        // When
        store.change(
                "a", wish(AlertStatus.ACKNOWLEDGED, null, "looking \"at\" it\n'; DROP TABLE alerts; --", "ann"), 10);
        store.change("a", wish(AlertStatus.CLOSED, Verdict.BENIGN, null, "böb \ud83d\ude00"), 20);
        AlertLife.Decision last = store.change("a", wish(AlertStatus.OPEN, null, "no, it was not", "ann"), 30);

        // Then
        List<AlertChange> expected = List.of(
                new AlertChange(
                        1,
                        10,
                        "ann",
                        AlertStatus.OPEN,
                        AlertStatus.ACKNOWLEDGED,
                        null,
                        "looking \"at\" it\n'; DROP TABLE alerts; --"),
                new AlertChange(
                        2, 20, "böb \ud83d\ude00", AlertStatus.ACKNOWLEDGED, AlertStatus.CLOSED, Verdict.BENIGN, null),
                new AlertChange(3, 30, "ann", AlertStatus.CLOSED, AlertStatus.OPEN, null, "no, it was not"));
        assertEquals(expected, store.history("a"));
        assertEquals(new AlertLife.Decision.Changed(expected.getLast()), last);
        assertEquals(new AlertLife(0, expected.getLast()), life("a"));
        assertEquals(AlertLife.NEW, life("b"));
        assertEquals(
                List.of(0L, 3L),
                store.newestBefore(Long.MAX_VALUE, 10).stream()
                        .map(one -> one.life().version())
                        .toList());
        assertEquals(life("a"), store.oldestAfter(0, 1).getFirst().life());
    }

    @Test
    void whatCannotBeDoneChangesNothing() {
        // Given
        store.commit(commit(List.of(alert("a")), List.of()));
        store.change("a", wish(AlertStatus.ACKNOWLEDGED, null, null, "ann"), 10);

        // When
        AlertLife.Decision stale = store.change("a", new AlertWish(AlertStatus.OPEN, null, null, "bob", 0L), 20);
        AlertLife.Decision withoutVerdict = store.change("a", wish(AlertStatus.CLOSED, null, null, "bob"), 20);

        // Then
        assertInstanceOf(AlertLife.Decision.Conflict.class, stale);
        assertInstanceOf(AlertLife.Decision.Unusable.class, withoutVerdict);
        assertNull(store.change("unknown", wish(AlertStatus.CLOSED, Verdict.BENIGN, null, "bob"), 20));
        assertEquals(1, store.history("a").size());
        assertEquals(AlertStatus.ACKNOWLEDGED, life("a").status());
    }

    @Test
    void whatASilenceSwallowsIsCountedBesideWhatPeopleDo() {
        // Given
        store.commit(new Commit(List.of(alert("a"), alert("b")), List.of(), List.of(), Map.of("a", 3L, "gone", 1L)));

        // When
        store.change("a", wish(AlertStatus.ACKNOWLEDGED, null, null, "ann"), 10);
        store.commit(new Commit(List.of(), List.of(), List.of(), Map.of("a", 4L)));
        store.change("a", wish(null, null, "many", "ann"), 20);

        // Then
        assertEquals(7, life("a").silenced());
        assertEquals(2, life("a").version());
        assertEquals(AlertLife.NEW, life("b"));
    }

    @Test
    void livesAreToldOfThoseToWhichAnythingHappenedFromASequenceNumberOn() {
        // Given
        store.commit(commit(List.of(alert("a"), alert("b"), alert("c"), alert("d")), List.of()));
        assertEquals(Map.of(), store.lives(1));

        // When
        store.change("a", wish(AlertStatus.ACKNOWLEDGED, null, null, "ann"), 10);
        store.change("b", wish(AlertStatus.ACKNOWLEDGED, null, null, "ann"), 10);
        store.change("b", wish(AlertStatus.CLOSED, Verdict.BENIGN, null, "bob"), 20);
        store.commit(new Commit(List.of(), List.of(), List.of(), Map.of("d", 4L)));

        // Then
        assertEquals(Map.of(1L, life("a"), 2L, life("b"), 4L, life("d")), store.lives(1));
        assertEquals(Map.of(2L, life("b"), 4L, life("d")), store.lives(2));
        assertEquals(Map.of(), store.lives(5));
    }

    @Test
    void livesGoWithTheirAlerts() {
        // Given
        store.commit(commit(List.of(alert("a")), List.of()));
        store.change("a", wish(AlertStatus.ACKNOWLEDGED, null, null, "ann"), 10);

        // When
        for (int i = 0; i < MOST_ALERTS; i++) {
            store.commit(commit(List.of(alert("new" + i)), List.of()));
        }

        // Then
        assertEquals(Map.of(), store.lives(0));
    }

    @Test
    void anAlertThatGoesTakesItsHistoryWithIt() {
        // Given
        store.commit(commit(List.of(alert("a")), List.of()));
        store.change("a", wish(AlertStatus.ACKNOWLEDGED, null, null, "ann"), 10);

        // When
        for (int i = 0; i < MOST_ALERTS; i++) {
            store.commit(commit(List.of(alert("new" + i)), List.of()));
        }

        // Then
        assertNull(store.alert("a"));
        assertEquals(List.of(), store.history("a"));
        // and one of the same id begins anew
        store.commit(commit(List.of(alert("a")), List.of()));
        assertEquals(AlertLife.NEW, life("a"));
        assertEquals(List.of(), store.history("a"));
    }

    AlertLife life(String id) {
        Store.Numbered found = store.alert(id);
        assertNotNull(found, id);
        return found.life();
    }

    static AlertWish wish(
            @Nullable AlertStatus status, @Nullable Verdict verdict, @Nullable String comment, String by) {
        return new AlertWish(status, verdict, comment, by, null);
    }
}
