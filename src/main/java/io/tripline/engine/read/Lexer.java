package io.tripline.engine.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits constraints and statements into tokens: ASCII names, numbers, closed strings, and the symbols that our grammars know.
 * Comments are skipped; strings are unescaped by DRL's rules. What is none of these starts no token, so that no other reader of
 * the text can see more in it.
 */
final class Lexer {

    /** @param text of a string the unescaped one; of anything else as written */
    record Token(Kind kind, String text, int start, int end) {

        boolean is(String symbol) {
            return kind == Kind.SYMBOL && text.equals(symbol);
        }

        boolean isName(String name) {
            return kind == Kind.NAME && text.equals(name);
        }

        Span span() {
            return new Span(start, Math.max(end, start + 1));
        }
    }

    enum Kind {
        NAME,
        STRING,
        NUMBER,
        SYMBOL,
        END
    }

    /** Longer ones first; some are there to be refused by name. */
    private static final List<String> LONG_SYMBOLS = List.of(
            "&&", "||", "==", "!=", "<=", ">=", ":=", "++", "--", "+=", "-=", "*=", "/=", "->", "::", "~=", "?.", "!.");

    private static final String SYMBOLS = "(),.!$<>=+-*/%?:;[]{}&|~@#^";

    private final String text;
    private final int base;
    private int at;

    private Lexer(String text, int base) {
        this.text = text;
        this.base = base;
    }

    /**
     * @param base where the text begins in its file: tokens tell their places there
     * @throws Unreadable at the first character that starts no token
     */
    static List<Token> tokens(String text, int base) {
        Lexer lexer = new Lexer(text, base);
        List<Token> tokens = new ArrayList<>();
        Token token;
        do {
            token = lexer.next();
            tokens.add(token);
        } while (token.kind() != Kind.END);
        return tokens;
    }

    private Token next() {
        skip();
        if (at == text.length()) {
            return token(Kind.END, "", at);
        }
        char c = text.charAt(at);
        if (c == '"' || c == '\'') {
            return string(c);
        }
        if (isNameStart(c)) {
            return name();
        }
        if (isDigit(c)) {
            return number();
        }
        for (String symbol : LONG_SYMBOLS) {
            if (text.startsWith(symbol, at)) {
                return symbol(symbol.length());
            }
        }
        if (SYMBOLS.indexOf(c) >= 0) {
            return symbol(1);
        }
        throw unreadable(at, at + 1, "unexpected " + shown(c));
    }

    private Token token(Kind kind, String shown, int start) {
        return new Token(kind, shown, base + start, base + at);
    }

    private Unreadable unreadable(int start, int end, String message) {
        return new Unreadable(new Span(base + start, base + end), message);
    }

    private static String shown(char c) {
        return c > ' ' && c < 127 ? "'" + c + "'" : String.format(Locale.ROOT, "character U+%04X", (int) c);
    }

    private void skip() {
        while (at < text.length()) {
            if (" \t\r\n\f".indexOf(text.charAt(at)) >= 0) {
                at++;
            } else if (text.startsWith("//", at)) {
                while (at < text.length() && "\r\n".indexOf(text.charAt(at)) < 0) {
                    at++;
                }
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    throw unreadable(at, at + 2, "a comment without an end");
                }
                at = end + 2;
            } else {
                return;
            }
        }
    }

    static boolean isNameStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '$';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c);
    }

    private Token symbol(int length) {
        at += length;
        return token(Kind.SYMBOL, text.substring(at - length, at), at - length);
    }

    private Token name() {
        int start = at++;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        return token(Kind.NAME, text.substring(start, at), start);
    }

    /** Digits with all letters and digits that follow: {@code 10}, {@code 10L}, {@code 1.5B}, {@code 1h30m}, {@code 1e-5}. */
    private Token number() {
        int start = at++;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean fraction = c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1));
            boolean exponent = (c == '+' || c == '-')
                    && "eE".indexOf(text.charAt(at - 1)) >= 0
                    && at + 1 < text.length()
                    && isDigit(text.charAt(at + 1));
            if (!isNamePart(c) && !fraction && !exponent) {
                break;
            }
            at++;
        }
        return token(Kind.NUMBER, text.substring(start, at), start);
    }

    private Token string(char quote) {
        int start = at++;
        StringBuilder unescaped = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote) {
            char c = text.charAt(at++);
            if (c == '\n' || c == '\r') {
                throw unreadable(start, start + 1, "a string must end on its line: write a line break as \\n");
            }
            unescaped.append(c == '\\' ? escape(start) : c);
        }
        if (at == text.length()) {
            throw unreadable(start, start + 1, "a string without an end");
        }
        at++;
        return token(Kind.STRING, unescaped.toString(), start);
    }

    private char escape(int start) {
        if (at == text.length()) {
            throw unreadable(start, start + 1, "a string without an end");
        }
        char c = text.charAt(at++);
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case '\\', '"', '\'' -> c;
            case 'u' -> hexadecimal();
            case '0', '1', '2', '3' -> octal();
            default -> throw unreadable(at - 2, at, "unknown escape '\\" + c + "'");
        };
    }

    private char hexadecimal() {
        if (at + 4 <= text.length()
                && text.substring(at, at + 4).chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 127)) {
            at += 4;
            return (char) Integer.parseInt(text, at - 4, at, 16);
        }
        throw unreadable(at - 2, at, "\\u needs four hexadecimal digits");
    }

    /** Three digits, the form in which a backslash at the end of a text is printed in statements. */
    private char octal() {
        int from = at - 1;
        if (from + 3 <= text.length() && text.substring(from, from + 3).chars().allMatch(c -> c >= '0' && c <= '7')) {
            at = from + 3;
            return (char) Integer.parseInt(text, from, at, 8);
        }
        throw unreadable(from - 1, from + 1, "an octal escape has three digits");
    }
}
