package io.tripline.engine.read;

import io.tripline.engine.read.Lexer.Kind;
import io.tripline.engine.read.Lexer.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what follows {@code then}:
 *
 * <pre>
 * statement = call ";" | ( type | "var" ) NAME "=" expression ";" | NAME "=" expression ";" | "return" ";"
 *           | "if" "(" expression ")" statement ( "else" statement )?
 *           | "for" "(" ( type | "var" ) NAME ":" expression ")" statement | "{" statement* "}"
 *           | "for" "(" "int" NAME "=" expression ";" NAME "<" limit ";" NAME "++" ")" statement
 * </pre>
 *
 * <p>The semicolon after the last statement of a block may be missing.
 */
final class StatementParser {

    private static final int DEEPEST = 30;

    private final Tokens tokens;

    private StatementParser(Tokens tokens) {
        this.tokens = tokens;
    }

    static List<Statement> parse(Tokens tokens, Scope scope) {
        StatementParser parser = new StatementParser(tokens);
        List<Statement> statements = parser.statements(scope, 0);
        parser.tokens.expectEnd();
        return statements;
    }

    private List<Statement> statements(Scope scope, int depth) {
        List<Statement> statements = new ArrayList<>();
        while (tokens.peek().kind() != Kind.END && !tokens.peek().is("}")) {
            if (!tokens.accept(";")) {
                statements.addAll(statement(scope, depth));
            }
        }
        return statements;
    }

    private List<Statement> block(Scope scope, int depth) {
        if (depth > DEEPEST) {
            throw new Unreadable(tokens.peek().span(), "nested deeper than " + DEEPEST);
        }
        return statement(scope.inside(), depth + 1);
    }

    /** One; several if they stand in braces. */
    private List<Statement> statement(Scope scope, int depth) {
        Token first = tokens.peek();
        if (tokens.accept("{")) {
            List<Statement> statements = depth > DEEPEST ? List.of() : statements(scope.inside(), depth + 1);
            tokens.expect("}");
            return statements;
        }
        if (first.kind() == Kind.NAME) {
            switch (first.text()) {
                case "if" -> {
                    return List.of(choice(scope, depth));
                }
                case "for" -> {
                    return List.of(loop(scope, depth));
                }
                case "return" -> {
                    tokens.next();
                    end();
                    return List.of(new Statement.Return());
                }
                default -> {}
            }
            Unreadable refused = ReservedWords.refusal(first);
            if (refused != null) {
                throw refused;
            }
        }
        Statement simple = simple(scope);
        end();
        return List.of(simple);
    }

    private void end() {
        if (!tokens.peek().is("}") && tokens.peek().kind() != Kind.END) {
            tokens.expect(";");
        }
    }

    private Statement simple(Scope scope) {
        Token first = tokens.peek();
        ExpressionParser expressions = new ExpressionParser(tokens, scope);
        if (first.kind() == Kind.NAME && tokens.peek(1).is("=")) {
            tokens.skip(2);
            return assigned(first, expressions, scope);
        }
        if (first.kind() == Kind.NAME && isDeclaration()) {
            return declared(expressions, scope);
        }
        if (first.kind() == Kind.NAME && tokens.peek(1).is("(") && FACTS.contains(first.text())) {
            return new Statement.Do(ofDrools(first, expressions));
        }
        Expression call = expressions.expression();
        if (!(call instanceof Expression.Call)) {
            throw new Unreadable(call.span(), "this does nothing", "a statement is a call: streams.write( … )");
        }
        return new Statement.Do(call);
    }

    /** Of Drools' own statements those that are short for a method. */
    private static final List<String> FACTS = List.of("insert", "update", "delete", "retract");

    private Expression ofDrools(Token name, ExpressionParser expressions) {
        tokens.skip(2);
        Expression fact = expressions.expression();
        tokens.expect(")");
        Token method = name.isName("retract") ? new Token(Kind.NAME, "delete", name.start(), name.end()) : name;
        Class<?> result = Service.DROOLS.result(method, List.of(fact.type()));
        return new Expression.Call(
                new Expression.Target.Given(Service.DROOLS),
                method.text(),
                List.of(fact),
                result,
                name.span().to(tokens.last().span()));
    }

    private static Statement assigned(Token name, ExpressionParser expressions, Scope scope) {
        Expression value = expressions.expression();
        Class<?> type = scope.local(name.text());
        if (type == null) {
            throw scope.variable(name.text()) == null
                    ? new Unreadable(
                            name.span(),
                            "unknown variable '" + name.text() + "'",
                            "declare it: var " + name.text() + " = …")
                    : new Unreadable(
                            name.span(),
                            "'" + name.text() + "' is bound by a pattern and keeps its value",
                            "declare a variable: var n = …");
        }
        checkValue(value, type);
        return new Statement.Assign(name.text(), value);
    }

    private static void checkValue(Expression value, Class<?> type) {
        if (value.type() == void.class) {
            throw new Unreadable(value.span(), "this gives no value");
        }
        if (value.type() != Object.class && !type.isAssignableFrom(value.type())) {
            throw new Unreadable(
                    value.span(),
                    "this is a value of type " + value.type().getSimpleName() + ", not " + type.getSimpleName());
        }
    }

