package io.tripline.dialect.elastic.eql;

import io.tripline.dialect.elastic.eql.Eql.EventFilter;
import io.tripline.dialect.elastic.eql.Eql.MaxSpan;
import io.tripline.dialect.elastic.eql.Eql.Pipe;
import io.tripline.dialect.elastic.eql.Eql.Term;
import io.tripline.dialect.elastic.query.QueryProblem;
import io.tripline.dialect.elastic.query.Span;
import io.tripline.dialect.elastic.query.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a query.
 *
 * <pre>
 * query    = (sequence | sample | filter) { "|" NAME [ expression { "," expression } ] }
 * sequence = "sequence" [ by ] [ "with" "maxspan" "=" INTEGER UNIT ] [ by ] term term { term } [ "until" term ]
 * sample   = "sample" [ by ] term term { term }
 * term     = ("[" | "![") filter "]" [ by ] [ "with" "runs" "=" INTEGER ]
 * by       = "by" expression { "," expression }
 * filter   = ("any" | NAME | STRING) "where" expression
 * </pre>
 *
 * Expressions: {@link ExpressionParser}.
 */
public final class EqlParser {

    private final TokenReader in;
    private final ExpressionParser expressions;

    private EqlParser(TokenReader in) {
        this.in = in;
        this.expressions = new ExpressionParser(in);
    }

    /** What became of a text. */
    public sealed interface Result {
        record Read(Eql query) implements Result {}

        record Refused(QueryProblem reason) implements Result {}
    }

    /** Never throws, for any text. */
    public static Result parse(String query) {
        try {
            return new Result.Read(new EqlParser(new TokenReader(EqlLexer.tokens(query))).query());
        } catch (SyntaxException e) {
            return new Result.Refused(e.finding());
        }
    }

    private Eql query() throws SyntaxException {
        Span start = in.peek().span();
        Eql query;
        if (in.take("sequence")) {
            query = sequence(start);
        } else if (in.take("sample")) {
            List<Expression> by = by();
            List<Term> terms = terms();
            List<Pipe> pipes = pipes();
            query = new Eql.Sample(by, terms, pipes, start);
        } else if (in.peek().is("join")) {
            throw new SyntaxException(
                    start, "'join' is no query of Elasticsearch any more", "write a sequence or a sample");
        } else {
            EventFilter filter = filter();
            query = new Eql.EventQuery(filter, pipes(), filter.span());
        }
        in.expectEnd();
        return query;
    }

    private Eql sequence(Span start) throws SyntaxException {
        List<Expression> by = by();
        MaxSpan maxSpan = in.take("with") ? maxSpan() : null;
        if (by.isEmpty()) {
            by = by();
        }
        List<Term> terms = terms();
        Term until = in.take("until") ? term() : null;
        return new Eql.Sequence(by, maxSpan, terms, until, pipes(), start);
    }

    private MaxSpan maxSpan() throws SyntaxException {
        Span start = in.peek().span();
        in.expect("maxspan");
        in.expect("=");
        long value = in.expectInteger();
        Token unit = in.peek();
        if (unit.kind() != Token.Kind.WORD || !List.of("ms", "s", "m", "h", "d").contains(unit.text())) {
            throw new SyntaxException(
                    unit.span(), "a maxspan needs a unit", "write ms, s, m, h or d behind the number");
        }
        in.next();
        return new MaxSpan(
                value, unit.text(), new Span(start.start(), unit.span().end()));
    }

    private List<Term> terms() throws SyntaxException {
        List<Term> terms = new ArrayList<>();
        do {
            terms.add(term());
        } while (in.peek().is("[") || in.peek().is("!["));
        // one term that repeats is a sequence as well
        if (terms.size() < 2 && terms.getFirst().runs() < 2) {
            throw new SyntaxException(
                    in.peek().span(), "there must be two '[ ]' at least", "add another, or 'with runs=2'");
        }
        return terms;
    }

    private Term term() throws SyntaxException {
        Span start = in.peek().span();
        boolean missing = in.take("![");
        if (!missing) {
            in.expect("[");
        }
        EventFilter filter = filter();
        Span end = in.peek().span();
        in.expect("]");
        List<Expression> by = by();
        long runs = 1;
        if (in.take("with")) {
            in.expect("runs");
            in.expect("=");
            Span number = in.peek().span();
            runs = in.expectInteger();
            if (runs < 1 || runs > 100) {
                throw new SyntaxException(number, "runs must be 1 to 100", "write a number in that range");
            }
        }
        return new Term(missing, filter, by.isEmpty() ? by() : by, (int) runs, new Span(start.start(), end.end()));
    }

    private List<Expression> by() throws SyntaxException {
        List<Expression> keys = new ArrayList<>();
        if (in.take("by")) {
            do {
                keys.add(expressions.expression());
            } while (in.take(","));
        }
        return keys;
    }

    private EventFilter filter() throws SyntaxException {
        Token first = in.peek();
        String category = category(first);
        in.next();
        in.expect("where");
        Expression where = expressions.expression();
        return new EventFilter(
                category, where, new Span(first.span().start(), where.span().end()));
    }

    private static @Nullable String category(Token first) throws SyntaxException {
        if (first.is("any")) {
            return null;
        }
        if (first.kind() == Token.Kind.STRING || first.kind() == Token.Kind.QUOTED_NAME || TokenReader.isName(first)) {
            return first.text();
        }
        throw new SyntaxException(
                first.span(), "expected an event category", "write 'any where …', or the category: 'process where …'");
    }

    private List<Pipe> pipes() throws SyntaxException {
        List<Pipe> pipes = new ArrayList<>();
        while (in.peek().is("|")) {
            in.next();
            Token name = in.peek();
            if (!TokenReader.isName(name)) {
                throw new SyntaxException(name.span(), "expected the name of a pipe", "write head or tail");
            }
            in.next();
            List<Expression> arguments = new ArrayList<>();
            if (!in.peek().is("|") && in.peek().kind() != Token.Kind.END) {
                do {
                    arguments.add(expressions.expression());
                } while (in.take(","));
            }
            pipes.add(new Pipe(name.text(), arguments, name.span()));
        }
        return pipes;
    }
}
