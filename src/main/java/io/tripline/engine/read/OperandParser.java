package io.tripline.engine.read;

import io.tripline.engine.read.Expression.Target;
import io.tripline.engine.read.Lexer.Kind;
import io.tripline.engine.read.Lexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what stands between operators: values, names, and what is called on them.
 *
 * <pre>
 * operand = primary ( "." NAME arguments? | "[" expression "]" )*
 * primary = literal | "this" | variable | property | type "." NAME arguments? | service "." NAME arguments
 *         | NAME arguments | "new" type arguments | "[" list "]" | "eval"? "(" expression ")"
 * </pre>
 */
final class OperandParser {

    private final ExpressionParser expressions;
    private final Tokens tokens;
    private final Scope scope;

    OperandParser(ExpressionParser expressions, Tokens tokens, Scope scope) {
        this.expressions = expressions;
        this.tokens = tokens;
        this.scope = scope;
    }

    Expression operand() {
        return postfix(primary());
    }

    private Span since(Expression first) {
        return first.span().to(tokens.last().span());
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
                Expression index = expressions.expression();
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
        if (Map.class.isAssignableFrom(type) || List.class.isAssignableFrom(type)) {
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

    /** Separated by commas. */
    List<Expression> list(String end) {
        List<Expression> list = new ArrayList<>();
        if (!tokens.accept(end)) {
            do {
                list.add(value(expressions.expression()));
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
            return expressions.inParentheses();
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
        Class<?> type = type(token, tokens);
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
    static @Nullable Class<?> type(Token first, Tokens tokens) {
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
        Class<?> type = type(name, tokens);
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
