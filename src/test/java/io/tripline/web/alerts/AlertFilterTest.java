package io.tripline.web.alerts;

import static io.tripline.web.alerts.AlertSamples.TIME;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.alert.AlertStatus;
import io.tripline.alert.AlertWish;
import io.tripline.store.MemoryStore;
import io.tripline.store.Store;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertFilterTest {

    private final Store store = new MemoryStore(10, 10);
    private final AlertIndex index = new AlertIndex(store);

    AlertFilterTest() {
        AlertSamples.keep(
                store,
                AlertSamples.alert("a", "first", "high", "ann", TIME),
                AlertSamples.alert("b", "second", "low", "Bob", TIME + 1000));
        store.change("a", new AlertWish(AlertStatus.ACKNOWLEDGED, null, null, "ann", null), TIME);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|||||||| b a",
                "2026-01-01T00:00:01Z||||||||b",
                "1767225601||||||||b",
                "1767225600000|1767225601000|||||||a",
                "2026-01-01T00:00:01+00:00||||||||b",
                "|2026-01-01T00:00:00Z||||||| ''",
                "||first||||||a",
                "||fir|||||| ''",
                "|||HIGH|||||a",
                "||||Attack.T1078||||b a",
                "||||attack.t10|||| ''",
                "|||||acknowledged|||a",
                "|||||open|||b",
                "||||||BOB||b",
                "||||||198.51.100||b a",
                "||||||title of first||a",
                "|||||||user = Bob|b",
                "|||low||open|sign-ins||b",
                "|||high||open||| ''"
            })
    void everyConditionNarrows(
            @Nullable String since,
            @Nullable String until,
            @Nullable String rule,
            @Nullable String level,
            @Nullable String tag,
            @Nullable String status,
            @Nullable String text,
            @Nullable String group,
            String expected)
            throws AlertFilter.Unusable {
        // When
        AlertFilter filter = new AlertFilter.Asked(since, until, rule, level, tag, status, text, group).filter();

        // Then
        List<String> found =
                index.newest().stream().filter(filter::wants).map(AlertHead::id).toList();
        assertEquals(expected, String.join(" ", found));
    }

    @ParameterizedTest
    @CsvSource({"yesterday,,", ",shouting,", ",,done"})
    void whatCannotBeAskedForIsSaidWithWhatCan(
            @Nullable String since, @Nullable String level, @Nullable String status) {
        // When
        var unusable = assertThrows(
                AlertFilter.Unusable.class,
                () -> new AlertFilter.Asked(since, null, null, level, null, status, null, null).filter());

        // Then
        assertTrue(String.valueOf(unusable.getMessage()).contains(" is not "), unusable::getMessage);
    }

    @Test
    void aHostileParameterIsSaidVisiblyAndShort() {
        // When
        var unusable = assertThrows(
                AlertFilter.Unusable.class, () -> AlertFilter.time("since", "\u001b[31m\u202e" + "x".repeat(10_000)));

        // Then
        String said = String.valueOf(unusable.getMessage());
        assertTrue(said.startsWith("since=\\u001B[31m\\u202Exxx"), said);
        assertTrue(said.length() < 300, said);
    }
}
