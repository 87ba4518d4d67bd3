package io.tripline.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LinesTest {

    @Test
    void aColumnOfCodePointsIsOneOfUnits() {
        // Given: two smileys, each of two units, before the x
        Lines lines = new Lines("a\n\uD83D\uDE00\uD83D\uDE00x y\n");

        // When
        int offset = lines.offset(2, 3);

        // Then
        assertEquals(6, offset);
        assertEquals(new Place(2, 5, 3), lines.place(offset, 100));
    }

    @Test
    void linesBeforeTheTextCount() {
        assertEquals(new Place(8, 2, 1), new Lines("ab", 7).place(1, 1));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "b c", "\n", "\r", "\r\n", "\uD83D\uDE00", "é")
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 500)
    void aPlaceStandsInTheLineThatIsShown(@ForAll("texts") String text, @ForAll @IntRange(max = 40) int at) {
        // Given: not between the two units of a character
        int offset = text.offsetByCodePoints(0, Math.min(at, text.codePointCount(0, text.length())));
        SourceText source = new SourceText("x", text);

        // When
        Place place = new Lines(text).place(offset, 1);

        // Then
        String line = source.line(place.line());
        String behind = text.substring(offset).lines().findFirst().orElse("");
        assertEquals(behind, line == null ? "" : line.substring(Math.min(line.length(), place.column() - 1)));
        assertEquals(
                offset,
                new Lines(text).offset(place.line(), 1 + text.codePointCount(offset - place.column() + 1, offset)));
    }
}
