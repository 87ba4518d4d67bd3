package io.tripline.engine.read;

import io.tripline.engine.read.Expression.Target;
import io.tripline.engine.read.Lexer.Kind;
import io.tripline.engine.read.Lexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads expressions, and finds the type of each part on the way: what is not known, or not allowed, has no reading.
 *
 * <pre>
 * expression = binary ( "?" expression ":" expression )?
 * binary     = unary ( operator unary )*            by rank: {@link Operator}
 * relation   = "not"? ( "in" "(" list ")" | temporal ( "[" span ( "," span )* "]" )? unary )      in patterns
 * unary      = ( "!" | "-" ) unary | primary ( "." NAME arguments? | "[" expression "]" )*
 * primary    = literal | "this" | variable | property | type "." NAME arguments? | service "." NAME arguments
 *            | NAME arguments | "new" type arguments | "[" list "]" | "eval"? "(" expression ")"
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
    private int depth;
    private @Nullable Expression parenthesised;

    ExpressionParser(Tokens tokens, Scope scope) {
        this.tokens = tokens;
        this.scope = scope;
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
            List<Expression> values = list(")");
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
            unary = postfix(primary());
        }
        depth--;
        return unary;
    }

    private Expression postfix(Expression first) {
        Expression expression = first;
        while (true) {
            if (tokens.peek().is(".")) {
                tokens.next();
                Token name = tokens.expect(Kind.NAME, "a name");
                expression = tokens.peek().is("(")
                        ? call(new Target.Value(expression), expression.type(), name, false, expression.span())
                        : property(expression, name);
            } else if (tokens.peek().is("[")) {
                tokens.next();
                Expression index = expression();
                tokens.expect("]");
                expression = new Expression.Element(expression, index, elementType(expression), since(expression));
            } else {
                return expression;
            }
        }
    }

    private Class<?> elementType(Expression of) {
        Class<?> type = of.type();
        if (type.isArray()) {
            return Members.boxed(type.componentType());
        }
        if (java.util.Map.class.isAssignableFrom(type) || List.class.isAssignableFrom(type)) {
            return Object.class;
        }
        throw new Unreadable(of.span(), "only lists and maps have elements: this is " + type.getSimpleName());
    }

    private Expression property(Expression of, Token name) {
        if (of.type().isArray() && name.text().equals("length")) {
            return new Expression.Property(of, "length", "length", Integer.class, since(of));
        }
        Members.Getter getter = Members.property(of.type(), name.text());
        if (getter == null) {
            throw Missing.property(of.type(), name);
        }
        return new Expression.Property(of, name.text(), getter.method(), getter.type(), since(of));
    }

    private Expression call(Target target, Class<?> type, Token name, boolean onType, Span first) {
        List<Expression> arguments = arguments();
        List<Class<?>> types =
                arguments.stream().<Class<?>>map(Expression::type).toList();
        Class<?> result = target instanceof Target.Given(Service service)
                ? service.result(name, types)
                : Members.method(type, name, types, onType);
        return new Expression.Call(
                target, name.text(), arguments, result, first.to(tokens.last().span()));
    }

    private List<Expression> arguments() {
        tokens.expect("(");
        return list(")");
    }

    private List<Expression> list(String end) {
        List<Expression> list = new ArrayList<>();
        if (!tokens.accept(end)) {
            do {
                list.add(value(expression()));
            } while (tokens.accept(","));
            tokens.expect(end);
        }
        return list;
    }

    private static Expression value(Expression expression) {
        if (expression.type() == void.class) {
            throw new Unreadable(expression.span(), "this gives no value");
        }
        return expression;
    }

    private Expression primary() {
        Token token = tokens.next();
        return switch (token.kind()) {
            case STRING -> new Expression.Text(token.text(), token.span());
            case NUMBER -> Literals.number(token, false);
            case SYMBOL -> symbol(token);
            case NAME -> name(token);
            case END -> throw new Unreadable(token.span(), "expected a value");
        };
    }

    private Expression symbol(Token token) {
        if (token.is("(")) {
            Expression inner = expression();
            tokens.expect(")");
            parenthesised = inner;
            return inner;
        }
        if (token.is("[")) {
            List<Expression> elements = list("]");
            return new Expression.Listed(elements, token.span().to(tokens.last().span()));
        }
        tokens.back();
        throw tokens.unexpected("a value");
    }

    private Expression name(Token token) {
        String name = token.text();
        Class<?> fact = scope.fact();
        switch (name) {
            case "true", "false" -> {
                return new Expression.Truth(name.equals("true"), token.span());
            }
            case "null" -> {
                return new Expression.Nothing(token.span());
            }
            case "this" -> {
                if (fact != null) {
                    return new Expression.Fact(fact, token.span());
                }
            }
            case "new" -> {
                return made(token);
            }
            case "eval" -> {
                if (tokens.peek().is("(")) {
                    return symbol(tokens.next());
                }
            }
            default -> {}
        }
        Class<?> variable = scope.variable(name);
        if (variable != null && !tokens.peek().is("(")) {
            return new Expression.Variable(name, variable, token.span());
        }
        if (Service.isOne(name)) {
            return service(token);
        }
        return fact == null ? statically(token) : ofFact(token, new Expression.Fact(fact, token.span()));
    }

    /** A method or a property of the pattern's fact, which need no {@code this}. */
    private Expression ofFact(Token token, Expression.Fact fact) {
        if (tokens.peek().is("(")) {
            return call(new Target.Value(fact), fact.type(), token, false, token.span());
        }
        Members.Getter getter = Members.property(fact.type(), token.text());
        return getter != null
                ? new Expression.Property(fact, token.text(), getter.method(), getter.type(), token.span())
                : statically(token);
    }

    private Expression service(Token token) {
        if (!tokens.peek().is(".")) {
            throw new Unreadable(
                    token.span(),
                    "'" + token.text() + "' is no value: a rule may only call its methods",
                    "write " + token.text() + ".… directly");
        }
        tokens.next();
        Token method = tokens.expect(Kind.NAME, "a method");
        if (!tokens.peek().is("(")) {
            throw new Unreadable(
                    method.span(),
                    "a rule may not use '" + token.text() + "." + method.text() + "'",
                    "call a method: streams.write( … ), alerts.raise( … ), drools.getRule()");
        }
        return call(new Target.Given(Service.of(token.text())), Object.class, method, false, token.span());
    }

    /** A type, by its simple or qualified name, and what is called on it. */
    private Expression statically(Token token) {
        Class<?> type = type(token);
        if (type == null) {
            throw Missing.name(token, tokens, scope);
        }
        if (!tokens.peek().is(".")) {
            throw new Unreadable(
                    token.span(), "the type '" + type.getSimpleName() + "' is no value", "call a method of it");
        }
        tokens.next();
        Token member = tokens.expect(Kind.NAME, "a method");
        return tokens.peek().is("(")
                ? call(new Target.Type(type), type, member, true, token.span())
                : new Expression.Constant(
                        type,
                        member.text(),
                        Members.constant(type, member),
                        token.span().to(member.span()));
    }

    /** The listed type whose name begins with the token; null, and nothing is read, if there is none. */
    @Nullable
    Class<?> type(Token first) {
        StringBuilder name = new StringBuilder(first.text());
        Class<?> found = RuleTypes.named(first.text());
        int length = 0;
        for (int ahead = 0; tokens.peek(ahead).is(".") && tokens.peek(ahead + 1).kind() == Kind.NAME; ahead += 2) {
            name.append('.').append(tokens.peek(ahead + 1).text());
            Class<?> longer = RuleTypes.named(name.toString());
            if (longer != null) {
                found = longer;
                length = ahead + 2;
            }
        }
        tokens.skip(found == null ? 0 : length);
        return found;
    }

    private Expression made(Token word) {
        Token name = tokens.expect(Kind.NAME, "a type");
        Class<?> type = type(name);
        if (type == null) {
            throw Missing.type(name);
        }
        if (tokens.accept("<")) {
            tokens.expect(">");
        }
        List<Expression> arguments = arguments();
        if (!Members.hasConstructor(
                type, arguments.stream().<Class<?>>map(Expression::type).toList())) {
            throw new Unreadable(
                    name.span(),
                    "a rule may not make a " + type.getSimpleName() + " of this",
                    "facts are made by Match.of and Alert.of, collections without a size");
        }
        return new Expression.New(type, arguments, word.span().to(tokens.last().span()));
    }
}
