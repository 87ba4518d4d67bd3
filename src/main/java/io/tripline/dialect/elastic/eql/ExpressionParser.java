package io.tripline.dialect.elastic.eql;

import io.tripline.dialect.elastic.eql.Expression.Comparator;
import io.tripline.dialect.elastic.eql.Expression.Constant;
import io.tripline.dialect.elastic.eql.Expression.Matcher;
import io.tripline.dialect.elastic.eql.Expression.Operation;
import io.tripline.dialect.elastic.query.Span;
import io.tripline.dialect.elastic.query.SyntaxException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads expressions; each line binds tighter than the one above.
 *
 * <pre>
 * or         = and { "or" and }
 * and        = not { "and" not }
 * not        = "not" not | comparison
 * comparison = sum [ ("==" | "!=" | "<" | "<=" | ">" | ">=") sum ]
 * sum        = product { ("+" | "-") product }
 * product    = unary { ("*" | "/" | "%") unary }
 * unary      = ("+" | "-") unary | primary [ predicate ]
 * predicate  = [ "not" ] ("in" | "in~") "(" list ")" | (":" | "like" | "like~" | "regex" | "regex~") (constant | "(" constants ")")
 * primary    = constant | NAME [ "~" ] "(" [ list ] ")" | [ "?" ] NAME { "." NAME } | "(" or ")"
 * </pre>
 */
final class ExpressionParser {

    /** Parentheses, 'not' and signs within each other. */
    private static final int DEEPEST = 100;

    private static final int MOST_OPERATIONS = 500;

    private final TokenReader in;
    private int depth;
    private int operations;

    ExpressionParser(TokenReader in) {
        this.in = in;
    }

    Expression expression() throws SyntaxException {
        enter();
        Expression first = and();
        List<Expression> parts = new ArrayList<>(List.of(first));
        while (in.take("or")) {
            parts.add(and());
        }
        depth--;
        return parts.size() == 1 ? first : new Expression.Or(parts, over(first, parts.getLast()));
    }

    private Expression and() throws SyntaxException {
        Expression first = not();
        List<Expression> parts = new ArrayList<>(List.of(first));
        while (in.take("and")) {
            parts.add(not());
        }
        return parts.size() == 1 ? first : new Expression.And(parts, over(first, parts.getLast()));
    }

    private Expression not() throws SyntaxException {
        Span start = in.peek().span();
        if (!in.take("not")) {
            return comparison();
        }
        enter();
        Expression part = not();
        depth--;
        return new Expression.Not(part, new Span(start.start(), part.span().end()));
    }

    private Expression comparison() throws SyntaxException {
        Expression left = sum();
        Comparator comparator = comparator();
        if (comparator == null) {
            return left;
        }
        in.next();
        Expression right = sum();
        return new Expression.Comparison(left, comparator, right, over(left, right));
    }

    private @Nullable Comparator comparator() {
        for (Comparator comparator : Comparator.values()) {
            if (in.peek().is(comparator.sign())) {
                return comparator;
            }
        }
        return null;
    }

    private Expression sum() throws SyntaxException {
        Expression left = product();
        Operation operation = operation(false);
        while (operation != null) {
            in.next();
            Expression right = product();
            countOperation();
            left = new Expression.Arithmetic(left, operation, right, over(left, right));
            operation = operation(false);
        }
        return left;
    }

    private Expression product() throws SyntaxException {
        Expression left = unary();
        Operation operation = operation(true);
        while (operation != null) {
            in.next();
            Expression right = unary();
            countOperation();
            left = new Expression.Arithmetic(left, operation, right, over(left, right));
            operation = operation(true);
        }
        return left;
    }

    /** A chain of operations is as deep as it is long. */
    private void countOperation() throws SyntaxException {
        if (++operations > MOST_OPERATIONS) {
            throw new SyntaxException(
                    in.previous().span(), "more than " + MOST_OPERATIONS + " arithmetic operations", "work them out");
        }
    }

    private @Nullable Operation operation(boolean tight) {
        for (Operation operation : Operation.values()) {
            if (operation.bindsTighter() == tight && in.peek().is(operation.sign())) {
                return operation;
            }
        }
        return null;
    }

    private Expression unary() throws SyntaxException {
        Span start = in.peek().span();
        boolean negative = in.peek().is("-");
        if (!negative && !in.peek().is("+")) {
            return predicate(primary());
        }
        in.next();
        enter();
        Expression part = unary();
        depth--;
        return negative
                ? new Expression.Negative(
                        part, new Span(start.start(), part.span().end()))
                : part;
    }

