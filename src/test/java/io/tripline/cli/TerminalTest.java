package io.tripline.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {

    @ParameterizedTest
    @CsvSource({
        // a terminal, NO_COLOR, CLICOLOR_FORCE, TERM, colours
        "true, '', '', xterm, true",
        "false, '', '', xterm, false",
        "true, 1, '', xterm, false",
        "true, '', '', dumb, false",
        "false, '', 1, xterm, true",
        "false, '', 0, xterm, false",
        "true, 1, 1, xterm, false"
    })
    void coloursFollowTheUsualVariables(boolean person, String noColor, String forced, String term, boolean colours) {
        // Given
        Map<String, String> environment = new HashMap<>();
        environment.put("NO_COLOR", noColor);
        environment.put("CLICOLOR_FORCE", forced);
        environment.put("TERM", term);
        // When
        Terminal terminal = Terminal.of(environment, person, person);
        // Then
        assertEquals(colours, terminal.outColours());
        assertEquals(colours, terminal.errColours());
    }

    @Test
    void theWidthIsWhatTheEnvironmentSays() {
        assertEquals(
                132, Terminal.of(Map.of("COLUMNS", "132"), true, true).width().getAsInt());
    }

    @Test
    void aTableTakesFromItsWidestColumns() {
        // Given
        int[] widths = {10, 200, 80, 20};
        // When
        Table.fit(widths, 120);
        // Then: three gaps of two are part of the line
        assertArrayEquals(new int[] {10, 42, 42, 20}, widths);
    }

    @Test
    void aTableThatFitsStaysAsItIs() {
        // Given
        int[] widths = {10, 20};
        // When
        Table.fit(widths, 32);
        // Then
        assertArrayEquals(new int[] {10, 20}, widths);
    }

    @Test
    void aCellThatIsTooLongEndsInAnEllipsis() {
        assertEquals("abc…  d", Table.line(List.of("abcdefg", "d"), new int[] {4, 1}));
    }
}