    /** Whether a type and a name follow, or {@code var} and a name. */
    private boolean isDeclaration() {
        if (tokens.peek().isName("new")
                || tokens.peek().text().startsWith("$")
                || ReservedWords.refusal(tokens.peek(1)) != null) {
            return false;
        }
        int ahead = 1;
        while (tokens.peek(ahead).is(".") && tokens.peek(ahead + 1).kind() == Kind.NAME) {
            ahead += 2;
        }
        if (tokens.peek(ahead).is("<")) {
            int generic = ahead + 1;
            while (tokens.peek(generic).kind() == Kind.NAME
                    || ",?.<>".contains(tokens.peek(generic).text())
                            && tokens.peek(generic).kind() == Kind.SYMBOL) {
                if (tokens.peek(generic).is(">") && tokens.peek(generic + 1).kind() == Kind.NAME) {
                    return true;
                }
                generic++;
            }
        }
        return tokens.peek(ahead).kind() == Kind.NAME;
    }

    /** A declared type; null for {@code var}. Type arguments say nothing when a rule runs, and are left out. */
    private Class<?> declaredType() {
        Token name = tokens.next();
        Class<?> type = name.isName("var")
                ? Object.class
                : PRIMITIVES.getOrDefault(name.text(), OperandParser.type(name, tokens));
        if (type == null) {
            throw Missing.type(name);
        }
        if (tokens.accept("<")) {
            int open = 1;
            while (open > 0) {
                Token token = tokens.next();
                if (token.is("<")) {
                    open++;
                } else if (token.is(">")) {
                    open--;
                } else if (token.kind() != Kind.NAME && !token.is(",") && !token.is(".") && !token.is("?")) {
                    throw new Unreadable(token.span(), "unexpected '" + token.text() + "' in a type");
                }
            }
        }
        return type;
    }

    private static final java.util.Map<String, Class<?>> PRIMITIVES = java.util.Map.of(
            "int", Integer.class, "long", Long.class, "double", Double.class, "boolean", Boolean.class);

    private Statement declared(ExpressionParser expressions, Scope scope) {
        boolean inferred = tokens.peek().isName("var");
        Class<?> type = declaredType();
        Token name = tokens.expect(Kind.NAME, "a name");
        tokens.expect("=");
        Expression value = expressions.expression();
        if (!inferred) {
            checkValue(value, type);
        } else if (value.type() == void.class) {
            throw new Unreadable(value.span(), "this gives no value");
        }
        scope.declare(name.text(), inferred ? value.type() : type, name.span());
        return new Statement.Assign(name.text(), value);
    }

    private Statement choice(Scope scope, int depth) {
        tokens.next();
        tokens.expect("(");
        Expression condition = ExpressionParser.test(new ExpressionParser(tokens, scope).expression());
        tokens.expect(")");
        List<Statement> then = block(scope, depth);
        List<Statement> otherwise = List.of();
        if (tokens.peek().isName("else")) {
            tokens.next();
            otherwise = block(scope, depth);
        }
        return new Statement.If(condition, then, otherwise);
    }

    /** Behind the variable. Its limit is a number or what a pattern has bound: the body can change neither. */
    private Statement count(Token word, Token name, Scope scope, int depth) {
        Unreadable endless = new Unreadable(
                word.span(),
                "this loop might not end",
                "write for ( x : collection ), or for ( int i = 0; i < 10; i++ )");
        tokens.next();
        Expression from = new ExpressionParser(tokens, scope).expression();
        tokens.expect(";");
        Scope inside = scope.inside();
        inside.bind(name.text(), Integer.class, name.span());
        boolean counts = tokens.next().isName(name.text()) && tokens.next().is("<");
        if (!counts) {
            throw endless;
        }
        Expression limit = new ExpressionParser(tokens, scope).expression();
        boolean fixed = limit instanceof Expression.Number
                || limit instanceof Expression.Variable variable && scope.local(variable.name()) == null;
        if (!fixed || !tokens.accept(";") || !tokens.next().isName(name.text()) || !tokens.accept("++")) {
            throw endless;
        }
        tokens.expect(")");
        return new Statement.Count(name.text(), from, limit, block(inside, depth));
    }

    private Statement loop(Scope scope, int depth) {
        Token word = tokens.next();
        tokens.expect("(");
        ExpressionParser expressions = new ExpressionParser(tokens, scope);
        Class<?> type = declaredType();
        Token name = tokens.expect(Kind.NAME, "a name");
        if (tokens.peek().is("=")) {
            return count(word, name, scope, depth);
        }
        tokens.expect(":");
        Expression collection = expressions.expression();
        tokens.expect(")");
        if (!Iterable.class.isAssignableFrom(collection.type())
                && !collection.type().isArray()) {
            throw new Unreadable(
                    collection.span(),
                    "a loop goes through a collection: this is a value of type "
                            + collection.type().getSimpleName());
        }
        Scope body = scope.inside();
        body.bind(name.text(), type, name.span());
        return new Statement.ForEach(name.text(), type, collection, block(body, depth));
    }
}