    private Expression predicate(Expression value) throws SyntaxException {
        boolean negated = in.peek().is("not")
                && (in.peekSecond().is("in") || in.peekSecond().is("in~"));
        if (negated) {
            in.next();
        }
        if (in.peek().is("in") || in.peek().is("in~")) {
            boolean ignoreCase = in.next().is("in~");
            in.expect("(");
            List<Expression> list = list();
            in.expect(")");
            return new Expression.In(value, negated, ignoreCase, list, since(value));
        }
        for (Matcher matcher : Matcher.values()) {
            if (in.take(matcher.sign())) {
                List<Constant> patterns = patterns(matcher);
                return new Expression.Matches(value, matcher, patterns, since(value));
            }
        }
        return value;
    }

    private List<Constant> patterns(Matcher matcher) throws SyntaxException {
        List<Constant> patterns = new ArrayList<>();
        if (!in.take("(")) {
            return List.of(pattern(matcher));
        }
        do {
            patterns.add(pattern(matcher));
        } while (in.take(","));
        in.expect(")");
        return patterns;
    }

    private Constant pattern(Matcher matcher) throws SyntaxException {
        Constant constant = constant();
        if (constant == null) {
            throw in.unexpected("a text behind '" + matcher.sign() + "'");
        }
        return constant;
    }

    private List<Expression> list() throws SyntaxException {
        List<Expression> list = new ArrayList<>();
        do {
            list.add(expression());
        } while (in.take(","));
        return list;
    }

    private Expression primary() throws SyntaxException {
        Constant constant = constant();
        if (constant != null) {
            return constant;
        }
        if (in.take("(")) {
            Expression inner = expression();
            in.expect(")");
            return inner;
        }
        Token token = in.peek();
        boolean call = token.kind() == Token.Kind.WORD
                && !TokenReader.isReserved(token)
                && in.peekSecond().is("(");
        return call ? call() : field();
    }

    private Expression call() throws SyntaxException {
        Token name = in.next();
        in.expect("(");
        List<Expression> arguments = in.peek().is(")") ? List.of() : list();
        in.expect(")");
        boolean ignoreCase = name.text().endsWith("~");
        return new Expression.Call(
                ignoreCase ? name.text().substring(0, name.text().length() - 1) : name.text(),
                ignoreCase,
                arguments,
                new Span(name.span().start(), in.previous().span().end()));
    }

    private Expression field() throws SyntaxException {
        Span start = in.peek().span();
        boolean optional = in.take("?");
        List<String> names = new ArrayList<>();
        do {
            Token name = in.peek();
            if (name.kind() != Token.Kind.QUOTED_NAME && !TokenReader.isName(name)) {
                throw in.unexpected(names.isEmpty() ? "a field, a value or a function" : "the rest of a field name");
            }
            names.add(in.next().text());
        } while (in.take("."));
        if (in.peek().is("of")) {
            throw new SyntaxException(
                    start,
                    "'" + names.getFirst() + " of' is not supported: Elasticsearch has no process tree",
                    "write a sequence");
        }
        if (in.peek().is("[") && in.peekSecond().kind() == Token.Kind.INTEGER) {
            throw new SyntaxException(
                    in.peek().span(),
                    "an element of a list cannot be picked by its number",
                    "leave it out: any element is meant");
        }
        return new Expression.Field(
                optional, names, new Span(start.start(), in.previous().span().end()));
    }

    private @Nullable Constant constant() throws SyntaxException {
        Token token = in.peek();
        Constant constant =
                switch (token.kind()) {
                    case STRING -> new Constant.Text(token.text(), token.span());
                    case INTEGER, DECIMAL -> new Constant.Number(number(token), token.span());
                    case WORD ->
                        switch (token.text()) {
                            case "true" -> new Constant.Bool(true, token.span());
                            case "false" -> new Constant.Bool(false, token.span());
                            case "null" -> new Constant.Null(token.span());
                            default -> null;
                        };
                    case QUOTED_NAME, SYMBOL, END -> null;
                };
        if (constant != null) {
            in.next();
        }
        return constant;
    }

    private static BigDecimal number(Token token) throws SyntaxException {
        try {
            BigDecimal number = new BigDecimal(token.text());
            if (token.text().length() <= 100 && Math.abs((long) number.scale()) <= 400) {
                return number;
            }
        } catch (NumberFormatException tooLarge) {
            // an exponent beyond what numbers have
        }
        throw new SyntaxException(token.span(), "this number is out of range", "write a smaller one");
    }

    private void enter() throws SyntaxException {
        if (++depth > DEEPEST) {
            throw new SyntaxException(
                    in.peek().span(), "more than " + DEEPEST + " expressions within each other", "flatten the query");
        }
    }

    private Span since(Expression first) {
        return new Span(first.span().start(), in.previous().span().end());
    }

    private static Span over(Expression first, Expression last) {
        return new Span(first.span().start(), last.span().end());
    }
}
