package io.tripline.dialect.elastic.kql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tripline.dialect.elastic.kql.Kql.RangeOperator;
import io.tripline.dialect.elastic.kql.Kql.Values;
import io.tripline.dialect.elastic.query.Span;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class KqlRoundTripTest {

    @Property(tries = 2000)
    void printedQueryReadsBackAsTheSameTree(@ForAll("queries") Kql query) {
        // When
        String printed = KqlPrinter.print(query);
        // Then
        assertEquals(query, read(printed), printed);
    }

    @Property(tries = 2000)
    void anyTextIsReadOrRefusedInsideItsBounds(@ForAll("hostileTexts") String text) {
        switch (KqlParser.parse(text)) {
            case KqlParser.Result.Read read ->
                assertEquals(WithoutPlaces.of(read.query()), read(KqlPrinter.print(read.query())));
            case KqlParser.Result.Refused refused -> {
                Span span = refused.reason().span();
                assertEquals(
                        true, 0 <= span.start() && span.start() <= span.end() && span.end() <= text.length(), text);
            }
        }
    }

    private static Kql read(String text) {
        return WithoutPlaces.of(assertInstanceOf(KqlParser.Result.Read.class, KqlParser.parse(text), text)
                .query());
    }

    @Provide
    Arbitrary<String> hostileTexts() {
        return Arbitraries.of(
                        "a", "b:", ":", "(", ")", "{", "}", "\"", "\\", "*", "<", ">=", " and ", " or ", "not ", " ",
                        "\n", "null", "true", "\\u0041", "\\n", "é", "1", "a.b", "\u00A0", "\uFEFF", "\\\"", "x: (",
                        "y: { ")
                .list()
                .ofMaxSize(14)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<Kql> queries() {
        return query(3);
    }

    private static Arbitrary<Kql> query(int depth) {
        Arbitrary<Kql> leaf = Arbitraries.oneOf(
                literal().map(value -> (Kql) new Kql.FreeText(value, Span.NONE)),
                Combinators.combine(literal(), Arbitraries.of(RangeOperator.values()), literal())
                        .as((field, operator, value) -> new Kql.Range(field, operator, value, Span.NONE)),
                Combinators.combine(literal(), values(2))
                        .as((field, values) -> new Kql.FieldValues(field, values, Span.NONE)));
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<Kql> inner = Arbitraries.lazy(() -> query(depth - 1));
        Arbitrary<List<Kql>> several = inner.list().ofMinSize(2).ofMaxSize(3);
        return Arbitraries.oneOf(
                leaf,
                several.map(parts -> new Kql.Or(parts, Span.NONE)),
                several.map(parts -> new Kql.And(parts, Span.NONE)),
                inner.map(part -> new Kql.Not(part, Span.NONE)),
                Combinators.combine(literal(), inner).as((field, query) -> new Kql.Nested(field, query, Span.NONE)));
    }

    private static Arbitrary<Values> values(int depth) {
        Arbitrary<Values> one = literal().map(Values.One::new);
        if (depth == 0) {
            return one;
        }
        Arbitrary<Values> inner = Arbitraries.lazy(() -> values(depth - 1));
        Arbitrary<List<Values>> several = inner.list().ofMinSize(2).ofMaxSize(3);
        return Arbitraries.oneOf(
                one,
                several.map(parts -> new Values.AnyOf(parts, Span.NONE)),
                several.map(parts -> new Values.AllOf(parts, Span.NONE)),
                inner.map(part -> new Values.NoneOf(part, Span.NONE)));
    }

    private static Arbitrary<KqlLiteral> literal() {
        return Arbitraries.oneOf(
                text().map(text -> new KqlLiteral.Quoted(text, Span.NONE)),
                text().map(KqlRoundTripTest::strip)
                        .filter(text -> !text.isEmpty()
                                && !List.of("null", "true", "false").contains(text))
                        .map(text -> new KqlLiteral.Unquoted(text, Span.NONE)),
                text().list().ofMinSize(2).ofMaxSize(3).map(parts -> {
                    List<String> trimmed = new ArrayList<>(parts);
                    trimmed.set(0, Blanks.stripLeading(parts.getFirst()));
                    trimmed.set(parts.size() - 1, Blanks.stripTrailing(parts.getLast()));
                    return new KqlLiteral.Wildcard(trimmed, Span.NONE);
                }),
                Arbitraries.of(true, false).map(value -> new KqlLiteral.Bool(value, Span.NONE)),
                Arbitraries.just(new KqlLiteral.Null(Span.NONE)));
    }

    private static String strip(String text) {
        return Blanks.stripTrailing(Blanks.stripLeading(text));
    }

    private static Arbitrary<String> text() {
        Arbitrary<String> pieces = Arbitraries.of(
                        "a", "or", "and", "not", "NOT", " ", "  ", "\t", "\n", "\u00A0", "\\", "\"", "*", "(", ")", ":",
                        "{", "}", "<", ">", "null", "true", "n", "u0041", "é", "😀", "1.5", "doctor", "cannot")
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, pieces),
                net.jqwik.api.Tuple.of(1, Arbitraries.strings().ofMaxLength(12)));
    }
}
