package io.tripline.dialect.elastic.kql;

import io.tripline.dialect.elastic.kql.Kql.RangeOperator;
import io.tripline.dialect.elastic.kql.Kql.Values;
import io.tripline.dialect.elastic.query.QueryProblem;
import io.tripline.dialect.elastic.query.Span;
import io.tripline.dialect.elastic.query.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Reads a query in one pass, without backtracking.
 *
 * <pre>
 * query    = [ or ]                              or   = and { "or" and }        and = not { "and" not }
 * not      = [ "not" ] sub                       sub  = "(" or ")" | field ":" "{" or "}" | expression
 * expression = field range literal | field ":" values | literal
 * values   = "(" orValues ")" | literal          orValues, andValues, notValues as above, over values
 * </pre>
 *
 * The keywords need white space around them, {@code not} behind it only; their case does not matter.
 */
public final class KqlParser {

    /** Parentheses and braces within each other: far more than a person writes, far less than a stack holds. */
    private static final int DEEPEST = 100;

    private final LiteralReader in;
    private int depth;

    private KqlParser(String query) {
        this.in = new LiteralReader(query);
    }

    /** What became of a text. */
    public sealed interface Result {
        record Read(Kql query) implements Result {}

        record Refused(QueryProblem reason) implements Result {}
    }

    /** Never throws, for any text. */
    public static Result parse(String query) {
        try {
            return new Result.Read(new KqlParser(query).query());
        } catch (SyntaxException e) {
            return new Result.Refused(e.finding());
        }
    }

    private Kql query() throws SyntaxException {
        in.skipSpace();
        if (in.atEnd()) {
            return new Kql.Everything(in.here(0));
        }
        Kql query = or();
        in.skipSpace();
        if (!in.atEnd()) {
            throw in.unexpected("and' or 'or");
        }
        return query;
    }

    private Kql or() throws SyntaxException {
        return chain("or", this::and, Kql.Or::new, Kql::span);
    }

    private Kql and() throws SyntaxException {
        return chain("and", this::not, Kql.And::new, Kql::span);
    }

    private Kql not() throws SyntaxException {
        int start = in.position();
        if (in.takeNot()) {
            Kql part = sub();
            return new Kql.Not(part, new Span(start, part.span().end()));
        }
        return sub();
    }

    private Kql sub() throws SyntaxException {
        if (in.peek() != '(') {
            return expression();
        }
        int start = in.position();
        enter();
        Kql query = or();
        leave(')', start);
        return query;
    }

    private Kql expression() throws SyntaxException {
        int start = in.position();
        KqlLiteral literal = in.literal("a field or a value");
        int end = in.position();
        in.skipSpace();
        if (in.take(':')) {
            in.skipSpace();
            return in.peek() == '{' ? nested(literal, start) : fieldValues(literal, start);
        }
        RangeOperator operator = in.takeRangeOperator();
        if (operator != null) {
            in.skipSpace();
            KqlLiteral bound = in.literal("a value");
            return new Kql.Range(
                    literal, operator, bound, new Span(start, bound.span().end()));
        }
        in.moveTo(end);
        return new Kql.FreeText(literal, literal.span());
    }

    private Kql nested(KqlLiteral field, int start) throws SyntaxException {
        int brace = in.position();
        enter();
        Kql query = or();
        leave('}', brace);
        return new Kql.Nested(field, query, in.from(start));
    }

    private Kql fieldValues(KqlLiteral field, int start) throws SyntaxException {
        if (in.atNot()) {
            throw new SyntaxException(
                    in.here(3),
                    "'not' cannot stand directly behind the colon",
                    "write 'not field: value' or 'field: (not value)'");
        }
        Values values = values();
        return new Kql.FieldValues(field, values, new Span(start, values.span().end()));
    }

    private Values values() throws SyntaxException {
        if (in.peek() != '(') {
            return new Values.One(in.literal("a value"));
        }
        int start = in.position();
        enter();
        Values list = orValues();
        leave(')', start);
        return list;
    }

    private Values orValues() throws SyntaxException {
        return chain("or", this::andValues, Values.AnyOf::new, Values::span);
    }

    private Values andValues() throws SyntaxException {
        return chain("and", this::notValues, Values.AllOf::new, Values::span);
    }

    private Values notValues() throws SyntaxException {
        int start = in.position();
        if (in.takeNot()) {
            Values part = values();
            return new Values.NoneOf(part, new Span(start, part.span().end()));
        }
        return values();
    }

    private interface Rule<T> {
        T read() throws SyntaxException;
    }

    private <T> T chain(String keyword, Rule<T> part, BiFunction<List<T>, Span, T> node, Function<T, Span> spanOf)
            throws SyntaxException {
        T first = part.read();
        if (!in.takeBetween(keyword)) {
            return first;
        }
        List<T> parts = new ArrayList<>();
        parts.add(first);
        do {
            parts.add(part.read());
        } while (in.takeBetween(keyword));
        return node.apply(
                parts,
                new Span(
                        spanOf.apply(first).start(),
                        spanOf.apply(parts.getLast()).end()));
    }

    private void enter() throws SyntaxException {
        if (++depth > DEEPEST) {
            throw new SyntaxException(
                    in.here(1), "more than " + DEEPEST + " parentheses within each other", "flatten the query");
        }
        in.advance();
        in.skipSpace();
    }

    private void leave(char closing, int opened) throws SyntaxException {
        in.skipSpace();
        if (in.atEnd()) {
            throw new SyntaxException(
                    new Span(opened, opened + 1), "nothing closes this", "add '" + closing + "' where it ends");
        }
        if (!in.take(closing)) {
            throw in.unexpected("and', 'or' or '" + closing);
        }
        depth--;
    }
}
