package io.tripline.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((((a{1,1000}){1,1000}){1,1000}){1,1000})",
                "(a{1000}){1000}",
                "(?:[a-z]{0,1000}\\d{1000}){500}",
                "((\\Q(\\E{1000}){1000,})",
                "(([]{}(]{1000}){999})",
            })
    void whatUnfoldsWithoutBoundIsRefused(String expression) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Regex.compile(expression));

        assertEquals("its repetitions unfold to more than 100000 steps", refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "^(?:[A-Za-z0-9+/]{4}){10,}$ QUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJD",
                "(\\w{1,64}\\.){1,100}com a.b.com",
                "a{x} a{x}",
                "[{}]{2} {}",
                "\\{1000\\} {1000}",
                "x{? x{",
                ".*{ func(){",
                "\\{?y y",
                "{} {}",
                "{,5} {,5}",
                "a{1,2}{ aa{",
                "(?:{a|b})+ {ab}b}",
            })
    void whatRulesWriteIsCompiled(String expression, String text) {
        assertTrue(Regex.compile(expression).matches(text));
    }

    @ParameterizedTest
    @CsvSource({
        "'a{1500,}', 1500, 1499",
        "'a{1500,}', 9000, 0",
        "'a{1001}', 1001, 1002",
        "'a{0,2500}', 2500, 2501",
        "'(?:a|b){1200,2500}', 1200, 1199",
        "'[ab]{3000}', 3000, 2999",
        "'(a{40}){50}', 2000, 2001",
        "'a{1999}?', 1999, 1998",
    })
    void aRepetitionMayBeOfAnyNumber(String expression, int matching, int other) {
        assertTrue(Regex.compile(expression).matches("a".repeat(matching)));
        assertFalse(Regex.compile(expression).matches("a".repeat(other)));
    }

    @ParameterizedTest
    @CsvSource({
        "(a, missing closing ): (a",
        "a**b, invalid nested repetition operator: **",
        "(?=a), invalid or unsupported Perl syntax: (?="
    })
    void whatIsNoExpressionIsTold(String expression, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> Regex.compile(expression))
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {1_001, 5_000, 30_000})
    void deepNestingIsAnswered(int depth) {
        assertThrows(IllegalArgumentException.class, () -> Regex.compile("(".repeat(depth) + "a" + ")".repeat(depth)));
    }

    @Test
    void aThousandGroupsInEachOtherAreRead() {
        assertTrue(Regex.compile("(".repeat(1000) + "a" + ")".repeat(1000)).matches("a"));
    }
}
