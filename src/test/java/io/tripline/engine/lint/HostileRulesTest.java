package io.tripline.engine.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.tripline.engine.Rules;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rules that nobody would write: lints end, and throw nothing. */
class HostileRulesTest {

    @Test
    void thousandsOfAlternativesAreNotComparedWithEachOther() {
        String alternatives = IntStream.range(0, 5_000)
                .mapToObj(i -> (i % 2 == 0 ? "" : "!") + "field( \"a\" ).is( \"" + i + "\" )")
                .collect(Collectors.joining(" || "));

        assertTimeout(Duration.ofSeconds(20), () -> found("fromProduct( \"x\" ), ( " + alternatives + " )"));
    }

    @Test
    void deepNestingOverManyValuesEnds() {
        String values = IntStream.range(0, 2_000).mapToObj(i -> "\"" + i + "\"").collect(Collectors.joining(", "));
        String nested = "field( \"a\" ).is( " + values + " )";
        for (int depth = 0; depth < 60; depth++) {
            nested = "!( hasField( \"f" + depth + "\" ) " + (depth % 2 == 0 ? "&&" : "||") + " " + nested + " )";
        }
        String condition = "fromProduct( \"x\" ), " + nested;

        assertTimeout(Duration.ofSeconds(20), () -> found(condition));
    }

    @Test
    void aFileIsNotReportedForever() {
        String constraints = IntStream.range(0, 300)
                .mapToObj(i -> "atLeast( 2, hasField( \"f" + i + "\" ) )")
                .collect(Collectors.joining(", "));

        assertEquals(
                100,
                found("fromProduct( \"x\" ), " + constraints)
                        .lines()
                        .filter(line -> line.startsWith("rule.drl"))
                        .count());
    }

    @Test
    void aHeaderOfOneEndlessLineIsRead() {
        String header = "//   at most       one alert per " + "x per 1".repeat(50_000) + "\n";
        String drl = header + Rules.eachMatch("x", "field( \"a\" ).is( \"1\" )").text();

        assertEquals("", LintGoldenTest.found(drl));
    }

    private static String found(String constraints) {
        return LintGoldenTest.found(Rules.eachMatch("x", constraints).text());
    }
}
