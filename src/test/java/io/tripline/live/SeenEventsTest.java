package io.tripline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.ingest.Decoded;
import io.tripline.ingest.EventDecoder;
import io.tripline.ingest.EventFormats;
import io.tripline.ingest.SaidLog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The last events are there to be looked at, and cost little. */
class SeenEventsTest {

    private static final EventDecoder DECODER = new EventDecoder(EventFormats.builtIn());

    private final AtomicLong clock = new AtomicLong();

    private SeenEvents seen(int most) {
        return new SeenEvents(most, clock::get);
    }

    private void pass(long millis) {
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private static List<Decoded> events(String... json) {
        List<Decoded> events = new ArrayList<>();
        for (String one : json) {
            events.addAll(
                    DECODER.decode(one.getBytes(StandardCharsets.UTF_8), 1_000).events());
        }
        return events;
    }

    /** Of a log of its own. */
    private static List<Decoded> ofLog(String product, String json) {
        return DECODER.saying(new SaidLog(product, null, null))
                .decode(json.getBytes(StandardCharsets.UTF_8), 1_000)
                .events();
    }

    private static List<String> json(SeenEvents seen) {
        return seen.newest().stream().map(SeenEvents.Seen::json).toList();
    }

    @Test
    void anEventIsKeptAsItWasDecodedWithWhereItCameFrom() {
        // Given
        SeenEvents seen = seen(5);

        // When
        seen.add("10.0.0.7", "json", events("{\"a\": [1.50, null, \"é\"], \"b\": {\"c\": true}}"), 2_000);

        // Then
        SeenEvents.Seen only = seen.newest().getFirst();
        assertEquals("{\"a\":[1.50,null,\"é\"],\"b\":{\"c\":true}}", only.json());
        assertEquals(
                List.of("10.0.0.7", "json", EventDecoder.UNRECOGNISED),
                List.of(only.sender(), only.wire(), only.format()));
        assertEquals(List.of(2_000L, 1_000L), List.of(only.arrived(), only.time()));
    }

    @Test
    void anEventIsFoundByItsNumberAsLongAsItIsKept() {
        // Given
        SeenEvents seen = seen(2);

        // When
        IntStream.rangeClosed(1, 3).forEach(i -> seen.add("s", "json", ofLog("own" + i, "{\"n\":" + i + "}"), 0));

        // Then
        assertNull(seen.of(1));
        SeenEvents.Seen second = seen.of(2);
        assertNotNull(second);
        assertEquals("{\"n\":2}", second.json());
        assertEquals(Map.of("product", "own2"), second.said());
        assertNull(seen.of(4));
    }

    @Test
    void ofALogTwoASecondAreKept() {
        // Given
        SeenEvents seen = seen(100);
        List<Decoded> body = events("{\"n\":1}", "{\"n\":2}", "{\"n\":3}");

        // When
        seen.add("s", "json", body, 0);
        seen.add("s", "json", body, 0);
        pass(999);
        seen.add("s", "json", body, 0);

        // Then
        assertEquals(List.of("{\"n\":2}", "{\"n\":1}"), json(seen));

        // When: the next second has begun
        pass(1);
        seen.add("s", "json", events("{\"n\":4}"), 0);

        // Then
        assertEquals(List.of("{\"n\":4}", "{\"n\":2}", "{\"n\":1}"), json(seen));
    }

    @Test
    void ofAllLogsTogetherTenASecondAreKept() {
        // Given
        SeenEvents seen = seen(100);

        // When
        IntStream.range(0, 30).forEach(i -> seen.add("s", "json", ofLog("own" + i, "{\"n\":" + i + "}"), 0));

        // Then
        assertEquals(SeenEvents.PER_SECOND, json(seen).size());
        pass(1_000);
        seen.add("s", "json", ofLog("own", "{\"n\":99}"), 0);
        assertEquals("{\"n\":99}", json(seen).getFirst());
    }

    @Test
    void theOldestGoWhenThereAreTooMany() {
        // Given
        SeenEvents seen = seen(3);

        // When
        for (int i = 0; i < 5; i++) {
            seen.add("s", "json", events("{\"n\":" + i + "}"), 0);
            pass(1_000);
        }

        // Then
        assertEquals(List.of("{\"n\":4}", "{\"n\":3}", "{\"n\":2}"), json(seen));
    }

    @Test
    void whatIsLongIsNotKeptAndCountsAgainstWhatIsTried() {
        // Given
        SeenEvents seen = seen(100);
        String longest = "{\"a\":\"" + "x".repeat(SeenEvents.LONGEST - 8) + "\"}";

        // When
        seen.add("s", "json", ofLog("one", longest), 0);
        seen.add("s", "json", ofLog("two", longest.replace("{\"a", "{\"ab")), 0);
        seen.add("s", "json", ofLog("three", "{\"a\":[" + "1,".repeat(3_000) + "1]}"), 0);

        // Then
        assertEquals(List.of(longest), json(seen));

        // When: long ones alone fill the second
        IntStream.range(0, 10).forEach(i -> seen.add("s", "json", ofLog("long" + i, longest + " "), 0));
        seen.add("s", "json", ofLog("late", "{\"n\":1}"), 0);

        // Then
        assertTrue(json(seen).stream().noneMatch("{\"n\":1}"::equals));
    }

    @Test
    void switchedOffItKeepsNothing() {
        // Given
        SeenEvents seen = seen(0);

        // When
        seen.add("s", "json", events("{\"n\":1}"), 0);

        // Then
        assertEquals(List.of(), seen.newest());
    }
}
