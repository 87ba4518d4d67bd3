package io.tripline.drl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.event.FieldPath;
import io.tripline.rule.Condition;
import io.tripline.rule.Condition.And;
import io.tripline.rule.Condition.AtLeast;
import io.tripline.rule.Condition.FieldTest;
import io.tripline.rule.Condition.Not;
import io.tripline.rule.Condition.Or;
import io.tripline.rule.Detection;
import io.tripline.rule.LogSource;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a reader of DRL is told before the constraints. */
class ConditionWordsTest {

    private static final Condition A = is("a", "1");
    private static final Condition B = is("b", "x y");
    private static final Condition C = is("c", "2", "3");

    @Test
    void aConjunctionIsASentence() {
        assertEquals("a is 1, b is 'x y' and c is 2 or 3", words(new And(List.of(A, new And(List.of(B, C))))));
    }

    @Test
    void aDisjunctionStandsInParenthesesOnlyWithin() {
        assertEquals("a is 1 or b is 'x y'", words(new Or(List.of(A, B))));
        assertEquals("(a is 1 or b is 'x y') and c is 2 or 3", words(new And(List.of(new Or(List.of(A, B)), C))));
    }

    @Test
    void aNegationIsSaidOfTheVerb() {
        assertEquals("c is neither 2 nor 3", words(new Not(C)));
        assertEquals("a is 1", words(new Not(new Not(A))));
        assertEquals("a is there", words(test(new io.tripline.rule.Test.Exists())));
        assertEquals("a is missing", words(new Not(test(new io.tripline.rule.Test.Exists()))));
        assertEquals(
                "a does not contain cmd",
                words(new Not(test(new io.tripline.rule.Test.Includes(List.of("cmd"), false)))));
        assertEquals(
                "no field contains cmd",
                words(new Not(new Condition.AnyFieldTest(new io.tripline.rule.Test.Includes(List.of("cmd"), false)))));
        assertEquals("none of (a is 1 or b is 'x y')", words(new Not(new Or(List.of(A, B)))));
    }

    @Test
    void theLogIsSaidFirst() {
        LogSource windows = new LogSource(List.of("windows"), List.of("process_creation", "image_load"), List.of());

        assertEquals(
                "windows process_creation or image_load events where a is 1",
                ConditionWords.of(new Detection("d", "", windows, A)));
        assertEquals(
                "every windows process_creation or image_load event",
                ConditionWords.of(new Detection("d", "", windows, new And(List.of()))));
    }

    @Test
    void ofLongListsAndConditionsTheFirstPartsAreTold() {
        String[] values = Collections.nCopies(100, "v").toArray(String[]::new);

        assertEquals("a is v, v, v, v or 96 more", words(is("a", values)));
        assertTrue(words(new And(Collections.nCopies(50, A))).endsWith(" and 25 more tests hold"));
        assertEquals("a is " + "x".repeat(59) + "…", words(is("a", "x".repeat(1000))));
        assertEquals(
                "at least 2 of (a is 1, a is 1, a is 1, a is 1 or 5 more)",
                words(new AtLeast(2, Collections.nCopies(9, A))));
    }

    private static String words(Condition condition) {
        return ConditionWords.of(new Detection("d", "", LogSource.ANY, condition));
    }

    private static Condition is(String field, String... values) {
        return new FieldTest(new FieldPath(field), new io.tripline.rule.Test.Is(List.of(values), true));
    }

    private static Condition test(io.tripline.rule.Test test) {
        return new FieldTest(new FieldPath("a"), test);
    }
}
