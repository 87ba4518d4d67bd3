package io.tripline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OncePerMinuteTest {

    private long now = Long.MAX_VALUE - 5;
    private final List<String> said = new ArrayList<>();
    private final OncePerMinute complaints =
            new OncePerMinute(() -> now, (count, example) -> said.add(count + " " + example));

    @Test
    void theFirstIsSaidAtOnceAndTheRestOnceAMinute() {
        // When: on a clock that runs over
        complaints.add(1, "a");
        complaints.add(1, "b");
        now += Duration.ofSeconds(59).toNanos();
        complaints.add(1, "c");
        now += Duration.ofSeconds(1).toNanos();
        complaints.add(1, "d");
        complaints.add(1, "e");

        // Then
        assertEquals(List.of("1 a", "3 d"), said);
    }
}
