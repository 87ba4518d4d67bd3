package io.tripline.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
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
        "1767323045678, 1767323045678",
        "1767323045678901, 1767323045678",
        "1767323045678901234, 1767323045678",
        "1.767323045e9, 1767323045000",
        "1.767323045E+9, 1767323045000"
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
                "9999999999999999999",
                "99999999999999999999999999",
                "Jan  2 03:04:05",
                "3/4/2026 15:04:05",
                "03-04-2026 03:04:05 AM",
                "1/2/26 03:04:05 AM",
                "2026-01-02 13:04:05 PM",
                "2026-01-02 00:04:05 AM",
                "30 Feb 2026 03:04:05",
                "Fri Jan  2 03:04:05 CET 2026",
                "2026-01-02T03:04:05+19:00",
                "2026-01-02T03:04:05+01:61",
                "03:04:05",
                "/Date()/",
                "/Date(1767323045000",
                "/Date(999999999999999999999)/",
                "20260230030405Z"
            })
    void textsAreNoTimes(String text) {
        assertNull(EventTime.parse(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // .NET, PowerShell, Windows
                "/Date(1767323045678)/ | 1767323045678",
                "/Date(1767323045678+0100)/ | 1767323045678",
                "/Date(1767323045678-0530)/ | 1767323045678",
                "/Date(-1000)/ | -1000",
                "\\/Date(1767323045678)\\/ | 1767323045678",
                "1/2/2026 3:04:05 AM | 1767323045000",
                "1/2/2026 3:04:05 PM | 1767366245000",
                "1/2/2026 12:04:05 AM | 1767312245000",
                "1/2/2026 12:04:05 PM | 1767355445000",
                "1/2/2026 3:04 am | 1767323040000",
                "Friday, January 2, 2026 3:04:05 AM | 1767323045000",
                "2026-01-02T03:04:05.1234567+00:00 | 1767323045123",
                "20260102030405.678901+060 | 1767319445678",
                "134117966456789012 | 1767323045678",
                "639029198456789012 | 1767323045678",
                // Splunk, spreadsheets
                "01/02/2026 03:04:05.678 AM | 1767323045678",
                "01/02/2026 03:04:05.678 AM +0100 | 1767319445678",
                "2026-01-02T03:04:05.678+01:00 | 1767319445678",
                "46024.5 | 1767355200000",
                // web servers, mail, languages
                "02/Jan/2026:03:04:05 +0100 | 1767319445000",
                "[02/Jan/2026:03:04:05 +0000] | 1767323045000",
                "Fri, 02 Jan 2026 03:04:05 GMT | 1767323045000",
                "Fri, 2 Jan 2026 03:04:05 +0100 | 1767319445000",
                "Fri Jan  2 03:04:05 2026 | 1767323045000",
                "Fri Jan 02 03:04:05 UTC 2026 | 1767323045000",
                "Fri Jan 02 04:04:05 +0100 2026 | 1767323045000",
                "Fri Jan 02 2026 04:04:05 GMT+0100 (Central European Standard Time) | 1767323045000",
                "2026-01-02T04:04:05.5+01:00[Europe/Berlin] | 1767323045500",
                "2026-01-02 03:04:05,678 | 1767323045678",
                "2026-01-02 03:04:05 UTC | 1767323045000",
                "2026-01-02 04:04:05 +0100 | 1767323045000",
                "2026-01-02  03:04:05.678901+00 | 1767323045678",
                "2026-01-02T03:04:05.678z | 1767323045678",
                "2026-1-2 3:04:05 | 1767323045000",
                "2026/01/02 03:04:05 | 1767323045000",
                "02.01.2026 03:04:05 | 1767323045000",
                "Jan 2, 2026 @ 03:04:05.678 | 1767323045678",
                "Jan 2, 2026, 3:04:05 AM | 1767323045000",
                "Jan  2 2026 03:04:05 | 1767323045000",
                "02-JAN-2026 03:04:05 | 1767323045000",
                "2 January 2026 03:04:05 | 1767323045000",
                "20260102T030405Z | 1767323045000",
                "20260102T030405.678+0100 | 1767319445678",
                "20260102030405Z | 1767323045000",
                "20260102030405 | 1767323045000",
                // the day or the month is known for one is too large, or both are the same
                "13/1/2026 3:04:05 | 1768273445000",
                "1/13/2026 3:04:05 | 1768273445000",
                "1/1/2026 3:04:05 | 1767236645000",
                "2026-01-02T03:04:60Z | 1767323100000"
            })
    void formsOfManyProgramsAreTimes(String text, long millis) {
        assertEquals(millis, EventTime.parse(text));
    }

    @Test
    void blanksThatPrintersPutBeforeTheHalfOfTheDayAreBlanks() {
        assertEquals(1_767_323_045_000L, EventTime.parse("1/2/2026, 3:04:05\u202FAM"));
        assertEquals(1_767_323_045_000L, EventTime.parse("\u200E1/\u200E2/\u200E2026 3:04:05\u00A0AM"));
    }

    @Test
    void programsThatWriteATimeAsAnObjectAreUnderstood() {
        assertEquals(
                1_767_323_045_000L,
                EventTime.parse(Map.of(
                        "value",
                        "/Date(1767323045000)/",
                        "DisplayHint",
                        2,
                        "DateTime",
                        "Friday, January 2, 2026 4:04:05 AM")));
        assertEquals(1_767_323_045_000L, EventTime.parse(Map.of("$date", "2026-01-02T03:04:05Z")));
        assertEquals(1_767_323_045_678L, EventTime.parse(Map.of("$date", Map.of("$numberLong", "1767323045678"))));
        assertEquals(1_767_323_045_000L, EventTime.parse(Map.of("SystemTime", "2026-01-02T03:04:05.0000000Z")));
        assertEquals(1_767_323_045_000L, EventTime.parse(List.of("2026-01-02T03:04:05Z")));
        assertNull(EventTime.parse(Map.of("a", "2026-01-02T03:04:05Z")));
        assertNull(EventTime.parse(List.of("2026-01-02T03:04:05Z", "2026-01-02T03:04:06Z")));
        assertNull(EventTime.parse(List.of(List.of(List.of(List.of("2026-01-02T03:04:05Z"))))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Jan  2 03:04:05 | 'Jan  2 03:04:05' names no year",
                "3/4/2026 15:04:05 | '3/4/2026 15:04:05' does not say which is the month and which the day",
                "2026-01-02 | '2026-01-02' is a day without a time",
                "yesterday | 'yesterday' is no time of a form that is known"
            })
    void aTimeThatIsNotReadHasAReason(String text, String complaint) {
        assertEquals(complaint, EventTime.complaint(text));
    }

    @Property
    void noTextMakesTheReaderFail(@ForAll String text) {
        EventTime.parse(text);
        EventTime.complaint(text);
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
        "100000000000, 100000000000",
        "1767323045678901, 1767323045678",
        "1767323045678901234, 1767323045678",
        "20260102030405, 1767323045000"
    })
    void theSizeOfANumberTellsItsUnit(BigDecimal number, long millis) {
        assertEquals(millis, EventTime.parse(number));
    }
}
