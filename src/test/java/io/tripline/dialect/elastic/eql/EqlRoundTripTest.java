package io.tripline.dialect.elastic.eql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.dialect.elastic.eql.Expression.Comparator;
import io.tripline.dialect.elastic.eql.Expression.Constant;
import io.tripline.dialect.elastic.eql.Expression.Matcher;
import io.tripline.dialect.elastic.eql.Expression.Operation;
import io.tripline.dialect.elastic.query.Span;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EqlRoundTripTest {

    @Property(tries = 2000)
    void printedQueryReadsBackAsTheSameTree(@ForAll("queries") Eql query) {
        // When
        String printed = EqlPrinter.print(query);
        // Then
        assertEquals(query, read(printed), printed);
    }

    @Property(tries = 2000)
    void anyTextIsReadOrRefusedInsideItsBounds(@ForAll("hostileTexts") String text) {
        switch (EqlParser.parse(text)) {
            case EqlParser.Result.Read read ->
                assertEquals(WithoutPlaces.of(read.query()), read(EqlPrinter.print(read.query())));
            case EqlParser.Result.Refused refused -> {
                Span span = refused.reason().span();
                assertTrue(0 <= span.start() && span.start() <= span.end() && span.end() <= text.length(), text);
            }
        }
    }

    private static Eql read(String text) {
        return WithoutPlaces.of(
                assertInstanceOf(EqlParser.Result.Read.class, EqlParser.parse(text), () -> text + EqlParser.parse(text))
                        .query());
    }

    @Provide
    Arbitrary<String> hostileTexts() {
        Arbitrary<String> tail = Arbitraries.of(
                        "a",
                        "a.b",
                        "?",
                        "(",
                        ")",
                        "[",
                        "]",
                        "![",
                        "\"x\"",
                        "\"",
                        "\"\"\"",
                        "`",
                        "==",
                        "=",
                        "!=",
                        ":",
                        "<",
                        " and ",
                        " or ",
                        "not ",
                        " in (",
                        ",",
                        " like ",
                        "1",
                        ".5",
                        "1e9",
                        "1e999",
                        "-",
                        "+",
                        "*",
                        "/",
                        "//",
                        "/*",
                        "|",
                        "length(",
                        "startsWith~(",
                        "null",
                        "true",
                        " ",
                        "\n",
                        "\\",
                        "any where ",
                        "process where ",
                        "by ",
                        "with ",
                        "maxspan=1m ",
                        "until ",
                        "é",
                        "'")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
        return Combinators.combine(Arbitraries.of("", "any where ", "sequence by a [any where true] ", "sample "), tail)
                .as(String::concat);
    }

    @Provide
    Arbitrary<Eql> queries() {
        Arbitrary<List<Eql.Pipe>> pipes = Combinators.combine(
                        Arbitraries.of("head", "tail"),
                        Arbitraries.lazy(() -> expression(0)).list().ofMaxSize(2))
                .as((name, arguments) -> new Eql.Pipe(name, arguments, Span.NONE))
                .list()
                .ofMaxSize(2);
        Arbitrary<List<Expression>> keys =
                field().map(field -> (Expression) field).list().ofMaxSize(2);
        Arbitrary<Eql> events =
                Combinators.combine(filter(), pipes).as((filter, p) -> new Eql.EventQuery(filter, p, Span.NONE));
        Arbitrary<Eql.MaxSpan> spans = Combinators.combine(
                        Arbitraries.longs().between(0, 999), Arbitraries.of("ms", "s", "m", "h", "d"))
                .as((value, unit) -> new Eql.MaxSpan(value, unit, Span.NONE));
        Arbitrary<List<Eql.Term>> terms = term(keys).list().ofMinSize(2).ofMaxSize(3);
        Arbitrary<Eql> sequences = Combinators.combine(
                        keys,
                        spans.injectNull(0.3),
                        terms,
                        term(Arbitraries.just(List.<Expression>of())).injectNull(0.7),
                        pipes)
                .as((by, span, list, until, p) -> new Eql.Sequence(by, span, list, until, p, Span.NONE));
        Arbitrary<Eql> samples =
                Combinators.combine(keys, terms, pipes).as((by, list, p) -> new Eql.Sample(by, list, p, Span.NONE));
        return Arbitraries.oneOf(events, sequences, samples);
    }

    private static Arbitrary<Eql.Term> term(Arbitrary<List<Expression>> keys) {
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        filter(),
                        keys,
                        Arbitraries.integers().between(1, 3))
                .as((missing, filter, by, runs) -> new Eql.Term(missing, filter, by, runs, Span.NONE));
    }

    private static Arbitrary<Eql.EventFilter> filter() {
        return Combinators.combine(
                        Arbitraries.of("process", "two words", "any", "where").injectNull(0.3), expression(3))
                .as((category, where) -> new Eql.EventFilter(category, where, Span.NONE));
    }

    private static Arbitrary<Expression> expression(int depth) {
        Arbitrary<Expression> leaf = Arbitraries.oneOf(
                constant().map(constant -> (Expression) constant), field().map(field -> (Expression) field));
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<Expression> inner = Arbitraries.lazy(() -> expression(depth - 1));
        Arbitrary<List<Expression>> several = inner.list().ofMinSize(2).ofMaxSize(3);
        Arbitrary<Boolean> flag = Arbitraries.of(true, false);
        return Arbitraries.oneOf(
                leaf,
                several.map(parts -> new Expression.Or(parts, Span.NONE)),
                several.map(parts -> new Expression.And(parts, Span.NONE)),
                inner.map(part -> new Expression.Not(part, Span.NONE)),
                inner.map(part -> new Expression.Negative(part, Span.NONE)),
                Combinators.combine(inner, Arbitraries.of(Comparator.values()), inner)
                        .as((left, comparator, right) -> new Expression.Comparison(left, comparator, right, Span.NONE)),
                Combinators.combine(inner, Arbitraries.of(Operation.values()), inner)
                        .as((left, operation, right) -> new Expression.Arithmetic(left, operation, right, Span.NONE)),
                Combinators.combine(inner, flag, flag, inner.list().ofMinSize(1).ofMaxSize(3))
                        .as((value, negated, ignoreCase, list) ->
                                new Expression.In(value, negated, ignoreCase, list, Span.NONE)),
                Combinators.combine(
                                inner,
                                Arbitraries.of(Matcher.values()),
                                constant().list().ofMinSize(1).ofMaxSize(3))
                        .as((value, matcher, patterns) -> new Expression.Matches(value, matcher, patterns, Span.NONE)),
                Combinators.combine(
                                Arbitraries.of("length", "startsWith", "f_1"),
                                flag,
                                inner.list().ofMaxSize(3))
                        .as((name, ignoreCase, arguments) ->
                                new Expression.Call(name, ignoreCase, arguments, Span.NONE)));
    }

    private static Arbitrary<Expression.Field> field() {
        Arbitrary<String> names =
                Arbitraries.of("process", "@timestamp", "_id", "name", "0", "a b", "back`quote", "where", "in", "é");
        return Combinators.combine(
                        Arbitraries.of(true, false), names.list().ofMinSize(1).ofMaxSize(3))
                .as((optional, list) -> new Expression.Field(optional, list, Span.NONE));
    }

    private static Arbitrary<Constant> constant() {
        Arbitrary<String> texts = Arbitraries.of(
                        "a", "\"", "\\", "*", "?", "\n", "\t", "'", "é", "😀", "//", "C:\\Windows")
                .list()
                .ofMaxSize(4)
                .map(parts -> String.join("", parts));
        return Arbitraries.oneOf(
                texts.map(text -> new Constant.Text(text, Span.NONE)),
                Arbitraries.of("0", "1", "42", "0.5", "1E+3", "12345678901234567890", "1.50")
                        .map(number -> new Constant.Number(new BigDecimal(number), Span.NONE)),
                Arbitraries.of(true, false).map(value -> new Constant.Bool(value, Span.NONE)),
                Arbitraries.just(new Constant.Null(Span.NONE)));
    }
}
