package io.tripline.web.alerts;

import static io.tripline.web.alerts.AlertSamples.alert;
import static io.tripline.web.alerts.AlertSamples.keep;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tripline.alert.Alert;
import io.tripline.alert.AlertStatus;
import io.tripline.alert.AlertWish;
import io.tripline.alert.Verdict;
import io.tripline.store.MemoryStore;
import io.tripline.store.Store;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlertIndexTest {

    private static final int KEPT = 5;

    private final Store store = new MemoryStore(KEPT, 10);
    private final AlertIndex index = new AlertIndex(store);

    @Test
    void nothingIsThereBeforeTheFirst() {
        assertEquals(List.of(), index.newest());
    }

    @Test
    void whatComesAfterALookIsInTheNextOne() {
        // Given
        keep(store, alert("a"), alert("b"));
        assertEquals(List.of("b", "a"), ids());

        // When
        keep(store, alert("c"));
        keep(store, alert("d"));

        // Then
        assertEquals(List.of("d", "c", "b", "a"), ids());
    }

    @Test
    void whatTheStoreDropsIsGone() {
        // Given
        keep(store, alert("a"), alert("b"), alert("c"));
        assertEquals(List.of("c", "b", "a"), ids());

        // When
        keep(store, alert("d"), alert("e"), alert("f"), alert("g"));

        // Then
        assertEquals(List.of("g", "f", "e", "d", "c"), ids());

        // When none of those that were looked at is left
        keep(store, IntStream.range(0, 2 * KEPT).mapToObj(i -> alert("n" + i)).toArray(Alert[]::new));

        // Then
        assertEquals(List.of("n9", "n8", "n7", "n6", "n5"), ids());
    }

    @Test
    void whatBecomesOfAnAlertIsSeenAndAnotherIsAsItWas() {
        // Given
        keep(store, alert("a"), alert("b"));
        assertEquals(List.of("open", "open"), statuses());

        // When
        store.change("a", new AlertWish(AlertStatus.CLOSED, Verdict.BENIGN, null, "ann", null), 10);

        // Then
        assertEquals(List.of("open", "closed"), statuses());
        assertEquals(Verdict.BENIGN, index.newest().getLast().life().verdict());

        // When
        store.change("a", new AlertWish(AlertStatus.OPEN, null, null, "ann", null), 20);

        // Then
        assertEquals(List.of("open", "open"), statuses());
    }

    @Test
    void moreThanFitInOneReadingAreAllThere() {
        // Given
        Store large = new MemoryStore(AlertIndex.MOST + 100, 10);
        AlertIndex many = new AlertIndex(large);
        keep(large, alert("first"));
        assertEquals(1, many.newest().size());

        // When
        keep(
                large,
                IntStream.range(0, AlertIndex.MOST + 50)
                        .mapToObj(i -> alert("n" + i))
                        .toArray(Alert[]::new));

        // Then both to who has looked before and to who has not
        assertEquals("n10049", many.newest().getFirst().id());
        assertEquals(AlertIndex.MOST, many.newest().size());
        assertEquals(
                many.newest().stream().map(AlertHead::id).toList(),
                new AlertIndex(large)
                        .newest().stream()
                                .limit(AlertIndex.MOST)
                                .map(AlertHead::id)
                                .toList());
    }

    @Test
    void aGroupThatNobodySeesWholeIsSpelledOut() {
        // Given
        keep(store, alert("a", "rule", "high", "\u202etxt.exe", AlertSamples.TIME));

        // Then
        assertEquals("user = \\u202Etxt.exe", index.newest().getFirst().group());
    }

    private List<String> ids() {
        return index.newest().stream().map(AlertHead::id).toList();
    }

    private List<String> statuses() {
        return index.newest().stream().map(head -> head.life().status().word()).toList();
    }
}
