package io.tripline.dialect.sigma.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.dialect.sigma.read.ConditionExpression.And;
import io.tripline.dialect.sigma.read.ConditionExpression.Identifier;
import io.tripline.dialect.sigma.read.ConditionExpression.Not;
import io.tripline.dialect.sigma.read.ConditionExpression.Of;
import io.tripline.dialect.sigma.read.ConditionExpression.Or;
import io.tripline.dialect.sigma.read.ConditionParser.Result.Read;
import io.tripline.dialect.sigma.read.ConditionParser.Result.Unreadable;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionParserTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a; a",
                "a AND NOT b OR c; (a and not b) or c",
                "a or b and c; a or (b and c)",
                "not (a or b); not (a or b)",
                "not not a; not not a",
                "1 of selection_*; 1 of selection_*",
                "any of them; 1 of them",
                "ALL OF Them; all of them",
                "3 of *_x and all of y; 3 of *_x and all of y",
                "all or of_x; all or of_x",
                "((a)); a"
            })
    void aConditionIsReadAsItBinds(String text, String printed) {
        assertEquals(printed, read(text).print());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a and; 5",
                "and a; 0",
                "a b; 2",
                "(a; 0",
                "a); 1",
                "1 of; 4",
                "1 of (a); 5",
                "0 of a*; 0",
                "not; 3",
                "a or or b; 5",
                "of them; 0"
            })
    void anUnreadableConditionSaysWhere(String text, int offset) {
        Unreadable unreadable = assertInstanceOf(Unreadable.class, ConditionParser.parse(text));

        assertEquals(offset, unreadable.offset(), unreadable.message());
    }

    @Test
    void deepNestingIsRefusedAndNotFollowed() {
        String deep = "(".repeat(100_000) + "a" + ")".repeat(100_000);

        assertInstanceOf(Unreadable.class, ConditionParser.parse(deep));
        assertInstanceOf(Unreadable.class, ConditionParser.parse("not ".repeat(100_000) + "a"));
    }

    @Property
    void whatIsPrintedIsReadAgain(@ForAll("expressions") ConditionExpression expression) {
        assertEquals(expression, withoutOffsets(read(expression.print())));
    }

    @Property
    void anyTextIsReadOrNotButNeverThrows(@ForAll("texts") String text) {
        switch (ConditionParser.parse(text)) {
            case Read read ->
                assertEquals(
                        withoutOffsets(read.expression()),
                        withoutOffsets(read(read.expression().print())));
            case Unreadable unreadable ->
                assertTrue(unreadable.offset() <= text.length()
                        && unreadable.length() >= 1
                        && !unreadable.message().isEmpty());
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> words = Arbitraries.of(
                "and", "or", "not", "of", "them", "all", "1", "2", "(", ")", " ", "a", "b_*", "*", "|", "\t", "é");
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(40),
                words.list().ofMaxSize(15).map(list -> String.join(" ", list)));
    }

    @Provide
    Arbitrary<ConditionExpression> expressions() {
        return expression(3);
    }

    private static Arbitrary<ConditionExpression> expression(int depth) {
        Arbitrary<String> names = Arbitraries.of("a", "selection", "filter_1", "x-y", "1", "all", "Ä.b", "them");
        Arbitrary<ConditionExpression> identifier = names.map(name -> new Identifier(name, 0));
        Arbitrary<ConditionExpression> of = Arbitraries.of("them", "s_*", "*", "one")
                .flatMap(pattern ->
                        Arbitraries.integers().between(1, 99).injectNull(0.3).map(count -> new Of(count, pattern, 0)));
        if (depth == 0) {
            return Arbitraries.oneOf(identifier, of);
        }
        Arbitrary<ConditionExpression> inner = expression(depth - 1);
        Arbitrary<List<ConditionExpression>> parts = inner.list().ofMinSize(2).ofMaxSize(3);
        return Arbitraries.oneOf(identifier, of, inner.map(Not::new), parts.map(And::new), parts.map(Or::new));
    }

    private static ConditionExpression read(String text) {
        return assertInstanceOf(Read.class, ConditionParser.parse(text), text).expression();
    }

    private static ConditionExpression withoutOffsets(ConditionExpression expression) {
        return switch (expression) {
            case And and ->
                new And(and.parts().stream()
                        .map(ConditionParserTest::withoutOffsets)
                        .toList());
            case Or or ->
                new Or(or.parts().stream()
                        .map(ConditionParserTest::withoutOffsets)
                        .toList());
            case Not not -> new Not(withoutOffsets(not.part()));
            case Identifier identifier -> new Identifier(identifier.name(), 0);
            case Of of -> new Of(of.count(), of.pattern(), 0);
        };
    }
}
