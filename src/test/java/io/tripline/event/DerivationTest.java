package io.tripline.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is worked out of values, by the examples of EQL's reference and at the edges of what hostile events may ask for. */
class DerivationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            start regsvr32.exe | -4    | none  | .exe
            start regsvr32.exe | 6     | none  | regsvr32.exe
            start regsvr32.exe | 0     | 5     | start
            start regsvr32.exe | 6     | -4    | regsvr32
            abc                | -9    | 2     | ab
            abc                | 2     | 1     | ''
            abc                | 7     | 9     | ''
            abc                | 1.9   | 99999999999999 | bc
            """)
    void partsAreCountedFromBothEnds(String text, BigDecimal from, BigDecimal to, String part) {
        assertEquals(List.of(part), texts(to == null ? of(text).substring(from) : of(text).substring(from, to)));
    }

    @Test
    void betweenTakesTheFirstAndTheNextOrTheLast() {
        FieldValues text = of("system32.dll and System.DLL");
        assertEquals(List.of("tem32"), texts(text.between("sys", ".")));
        assertEquals(List.of("tem32.dll and System"), texts(text.betweenGreedy("sys", ".")));
        assertEquals(List.of("tem32"), texts(text.betweenIgnoreCase("SYS", ".DLL")));
        assertEquals(List.of("tem32.dll and System"), texts(text.betweenGreedyIgnoreCase("SYS", ".dll")));
        assertEquals(List.of(""), texts(text.between("x", ".")));
        assertEquals(List.of(""), texts(text.between("sys", "x")));
        assertEquals(List.of("system32.dll and System.DLL"), texts(text.between("", "x")));
        assertEquals(List.of(), texts(of("ba").betweenGreedy("a", "b")));
    }

    @Test
    void placesOfTextsAreNumbersOrNothing() {
        assertEquals(List.of("0"), texts(of("url.domain").indexOf("url")));
        assertEquals(List.of("3"), texts(of("url.domain").indexOf(".")));
        assertEquals(List.of(), texts(of("url.domain").indexOf("url", 1)));
        assertEquals(List.of("4"), texts(of("url.domain").indexOfIgnoreCase("DOM", -3)));
        assertTrue(of("url").indexOf(".").isNull());
        assertFalse(of("url").indexOf(".").notEqualTo(3));
    }

    @Test
    void numbersAreReadInTheirBase() {
        assertEquals(List.of("1337"), texts(of("1337").number()));
        assertEquals(List.of("1337.5"), texts(of("1337.5").number(10)));
        assertEquals(List.of("262144"), texts(of("0x40000").number()));
        assertEquals(List.of("262144"), texts(of("40000").number(16)));
        assertEquals(List.of(), texts(of("0x40000").number(10)));
        assertEquals(List.of(), texts(of("12").number(99)));
        assertEquals(List.of(), texts(of("f".repeat(17)).number(16)));
        assertEquals(List.of(), texts(of("twelve").number()));
    }

    @Test
    void wholeNumbersDivideAsSuch() {
        assertEquals(List.of("2"), texts(of(5).dividedBy(2)));
        assertEquals(List.of("-2"), texts(of(-5).dividedBy(2)));
        assertEquals(List.of("2.5"), texts(of(5).dividedBy(new BigDecimal("2.0"))));
        assertEquals(List.of("2.5"), texts(of(5).dividedBy(2.0)));
        assertEquals(List.of("-1"), texts(of(-5).modulo(2)));
        assertEquals(List.of(), texts(of(5).dividedBy(0)));
        assertEquals(List.of(), texts(of(5).modulo(0)));
        assertEquals(List.of("0.3"), texts(of(0.1).plus(0.2)));
    }

    @Test
    void nothingComesOfNothing() {
        FieldValues none = FieldValues.NONE;
        FieldValues nulls = new FieldValues(Collections.singletonList(new FieldValue(null)));
        for (FieldValues missing : List.of(none, nulls)) {
            assertEquals(List.of(), texts(of("a").concat(missing)));
            assertEquals(List.of(), texts(missing.concat("a")));
            assertEquals(List.of(), texts(missing.length()));
            assertEquals(List.of(), texts(of(1).plus(missing)));
            assertFalse(missing.length().lessThan(of(1)));
            assertFalse(of(1).moreThan(missing));
        }
    }

    @Test
    void ofSeveralValuesEachCombinationCounts() {
        FieldValues two = new FieldValues(List.of(new FieldValue("a"), new FieldValue("b")));
        assertEquals(List.of("a1a", "a1b", "b1a", "b1b"), texts(two.concat(1, two)));
    }

    @Test
    void valuesAreInTheOrderOfNumbersMomentsAndTexts() {
        assertTrue(of(10).moreThan(of("9")));
        assertTrue(of("10").lessThan(of("9")));
        assertTrue(of("2026-01-01T00:00:00Z").lessThan(of("2026-01-01T00:00:00.5Z")));
        assertFalse(of("a").atLeast(of(1)));
    }

    @Test
    void whatListsMultiplyToIsBounded() {
        FieldValues many = many(100_000, "x");
        assertEquals(
                Derivation.MOST_COMBINATIONS,
                many.concat(many, many, many).values().size());
        FieldValues long1 = many(1000, "y".repeat(100_000));
        long all = long1.concat(long1).values().stream()
                .mapToLong(value -> value.text().length())
                .sum();
        assertTrue(all <= Derivation.LONGEST, () -> "characters: " + all);
        String longest = "z".repeat(Derivation.LONGEST);
        assertEquals(List.of(longest), texts(of(longest).concat("")));
        assertEquals(List.of(), texts(of(longest).concat("z")));
    }

    @Test
    void numbersStayWithinBounds() {
        FieldValues large = of("1e400");
        assertEquals(List.of(), texts(large.times(large)));
        assertEquals(
                34,
                of(1).dividedBy(new BigDecimal("3.0"))
                        .values()
                        .getFirst()
                        .number()
                        .precision());
    }

    @Test
    void textsAreSearchedInLinearTime() {
        FieldValues text = of("a".repeat(500_000));
        FieldValues part = of("a".repeat(250_000) + "b");
        assertTimeout(Duration.ofSeconds(20), () -> {
            assertEquals(List.of(), texts(text.indexOf(part)));
            assertEquals(List.of(""), texts(text.betweenGreedy("a", part)));
            assertFalse(text.includesValueOf(part));
        });
        assertEquals(
                List.of("250001"),
                texts(of("a".repeat(250_000) + "cb" + "a".repeat(9)).indexOf("ba".repeat(1))));
        assertEquals(List.of("2"), texts(of("ab" + "ac".repeat(50_000) + "d").indexOf("ac".repeat(50_000) + "d")));
    }

    @Test
    void objectsAreFoundThroughListsAndDots() {
        Map<String, Object> source = Map.of(
                "a.b", List.of(Map.of("c", 1), List.of(Map.of("c", 2)), "no object"),
                "a", Map.of("b", Map.of("c", 3), "b.c", 4));
        Event event = Event.of("e", 0, Origin.UNKNOWN, source);
        assertEquals(
                List.of("1", "2", "3", "4"),
                event.objects("a.b").stream()
                        .flatMap(object -> texts(object.field("a.b.c")).stream())
                        .sorted()
                        .toList());
        assertEquals(List.of(), event.objects("a.b.c"));
    }

    private static FieldValues many(int count, String text) {
        return new FieldValues(
                IntStream.range(0, count).mapToObj(i -> new FieldValue(text)).toList());
    }

    private static FieldValues of(Object... values) {
        return new FieldValues(Arrays.stream(values).map(FieldValue::new).toList());
    }

    private static List<String> texts(FieldValues values) {
        return values.values().stream()
                .filter(value -> !value.isNull())
                .map(FieldValue::text)
                .toList();
    }
}
