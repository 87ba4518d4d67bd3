package io.tripline.engine.read;

import io.tripline.engine.read.Lexer.Kind;
import io.tripline.engine.read.Lexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads expressions, and finds the type of each part on the way: what is not known, or not allowed, has no reading. What stands
 * between the operators is the {@link OperandParser}'s.
 *
 * <pre>
 * expression = binary ( "?" expression ":" expression )?
 * binary     = unary ( operator unary )*            by rank: {@link Operator}
 * relation   = "not"? ( "in" "(" list ")" | temporal ( "[" span ( "," span )* "]" )? unary )      in patterns
 * unary      = ( "!" | "-" ) unary | operand
 * </pre>
 */
final class ExpressionParser {

    private static final int DEEPEST = 100;

    private static final Set<String> TEMPORAL = Set.of(
            "after",
            "before",
            "coincides",
            "during",
            "finishes",
            "finishedby",
            "includes",
            "meets",
            "metby",
            "overlaps",
            "overlappedby",
            "starts",
            "startedby");

    private final Tokens tokens;
    private final Scope scope;
    private final OperandParser operands;
    private int depth;
    private @Nullable Expression parenthesised;

    ExpressionParser(Tokens tokens, Scope scope) {
        this.tokens = tokens;
        this.scope = scope;
        this.operands = new OperandParser(this, tokens, scope);
    }

    /** One that is the whole text. */
    static Expression parse(Tokens tokens, Scope scope) {
        Expression expression = new ExpressionParser(tokens, scope).expression();
        tokens.expectEnd();
        return expression;
    }

    /** The same, if it can be true or false. */
    static Expression test(Expression expression) {
        if (expression.type() != Boolean.class && expression.type() != Object.class) {
            throw new Unreadable(
                    expression.span(),
                    "this is no test: it gives a " + expression.type().getSimpleName(),
                    "compare it: … != null, … > 0");
        }
        return expression;
    }

    Expression expression() {
        deeper();
        Expression condition = binary(1);
        if (tokens.accept("?")) {
            Expression yes = expression();
            tokens.expect(":");
            Expression no = expression();
            Class<?> type = yes.type() == no.type() ? yes.type() : Object.class;
            condition = new Expression.Choice(test(condition), yes, no, type, since(condition));
        }
        depth--;
        return condition;
    }

    private void deeper() {
        if (++depth > DEEPEST) {
            throw new Unreadable(tokens.peek().span(), "nested deeper than " + DEEPEST);
        }
    }

    /** After an opening parenthesis, to the closing one. */
    Expression inParentheses() {
        Expression inner = expression();
        tokens.expect(")");
        parenthesised = inner;
        return inner;
    }

    private Span since(Expression first) {
        return first.span().to(tokens.last().span());
    }

    private Expression binary(int rank) {
        Expression left = rank == Operator.CLOSEST ? unary() : binary(rank + 1);
        if (rank == Operator.LESS.rank()) {
            left = relation(left);
        }
        Operator operator = operator(rank);
        while (operator != null) {
            if (operator.isComparison() && isComparison(left)) {
                throw new Unreadable(tokens.last().span(), "two comparisons in a row", "join them with &&");
            }
            Expression right = rank == Operator.CLOSEST
                    ? unary()
                    : operator.rank() <= Operator.AND.rank() && isShortened() ? shortened(left) : binary(rank + 1);
            left = new Expression.Binary(
                    operator,
                    left,
                    right,
                    result(operator, left, right),
                    left.span().to(tokens.last().span()));
            operator = operator(rank);
        }
        return left;
    }

    private boolean isComparison(Expression left) {
        return left instanceof Expression.Binary binary && binary.operator().isComparison() && left != parenthesised;
    }

    /** {@code step > 1 && < 5}: what stood before is compared again. */
    private boolean isShortened() {
        Token token = tokens.peek();
        return scope.fact() != null
                && token.kind() == Kind.SYMBOL
                && (Operator.of(token.text(), Operator.EQUAL.rank()) != null
                        || Operator.of(token.text(), Operator.LESS.rank()) != null);
    }

