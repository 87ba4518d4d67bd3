package io.tripline.dialect.sigma.spl;

import io.tripline.dialect.sigma.spl.SplToken.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads expressions. From least to most binding: OR, AND, NOT, comparison, sum, product. */
final class SplExpressionParser {

    private static final Set<String> COMPARISONS = Set.of("=", "==", "!=", "<", "<=", ">", ">=");

    private final SplTokens tokens;

    SplExpressionParser(SplTokens tokens) {
        this.tokens = tokens;
    }

    /** {@code a = x, b = y}. */
    List<SplCommand> assignments(int offset) throws SplUnreadable {
        List<SplCommand> assignments = new ArrayList<>();
        do {
            String name = tokens.name();
            tokens.expect("=");
            assignments.add(new SplCommand.Eval(name, or(), offset));
        } while (tokens.accept(","));
        end();
        return assignments;
    }

    SplExpression condition() throws SplUnreadable {
        SplExpression condition = or();
        end();
        return condition;
    }

    private void end() throws SplUnreadable {
        if (!tokens.atEnd()) {
            throw tokens.unexpected("the end");
        }
    }

    private SplExpression or() throws SplUnreadable {
        tokens.enter();
        List<SplExpression> parts = new ArrayList<>(List.of(and()));
        while (tokens.acceptWord("OR")) {
            parts.add(and());
        }
        tokens.leave();
        return parts.size() == 1 ? parts.getFirst() : new SplExpression.Or(parts);
    }

    private SplExpression and() throws SplUnreadable {
        List<SplExpression> parts = new ArrayList<>(List.of(not()));
        while (tokens.acceptWord("AND")) {
            parts.add(not());
        }
        return parts.size() == 1 ? parts.getFirst() : new SplExpression.And(parts);
    }

    private SplExpression not() throws SplUnreadable {
        if (!tokens.acceptWord("NOT")) {
            return comparison();
        }
        tokens.enter();
        SplExpression part = not();
        tokens.leave();
        return new SplExpression.Not(part);
    }

    private SplExpression comparison() throws SplUnreadable {
        SplExpression left = sum();
        SplToken operator = tokens.peek();
        if (operator.kind() == Kind.SYMBOL && COMPARISONS.contains(operator.text())) {
            tokens.take();
            return new SplExpression.Compare(operator.text(), left, sum());
        }
        if (operator.isWord("IN") || operator.isWord("LIKE")) {
            throw new SplUnreadable("'" + operator.text() + "' in an expression");
        }
        return left;
    }

    private SplExpression sum() throws SplUnreadable {
        SplExpression left = product();
        while (tokens.peek().is("+") || tokens.peek().is("-")) {
            char operator = tokens.take().text().charAt(0);
            left = new SplExpression.Arithmetic(operator, left, product());
        }
        return left;
    }

    private SplExpression product() throws SplUnreadable {
        SplExpression left = primary();
        while (tokens.peek().is("*") || tokens.peek().is("/") || tokens.peek().is("%")) {
            char operator = tokens.take().text().charAt(0);
            left = new SplExpression.Arithmetic(operator, left, primary());
        }
        return left;
    }

    private SplExpression primary() throws SplUnreadable {
        if (tokens.accept("(")) {
            SplExpression inner = or();
            tokens.expect(")");
            return inner;
        }
        SplToken token = tokens.take();
        return switch (token.kind()) {
            case PLACEHOLDER -> new SplExpression.Placeholder(token.text(), token.offset());
            case QUOTED -> quoted(token);
            case FIELD -> new SplExpression.Name(token.text());
            case WORD -> tokens.peek().is("(") ? call(token) : word(token.text());
            case SYMBOL, END -> throw new SplUnreadable("a value is missing before '" + token.text() + "'");
        };
    }

    private static SplExpression quoted(SplToken token) {
        String text = token.text();
        boolean braces = text.length() > 2 && text.startsWith("{") && text.endsWith("}");
        return braces && SplLexer.isName(text.substring(1, text.length() - 1))
                ? new SplExpression.Placeholder(text.substring(1, text.length() - 1), token.offset())
                : new SplExpression.Text(text);
    }

    private SplExpression call(SplToken function) throws SplUnreadable {
        tokens.expect("(");
        List<SplExpression> arguments = new ArrayList<>();
        while (!tokens.accept(")")) {
            arguments.add(or());
            if (!tokens.accept(",") && !tokens.peek().is(")")) {
                throw tokens.unexpected("')'");
            }
        }
        return new SplExpression.Call(function.text().toLowerCase(Locale.ROOT), arguments);
    }

    private static SplExpression word(String text) {
        BigDecimal number = number(text);
        return number == null ? new SplExpression.Name(text) : new SplExpression.Number(number);
    }

    /** Null where the text is no number of reasonable size. */
    static @Nullable BigDecimal number(String text) {
        if (text.isEmpty() || text.length() > 30 || text.charAt(0) > '9') {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return Math.abs((long) number.scale()) > 30 ? null : number;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
