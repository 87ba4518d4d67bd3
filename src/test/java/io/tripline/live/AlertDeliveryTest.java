package io.tripline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.alert.Alert;
import io.tripline.event.Event;
import io.tripline.event.Origin;
import io.tripline.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AlertDeliveryTest {

    private static final Executor THREADS = work -> Thread.ofPlatform().daemon().start(work);

    private final List<String> taken = Collections.synchronizedList(new ArrayList<>());

    @Test
    void theSinkGetsAllInOrderHoweverTheyCome() throws InterruptedException {
        // Given
        AlertDelivery delivery = new AlertDelivery(alert -> taken.add(alert.getId()), THREADS);

        // When
        for (long from = 1; from < 3000; from += 3) {
            delivery.add(numbered(from, from + 2));
        }
        delivery.settle(Duration.ofMinutes(1));

        // Then
        assertEquals(
                LongStream.rangeClosed(1, 3000).mapToObj(number -> "a" + number).toList(), taken);
    }

    @Test
    void aSinkThatTakesNothingHoldsUpNobodyUntilItIsTooFarBehind() throws InterruptedException {
        // Given
        CountDownLatch stuck = new CountDownLatch(1);
        AlertDelivery delivery = new AlertDelivery(
                alert -> {
                    await(stuck);
                    taken.add(alert.getId());
                },
                THREADS);

        // When
        delivery.add(numbered(1, AlertDelivery.MOST_WAITING));
        boolean early = delivery.isBehind();
        delivery.add(numbered(AlertDelivery.MOST_WAITING + 1, AlertDelivery.MOST_WAITING + 2));
        boolean late = delivery.isBehind();
        delivery.settle(Duration.ofMillis(1));
        List<String> meanwhile = List.copyOf(taken);
        stuck.countDown();
        delivery.settle(Duration.ofMinutes(1));

        // Then nothing is lost
        assertFalse(early);
        assertTrue(late);
        assertEquals(List.of(), meanwhile);
        assertEquals(AlertDelivery.MOST_WAITING + 2, taken.size());
        assertEquals(0, delivery.waiting());
    }

    @Test
    void aSinkThatFailsOnOneGetsTheNextAllTheSame() throws InterruptedException {
        // Given
        AlertDelivery delivery = new AlertDelivery(
                alert -> {
                    if (alert.getId().equals("a1")) {
                        throw new IllegalStateException("no");
                    }
                    taken.add(alert.getId());
                },
                THREADS);

        // When
        delivery.add(numbered(1, 2));
        delivery.settle(Duration.ofMinutes(1));

        // Then
        assertEquals(List.of("a2"), taken);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Store.Numbered> numbered(long from, long to) {
        Alert.RuleInfo rule = new Alert.RuleInfo("r", "r", null, "r.drl", List.of());
        return LongStream.rangeClosed(from, to)
                .mapToObj(number -> new Store.Numbered(
                        number,
                        new Alert(
                                "a" + number,
                                rule,
                                number,
                                "",
                                null,
                                Alert.of(Event.of("e" + number, number, Origin.UNKNOWN, Map.of())))))
                .toList();
    }
}