    private Expression shortened(Expression before) {
        Expression last = before;
        while (last instanceof Expression.Binary binary
                && !binary.operator().isComparison()
                && binary.operator().isTest()) {
            last = binary.right();
        }
        if (!(last instanceof Expression.Binary compared)
                || !compared.operator().isComparison()) {
            throw tokens.unexpected("a value");
        }
        Operator operator = operator(Operator.EQUAL.rank());
        if (operator == null) {
            operator = operator(Operator.LESS.rank());
        }
        if (operator == null) {
            throw tokens.unexpected("a comparison");
        }
        Expression right = binary(Operator.PLUS.rank());
        return new Expression.Binary(operator, compared.left(), right, Boolean.class, right.span());
    }

    private @Nullable Operator operator(int rank) {
        Token token = tokens.peek();
        if (token.kind() == Kind.SYMBOL) {
            Operator operator = Operator.of(token.text(), rank);
            if (operator != null) {
                tokens.next();
            }
            return operator;
        }
        return null;
    }

    private static Class<?> result(Operator operator, Expression left, Expression right) {
        if (operator.isTest()) {
            return Boolean.class;
        }
        if (operator == Operator.PLUS && (left.type() == String.class || right.type() == String.class)) {
            return String.class;
        }
        return left.type() == right.type() ? left.type() : Object.class;
    }

    /** The relations that have words. */
    private Expression relation(Expression left) {
        Token word = tokens.peek();
        if (word.kind() != Kind.NAME) {
            return left;
        }
        boolean negated = word.text().equals("not");
        Token operator = negated ? tokens.peek(1) : word;
        if (scope.fact() == null || !isRelation(operator)) {
            Unreadable refused = ReservedWords.refusal(operator);
            if (refused != null) {
                throw refused;
            }
            return left;
        }
        tokens.skip(negated ? 2 : 1);
        if (operator.text().equals("in")) {
            tokens.expect("(");
            List<Expression> values = operands.list(")");
            return new Expression.OneOf(left, negated, values, since(left));
        }
        if (TEMPORAL.contains(operator.text())) {
            List<Duration> spans = spans();
            Expression right = unary();
            return new Expression.Temporal(left, negated, operator.text(), spans, right, since(left));
        }
        Operator named = Operator.of((negated ? "not " : "") + operator.text(), Operator.LESS.rank());
        Expression right = binary(Operator.PLUS.rank());
        return new Expression.Binary(
                named == null ? Operator.CONTAINS : named, left, right, Boolean.class, since(left));
    }

    private static boolean isRelation(Token token) {
        return token.isName("in")
                || token.isName("contains")
                || token.isName("memberOf")
                || token.kind() == Kind.NAME && TEMPORAL.contains(token.text());
    }

    private List<Duration> spans() {
        List<Duration> spans = new ArrayList<>();
        if (tokens.accept("[")) {
            do {
                boolean negative = tokens.accept("-");
                Token span = tokens.expect(Kind.NUMBER, "a span of time such as 1h");
                spans.add(Duration.parse((negative ? "-" : "") + span.text(), span.span()));
            } while (tokens.accept(","));
            tokens.expect("]");
        }
        return spans;
    }

    private Expression unary() {
        Token first = tokens.peek();
        deeper();
        Expression unary;
        if (tokens.accept("!")) {
            unary = new Expression.Not(unary(), first.span().to(tokens.last().span()));
        } else if (tokens.accept("-")) {
            unary = tokens.peek().kind() == Kind.NUMBER
                    ? Literals.number(tokens.next(), true)
                    : new Expression.Negative(
                            unary(), first.span().to(tokens.last().span()));
        } else {
            unary = operands.operand();
        }
        depth--;
        return unary;
    }
}
