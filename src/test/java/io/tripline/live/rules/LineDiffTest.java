package io.tripline.live.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineDiffTest {

    @Test
    void aChangedThresholdIsTwoLines() {
        // When
        List<String> changes = LineDiff.of("a\n    $count > 10\nb\n", "a\n    $count > 3\n\nb\n");

        // Then
        assertEquals(List.of("- $count > 10", "+ $count > 3"), changes);
    }

    @Test
    void hostileTextStaysOnItsLineAndVisible() {
        // When
        List<String> changes = LineDiff.of("a\n", "a\nb\u001b[2J\u202e\n");

        // Then
        assertEquals(List.of("+ b\\u001B[2J\\u202E"), changes);
    }

    @Test
    void whatNobodyReadsIsCounted() {
        // When
        List<String> changes = LineDiff.of("", "line\n".repeat(50_000));

        // Then
        assertEquals(21, changes.size());
        assertEquals("… and 49980 more lines", changes.getLast());
    }
}
