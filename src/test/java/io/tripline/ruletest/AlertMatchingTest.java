package io.tripline.ruletest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tripline.alert.Alert;
import io.tripline.alert.Finding;
import io.tripline.event.Key;
import io.tripline.ruletest.RuleTestFile.Expectation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertMatchingTest {

    private static RaisedAlert raised(String rule, long seconds) {
        Alert alert = new Alert(
                "id",
                new Alert.RuleInfo(rule, "Title of " + rule, null, "x.drl", List.of()),
                seconds * 1000,
                "reason",
                null,
                new Finding(Key.NONE, List.of(), 0, Map.of()));
        return new RaisedAlert(alert, Duration.ofSeconds(seconds), List.of());
    }

    private static Expectation expected(@Nullable String rule, @Nullable Integer seconds) {
        return new Expectation(rule, seconds == null ? null : Duration.ofSeconds(seconds), null, null, null);
    }

    @Test
    void anExpectationThatFitsSeveralAlertsLeavesTheRightOneToTheOthers() {
        // Given: the first expectation fits both alerts, the second one only the first
        var matching = new AlertMatching(
                List.of(expected("a", null), expected("a", 1)), List.of(raised("a", 1), raised("a", 2)));
        // Then
        assertEquals(List.of(), matching.missing());
        assertEquals(List.of(), matching.unexpected());
    }

    @Test
    void oneAlertDoesNotMeetTwoExpectations() {
        // Given
        Expectation twice = expected("a", null);
        // When
        var matching = new AlertMatching(List.of(twice, twice), List.of(raised("a", 1)));
        // Then
        assertEquals(1, matching.missing().size());
    }

    @Test
    void anAlertThatNobodyExpectsIsLeft() {
        // When
        var matching = new AlertMatching(List.of(expected("a", 1)), List.of(raised("b", 1), raised("a", 1)));
        // Then
        assertEquals("b", matching.unexpected().getFirst().alert().getRule().id());
    }

    @Test
    void aRuleIsKnownByItsTitleToo() {
        // When
        var matching = new AlertMatching(List.of(expected("Title of a", null)), List.of(raised("a", 1)));
        // Then
        assertEquals(List.of(), matching.missing());
    }
}
