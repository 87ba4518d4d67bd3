package io.tripline.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EqualityTest {

    @ParameterizedTest
    @CsvSource({
        "4688.0, 4688",
        "4688, 4688.0",
        "1E+3, 1000",
        "1000, 1e3",
        "-0.0, 0",
        "0, -0",
        "1.50, 1.5",
        "9007199254740993, 9007199254740993.0",
        "7, 007",
    })
    void aNumberOfAnEventIsWhatSpellsIt(String event, String rule) {
        FieldValue value = new FieldValue(new BigDecimal(event));

        assertEquals(true, Operator.IS.test(List.of(rule)).test(value));
        assertEquals(true, Operator.IS.test(List.of(new BigDecimal(rule))).test(value));
    }

    @ParameterizedTest
    @CsvSource({"4688.0, 4688", "007, 7", "+7, 7.0", "1e3, 1000"})
    void aTextOfAnEventIsTheNumberThatItSpellsButNotAnotherText(String event, String rule) {
        FieldValue value = new FieldValue(event);

        assertEquals(true, Operator.IS.test(List.of(new BigDecimal(rule))).test(value));
        assertEquals(false, Operator.IS.test(List.of(rule)).test(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0x7", "7d", "7 ", "٧", "true", "Infinity", "1e999999999", "7,0"})
    void otherTextsAreNoNumber(String text) {
        assertEquals(false, Operator.IS.test(List.of(7, 1)).test(new FieldValue(text)));
        assertEquals(null, Decimal.parse(text));
    }

    @Test
    void aBigNumberIsNotItsNeighbour() {
        FieldValue value = new FieldValue(new BigInteger("9007199254740993"));

        assertEquals(false, Operator.IS.test(List.of("9007199254740992")).test(value));
    }

    @Test
    void aNumberIsNoBoolean() {
        assertEquals(false, Operator.IS.test(List.of("1", 1)).test(new FieldValue(true)));
        assertEquals(true, Operator.IS.test(List.of("true")).test(new FieldValue(true)));
    }

    @ParameterizedTest
    @CsvSource({"10.1.2.3, ::ffff:10.1.2.3", "::ffff:a01:203, 10.1.2.3", "::1, 0:0:0:0:0:0:0:1", "FE80::1, fe80::1%12"})
    void anAddressIsItselfInAnySpelling(String rule, String event) {
        assertEquals(true, Operator.IS_IGNORE_CASE.test(List.of(rule)).test(new FieldValue(event)));
    }
}
