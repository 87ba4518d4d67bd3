package io.tripline.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "0s, PT0S",
        "250ms, PT0.25S",
        "90s, PT1M30S",
        "5m, PT5M",
        "1h30m, PT1H30M",
        "14d, PT336H",
        "2w, PT336H",
        "1209600001ms, PT336H0.001S",
        "PT5M, PT5M"
    })
    void durationsAreWrittenAsPeopleWriteThem(String text, Duration expected) {
        assertEquals(expected, Durations.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s",
                "5",
                "5 m",
                "5x",
                "-5m",
                "1.5h",
                "m5",
                "5m!",
                "999999999999w",
                "9999999999999999999s",
                "PT",
                "PT9999999999999H",
                "1s1s1s1s1s1s1s1s1s1s1s1s1s1s1s1s1s1s1s1s1s1s1s1s"
            })
    void anythingElseIsNone(String text) {
        assertNull(Durations.parse(text));
    }
}
