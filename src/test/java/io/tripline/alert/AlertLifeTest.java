package io.tripline.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tripline.alert.AlertLife.Decision;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertLifeTest {

    @Test
    void thePermittedTransitionsAreThese() {
        // When
        List<String> permitted = new ArrayList<>();
        for (AlertStatus from : AlertStatus.values()) {
            for (AlertStatus to : AlertStatus.values()) {
                AlertWish wish = wish(to, to == AlertStatus.CLOSED ? Verdict.BENIGN : null, null);
                if (from != to && in(from).decide(wish, 0) instanceof Decision.Changed) {
                    permitted.add(from.word() + " > " + to.word());
                }
            }
        }

        // Then
        assertEquals(
                List.of(
                        "open > acknowledged",
                        "open > closed",
                        "acknowledged > open",
                        "acknowledged > closed",
                        "closed > open"),
                permitted);
    }

    @Test
    void reopeningForgetsTheVerdict() {
        // When
        Decision decision = in(AlertStatus.CLOSED).decide(wish(AlertStatus.OPEN, null, null), 7);

        // Then
        assertEquals(
                new Decision.Changed(new AlertChange(5, 7, "ann", AlertStatus.CLOSED, AlertStatus.OPEN, null, null)),
                decision);
    }

    @Test
    void aCommentAloneLeavesStatusAndVerdict() {
        // When
        Decision decision = in(AlertStatus.CLOSED).decide(wish(null, null, "see ticket 7"), 7);

        // Then
        assertEquals(
                new Decision.Changed(new AlertChange(
                        5, 7, "ann", AlertStatus.CLOSED, AlertStatus.CLOSED, Verdict.BENIGN, "see ticket 7")),
                decision);
    }

    @Test
    void theVerdictOfAClosedAlertCanBeCorrected() {
        assertInstanceOf(
                Decision.Changed.class, in(AlertStatus.CLOSED).decide(wish(null, Verdict.TRUE_POSITIVE, null), 7));
    }

    @ParameterizedTest
    @CsvSource({
        "CLOSED, CLOSED, BENIGN",
        "OPEN, OPEN,",
        "ACKNOWLEDGED, ACKNOWLEDGED,",
    })
    void whatIsSoAlreadyIsAConflict(AlertStatus is, AlertStatus wished, @Nullable Verdict verdict) {
        assertInstanceOf(Decision.Conflict.class, in(is).decide(wish(wished, verdict, null), 7));
    }

    @ParameterizedTest
    @CsvSource({"OPEN, CLOSED,", "OPEN, OPEN, BENIGN", "OPEN, , BENIGN", "CLOSED, OPEN, BENIGN"})
    void aVerdictGoesWithClosedAlone(AlertStatus is, @Nullable AlertStatus wished, @Nullable Verdict verdict) {
        assertInstanceOf(Decision.Unusable.class, in(is).decide(wish(wished, verdict, "why"), 7));
    }

    @Test
    void anotherVersionThanExpectedIsAConflict() {
        // Given
        AlertLife life = in(AlertStatus.ACKNOWLEDGED);

        // When
        Decision stale = life.decide(new AlertWish(AlertStatus.OPEN, null, null, "bob", 3L), 7);
        Decision current = life.decide(new AlertWish(AlertStatus.OPEN, null, null, "bob", 4L), 7);

        // Then
        assertInstanceOf(Decision.Conflict.class, stale);
        assertInstanceOf(Decision.Changed.class, current);
    }

    @Test
    void thereIsAnEndToChanges() {
        // Given
        AlertLife often = new AlertLife(
                0, new AlertChange(AlertLife.MOST_CHANGES, 1, "a", AlertStatus.OPEN, AlertStatus.OPEN, null, "again"));

        // When
        Decision decision = often.decide(wish(AlertStatus.ACKNOWLEDGED, null, null), 7);

        // Then
        assertInstanceOf(Decision.Conflict.class, decision);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "\u202eann", "\u0000", "\ud83d"})
    void aNameIsVisibleOnOneLine(String by) {
        assertThrows(IllegalArgumentException.class, () -> new AlertWish(AlertStatus.OPEN, null, null, by, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\u001b[2J", "\udc00"})
    void aCommentIsText(String comment) {
        assertThrows(IllegalArgumentException.class, () -> wish(null, null, comment));
    }

    @Test
    void textsAreNoLongerThanThis() {
        assertThrows(IllegalArgumentException.class, () -> wish(null, null, "x".repeat(AlertWish.LONGEST_COMMENT + 1)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new AlertWish(AlertStatus.OPEN, null, null, "x".repeat(AlertWish.LONGEST_NAME + 1), null));
        assertThrows(IllegalArgumentException.class, () -> wish(null, null, null));
    }

    /** One of version 4. */
    private static AlertLife in(AlertStatus status) {
        Verdict verdict = status == AlertStatus.CLOSED ? Verdict.BENIGN : null;
        return new AlertLife(2, new AlertChange(4, 1, "ann", AlertStatus.OPEN, status, verdict, null));
    }

    private static AlertWish wish(@Nullable AlertStatus status, @Nullable Verdict verdict, @Nullable String comment) {
        return new AlertWish(status, verdict, comment, "ann", null);
    }
}
