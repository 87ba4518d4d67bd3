package io.tripline.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AddressTest {

    @Test
    void whatIsAskedForStandsInTheOrderInWhichItWasGiven() {
        assertEquals(
                "/alerts?level=high&from=100",
                Address.of("/alerts").with("level", "high").with("from", 100).toString());
    }

    @Test
    void nothingIsNotAskedFor() {
        // Given
        Address narrowed = Address.of("/alerts").with("level", "high").with("text", "x");

        // Then
        assertEquals("/alerts?text=x", narrowed.with("level", null).toString());
        assertEquals("/alerts?level=high", narrowed.with("text", "").toString());
        assertEquals("/alerts", Address.of("/alerts").with("text", null).toString());
        assertEquals("/alerts?level=high&text=x", narrowed.toString());
    }

    @Test
    void anyTextIsAParameterAndNothingElse() {
        assertEquals(
                "/alerts?group=a%3Db%26c%20%2B%22%3E%3C%23%2F%E2%80%AE",
                Address.of("/alerts").with("group", "a=b&c +\"><#/\u202e").toString());
    }

    @Test
    void aFileIsTheLastPartOfAPathAndNeverAnotherSite() {
        assertEquals("/rules/x/a%20b.drl", Address.of("/rules", "x/a b.drl").toString());
        assertEquals(
                "/rules//evil.example/%3F%23%0A",
                Address.of("/rules", "/evil.example/?#\n").toString());
        assertEquals(
                "/alerts/javascript%3Aalert(1)".replace("(", "%28").replace(")", "%29"),
                Address.of("/alerts", "javascript:alert(1)").toString());
    }
}
