package io.tripline.dialect.sigma.value;

import io.tripline.event.Decimal;
import io.tripline.rule.Test;
import java.math.BigDecimal;
import java.util.List;

/** The tests that a text or a number of a rule is: by the shape of its wildcards, by its spelling. */
public final class ValueTests {

    private ValueTests() {}

    /** A text without wildcards is equality, one with a star at an end a beginning or an ending, all else a glob. */
    public static Test of(SigmaString text, boolean cased) {
        SigmaString inner = text.inner();
        if (inner.hasWildcards() || inner.parts().isEmpty() && text.hasWildcards()) {
            return new Test.Like(List.of(text.glob()), cased);
        }
        List<String> literal = List.of(inner.literalText());
        if (text.startsWithAnyText()) {
            return text.endsWithAnyText() ? new Test.Includes(literal, cased) : new Test.EndsWith(literal, cased);
        }
        return text.endsWithAnyText() ? new Test.StartsWith(literal, cased) : new Test.Is(literal, cased);
    }

    /** A number, whatever its spelling in the event; one that is not decimal also as the text that it is. */
    public static List<Test> ofNumber(String spelling) {
        BigDecimal number = ModifierChain.number(spelling);
        Test text = new Test.Is(List.of(spelling), false);
        if (number == null) {
            return List.of(text);
        }
        Test value = new Test.IsNumber(List.of(number));
        return Decimal.parse(spelling) == null ? List.of(text, value) : List.of(value);
    }
}
