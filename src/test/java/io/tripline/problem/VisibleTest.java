package io.tripline.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTest {

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00, 0x07, 0x0A, 0x0D, 0x1B, 0x7F, 0x80, 0x85, 0x9B, 0x9D, 0xAD, 0x61C, 0x200B, 0x200E, 0x200F, 0x2028,
                0x2029, 0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0xFEFF, 0xFFF9, 0xFFFE, 0xFFFF
            })
    void whatSteersATerminalOrCannotBeSeenBecomesAnEscape(int character) {
        assertEquals("a\\u" + String.format("%04X", character) + "b", Visible.of("a" + (char) character + "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "ä ß ñ", "漢字", "🦊", "العربية", "e\u0301", "\u00A0"})
    void whatCanBeSeenStays(String text) {
        assertSame(text, Visible.of(text));
    }

    @Test
    void charactersBeyondTheFirstPlaneAreWholeAndHalvesOfThemAreNot() {
        assertEquals("🦊\\uDB40\\uDC01\\uD83E", Visible.of("🦊\uDB40\uDC01\uD83E"));
    }

    @Test
    void aTabIsABlank() {
        assertEquals("a b", Visible.of("a\tb"));
    }
}
