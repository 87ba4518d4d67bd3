package io.tripline.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z, 1767323045000",
        "2026-01-02T03:04:05, 1767323045000",
        "2026-01-02 03:04:05.5, 1767323045500",
        "2026-01-02T03:04:05.67Z, 1767323045670",
        "2026-01-02T03:04:05.6789999Z, 1767323045678",
        "2026-01-02T03:04:05.123456789, 1767323045123",
        "2026-01-02T03:04Z, 1767323040000",
        "2026-01-02T03:04:05+01:00, 1767319445000",
        "2026-01-02T03:04:05.5-0130, 1767328445500",
        "1969-12-31T23:59:59.900Z, -100",
        "2024-02-29T00:00:00Z, 1709164800000",
        "1767323045, 1767323045000",
        "1767323045.5, 1767323045500",
        "1767323045678, 1767323045678"
    })
    void textsAreTimes(String text, long millis) {
        assertEquals(millis, EventTime.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "now",
                "2026-01-02",
                "2026-13-02T03:04:05Z",
                "2026-01-02T24:04:05Z",
                "2026-01-02T03:60:05Z",
                "2026-01-02T03:04:05.12x",
                "2026-01-02T03:04:05.1234567890Z",
                "2026/01/02T03:04:05Z",
                "2026-01-02T03:04:0٥Z",
                "1.2.3",
                "1e9",
                "999999999999999999"
            })
    void textsAreNoTimes(String text) {
        assertNull(EventTime.parse(text));
    }

    @Property
    void everyInstantIsReadBack(
            @ForAll @LongRange(min = -62_135_596_800_000L, max = 253_402_300_799_999L) long millis) {
        String iso = Instant.ofEpochMilli(millis).toString();

        assertEquals(millis, EventTime.parse(iso));
        assertEquals(millis, EventTime.parse(iso.replace("Z", "+00:00")));
        assertEquals(millis, EventTime.parse(iso.replace('T', ' ')));
    }

    @ParameterizedTest
    @CsvSource({
        "1767323045, 1767323045000",
        "1.767323045e9, 1767323045000",
        "99999999999, 99999999999000",
        "100000000000, 100000000000"
    })
    void numbersAreSecondsOrMilliseconds(BigDecimal number, long millis) {
        assertEquals(millis, EventTime.parse(number));
    }
}
