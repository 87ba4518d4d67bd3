package io.tripline.dialect.sigma.read;

import io.tripline.dialect.sigma.read.ConditionExpression.And;
import io.tripline.dialect.sigma.read.ConditionExpression.Identifier;
import io.tripline.dialect.sigma.read.ConditionExpression.Not;
import io.tripline.dialect.sigma.read.ConditionExpression.Of;
import io.tripline.dialect.sigma.read.ConditionExpression.Or;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a condition. From least to most binding: {@code or}, {@code and}, {@code not}, {@code x of}, parentheses; words in
 * any case. Specification 2.1, "Condition".
 *
 * <pre>
 * or      = and { "or" and }
 * and     = not { "and" not }
 * not     = "not" not | primary
 * primary = "(" or ")" | ( number | "all" | "any" ) "of" ( "them" | pattern ) | identifier
 * </pre>
 */
public final class ConditionParser {

    private static final int DEEPEST = 60;
    private static final int MOST_TOKENS = 5000;

    private final List<Token> tokens;
    private int next;
    private int depth;

    /** @param offset into the text of the condition */
    record Token(String text, int offset) {}

    /** Read, or not. */
    public sealed interface Result {

        record Read(ConditionExpression expression) implements Result {}

        record Unreadable(String message, @Nullable String wayOut, int offset, int length) implements Result {}
    }

    private static final class Failure extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Result.Unreadable unreadable;

        Failure(String message, @Nullable String wayOut, Token at) {
            super(message, null, false, false);
            unreadable = new Result.Unreadable(
                    message, wayOut, at.offset(), Math.max(1, at.text().length()));
        }
    }

    private ConditionParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    public static Result parse(String text) {
        ConditionParser parser = new ConditionParser(tokens(text));
        try {
            if (parser.tokens.size() > MOST_TOKENS) {
                throw new Failure("a condition of more than " + MOST_TOKENS + " words", null, parser.tokens.getFirst());
            }
            ConditionExpression expression = parser.or();
            if (!parser.peek().text().isEmpty()) {
                throw parser.unexpected(parser.peek());
            }
            return new Result.Read(expression);
        } catch (Failure failure) {
            return failure.unreadable;
        }
    }

    /** Words and parentheses; the last token is empty. */
    static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            boolean parenthesis = c == '(' || c == ')';
            if (parenthesis || Character.isWhitespace(c) || c == 0xA0) {
                if (start >= 0) {
                    tokens.add(new Token(text.substring(start, i), start));
                    start = -1;
                }
                if (parenthesis) {
                    tokens.add(new Token(String.valueOf(c), i));
                }
            } else if (start < 0) {
                start = i;
            }
        }
        tokens.add(new Token("", text.length()));
        return tokens;
    }

    private ConditionExpression or() throws Failure {
        List<ConditionExpression> parts = new ArrayList<>(List.of(and()));
        while (accept("or")) {
            parts.add(and());
        }
        return parts.size() == 1 ? parts.getFirst() : new Or(parts);
    }

    private ConditionExpression and() throws Failure {
        List<ConditionExpression> parts = new ArrayList<>(List.of(not()));
        while (accept("and")) {
            parts.add(not());
        }
        return parts.size() == 1 ? parts.getFirst() : new And(parts);
    }

    private ConditionExpression not() throws Failure {
        if (!isWord(peek(), "not")) {
            return primary();
        }
        enter(take());
        ConditionExpression part = not();
        depth--;
        return new Not(part);
    }

    private ConditionExpression primary() throws Failure {
        Token token = take();
        if (token.text().equals("(")) {
            enter(token);
            ConditionExpression inner = or();
            if (!peek().text().equals(")")) {
                throw peek().text().isEmpty()
                        ? new Failure("the parenthesis is not closed", null, token)
                        : unexpected(peek());
            }
            next++;
            depth--;
            return inner;
        }
        if (isWord(peek(), "of") && isQuantifier(token)) {
            next++;
            return of(token, take());
        }
        if (token.text().isEmpty()) {
            throw new Failure("the condition ends too early", "an identifier is missing", token);
        }
        if (isKeyword(token) || token.text().equals(")")) {
            throw unexpected(token);
        }
        return new Identifier(token.text(), token.offset());
    }

    private Of of(Token quantifier, Token pattern) throws Failure {
        if (pattern.text().isEmpty()
                || pattern.text().equals("(")
                || pattern.text().equals(")")) {
            throw new Failure(
                    "'" + quantifier.text() + " of' needs 'them' or a pattern of identifiers",
                    "for example 1 of selection_*",
                    pattern);
        }
        String name = isWord(pattern, "them") ? "them" : pattern.text();
        String word = quantifier.text().toLowerCase(Locale.ROOT);
        if (word.equals("all")) {
            return new Of(null, name, pattern.offset());
        }
        int count = word.equals("any") ? 1 : Integer.parseInt(word);
        if (count == 0) {
            throw new Failure("'0 of' always holds", "write 1 or more", quantifier);
        }
        return new Of(count, name, pattern.offset());
    }

    private static boolean isQuantifier(Token token) {
        String text = token.text();
        return isWord(token, "all")
                || isWord(token, "any")
                || !text.isEmpty() && text.length() <= 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isKeyword(Token token) {
        return isWord(token, "and") || isWord(token, "or") || isWord(token, "not") || isWord(token, "of");
    }

    private Failure unexpected(Token token) {
        String way = token.text().equals(")") ? "no parenthesis is open here" : "'and' or 'or' is missing before it";
        return new Failure(
                "'" + token.text() + "' is not expected here",
                isKeyword(token) ? "an identifier is missing before it" : way,
                token);
    }

    private void enter(Token at) throws Failure {
        if (++depth > DEEPEST) {
            throw new Failure("nested deeper than " + DEEPEST + " levels", null, at);
        }
    }

    private boolean accept(String word) {
        if (isWord(peek(), word)) {
            next++;
            return true;
        }
        return false;
    }

    private static boolean isWord(Token token, String word) {
        return token.text().equalsIgnoreCase(word);
    }

    private Token peek() {
        return tokens.get(Math.min(next, tokens.size() - 1));
    }

    private Token take() {
        Token token = peek();
        next++;
        return token;
    }
}
