package io.tripline.engine.compile;

import java.util.ArrayList;
import java.util.List;

/** Splits the text of a constraint into tokens; strings are unescaped by DRL's rules. */
final class ConditionLexer {

    /** @param start index of the first character in the text */
    record Token(Kind kind, String text, int start, int end) {}

    enum Kind {
        NAME,
        STRING,
        NUMBER,
        SYMBOL,
        END
    }

    private final String text;
    private int at;

    private ConditionLexer(String text) {
        this.text = text;
    }

    /** @throws UnrecognisedConstraint at the first character that starts no token */
    static List<Token> tokens(String text) {
        ConditionLexer lexer = new ConditionLexer(text);
        List<Token> tokens = new ArrayList<>();
        Token token;
        do {
            token = lexer.next();
            tokens.add(token);
        } while (token.kind() != Kind.END);
        return tokens;
    }

    private Token next() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return new Token(Kind.END, "", at, at);
        }
        char c = text.charAt(at);
        if (c == '"' || c == '\'') {
            return string(c);
        }
        if (Character.isJavaIdentifierStart(c) && c != '$') {
            return run(Kind.NAME, Character::isJavaIdentifierPart);
        }
        if (Character.isDigit(c) || c == '-' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1))) {
            return run(Kind.NUMBER, n -> Character.isLetterOrDigit(n) || n == '.' || n == '+');
        }
        if (text.startsWith("&&", at) || text.startsWith("||", at)) {
            return symbol(2);
        }
        if ("(),.!".indexOf(c) >= 0) {
            return symbol(1);
        }
        throw new UnrecognisedConstraint(at, "unexpected '" + c + "'");
    }

    private Token symbol(int length) {
        Token token = new Token(Kind.SYMBOL, text.substring(at, at + length), at, at + length);
        at += length;
        return token;
    }

    private Token run(Kind kind, java.util.function.IntPredicate part) {
        int start = at++;
        while (at < text.length() && part.test(text.charAt(at))) {
            at++;
        }
        return new Token(kind, text.substring(start, at), start, at);
    }

    private Token string(char quote) {
        int start = at++;
        StringBuilder unescaped = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote) {
            char c = text.charAt(at++);
            unescaped.append(c == '\\' ? escape() : c);
        }
        if (at == text.length()) {
            throw new UnrecognisedConstraint(start, "a string without an end");
        }
        at++;
        return new Token(Kind.STRING, unescaped.toString(), start, at);
    }

    private char escape() {
        if (at == text.length()) {
            throw new UnrecognisedConstraint(at, "a string without an end");
        }
        char c = text.charAt(at++);
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case '\\', '"', '\'' -> c;
            case 'u' -> unicode();
            default -> throw new UnrecognisedConstraint(at - 2, "unknown escape '\\" + c + "'");
        };
    }

    private char unicode() {
        if (at + 4 > text.length()) {
            throw new UnrecognisedConstraint(at, "\\u needs four hexadecimal digits");
        }
        try {
            char c = (char) Integer.parseInt(text, at, at + 4, 16);
            at += 4;
            return c;
        } catch (NumberFormatException e) {
            throw new UnrecognisedConstraint(at, "\\u needs four hexadecimal digits");
        }
    }
}
