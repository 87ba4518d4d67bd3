package io.tripline.dialect.elastic.eql;

import io.tripline.dialect.elastic.query.Span;
import io.tripline.dialect.elastic.query.SyntaxException;
import java.util.ArrayList;
import java.util.List;

/** Cuts a query into tokens; comments and blanks fall away. */
final class EqlLexer {

    /** Longer ones first. */
    private static final List<String> SYMBOLS = List.of(
            "![", "==", "!=", "<=", ">=", "<", ">", "=", ":", "+", "-", "*", "/", "%", ".", ",", "[", "]", "(", ")",
            "|", "?");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int p;

    private EqlLexer(String text) {
        this.text = text;
    }

    /** The tokens, with one of kind END behind the last. */
    static List<Token> tokens(String text) throws SyntaxException {
        EqlLexer lexer = new EqlLexer(text);
        while (lexer.skipBlanks()) {
            lexer.token();
        }
        lexer.tokens.add(new Token(Token.Kind.END, "", new Span(text.length(), text.length())));
        return lexer.tokens;
    }

    private char at(int index) {
        return index < text.length() ? text.charAt(index) : 0;
    }

    /** Whether anything is left. */
    private boolean skipBlanks() throws SyntaxException {
        while (p < text.length()) {
            char c = at(p);
            if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
                p++;
            } else if (text.startsWith("//", p)) {
                int end = text.indexOf('\n', p);
                p = end < 0 ? text.length() : end + 1;
            } else if (text.startsWith("/*", p)) {
                int end = text.indexOf("*/", p + 2);
                if (end < 0) {
                    throw new SyntaxException(
                            new Span(p, p + 2), "nothing closes this comment", "add '*/' where it ends");
                }
                p = end + 2;
            } else {
                return true;
            }
        }
        return false;
    }

    private void token() throws SyntaxException {
        char c = at(p);
        if (isLetter(c) || c == '_' || c == '@') {
            word();
        } else if (isDigit(c) || c == '.' && isDigit(at(p + 1))) {
            number();
        } else if (text.startsWith("\"\"\"", p)) {
            rawString();
        } else if (c == '"') {
            string();
        } else if (c == '`') {
            quotedName();
        } else if (c == '\'' || c == '?' && (at(p + 1) == '"' || at(p + 1) == '\'')) {
            throw new SyntaxException(
                    new Span(p, p + 1),
                    "a text stands in double quotes",
                    "write \"…\", or \"\"\"…\"\"\" for a text without escapes");
        } else {
            symbol();
        }
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void add(Token.Kind kind, String value, int start) {
        tokens.add(new Token(kind, value, new Span(start, p)));
    }

    private void word() {
        int start = p++;
        while (isLetter(at(p)) || isDigit(at(p)) || at(p) == '_') {
            p++;
        }
        if (at(p) == '~') {
            p++;
        }
        add(Token.Kind.WORD, text.substring(start, p), start);
    }

    private void number() {
        int start = p;
        digits();
        boolean decimal = false;
        if (at(p) == '.' && (isDigit(at(p + 1)) || !isLetter(at(p + 1)) && p > start)) {
            decimal = true;
            p++;
            digits();
        }
        int exponent = at(p) == 'e' || at(p) == 'E' ? p + 1 : -1;
        if (exponent > 0 && (at(exponent) == '+' || at(exponent) == '-')) {
            exponent++;
        }
        if (exponent > 0 && isDigit(at(exponent))) {
            decimal = true;
            p = exponent;
            digits();
        }
        add(decimal ? Token.Kind.DECIMAL : Token.Kind.INTEGER, text.substring(start, p), start);
    }

    private void digits() {
        while (isDigit(at(p))) {
            p++;
        }
    }

    /** In one line, nothing escaped; up to two more quotes at its end belong to the value. */
    private void rawString() throws SyntaxException {
        int start = p;
        int end = text.indexOf("\"\"\"", p + 3);
        int line = lineEnd(p);
        if (end < 0 || end > line) {
            throw new SyntaxException(
                    new Span(start, start + 3), "nothing closes these quotes in their line", "add '\"\"\"'");
        }
        int closing = end;
        while (closing < end + 2 && at(closing + 3) == '"') {
            closing++;
        }
        p = closing + 3;
        add(Token.Kind.STRING, text.substring(start + 3, closing), start);
    }

    private int lineEnd(int from) {
        int end = from;
        while (end < text.length() && at(end) != '\n' && at(end) != '\r') {
            end++;
        }
        return end;
    }

    private void string() throws SyntaxException {
        int start = p++;
        StringBuilder value = new StringBuilder();
        while (p < text.length() && at(p) != '"' && at(p) != '\n' && at(p) != '\r') {
            if (at(p) == '\\') {
                value.append(escape());
            } else {
                value.append(at(p++));
            }
        }
        if (at(p) != '"') {
            throw new SyntaxException(
                    new Span(start, start + 1), "nothing closes this quote in its line", "add '\"' where it ends");
        }
        p++;
        add(Token.Kind.STRING, value.toString(), start);
    }

    private String escape() throws SyntaxException {
        char kind = at(p + 1);
        int simple = "btnfr\"'\\".indexOf(kind);
        if (p + 1 < text.length() && simple >= 0) {
            p += 2;
            return String.valueOf("\b\t\n\f\r\"'\\".charAt(simple));
        }
        int close = kind == 'u' && at(p + 2) == '{' ? text.indexOf('}', p) : -1;
        if (close > p + 3 && close <= p + 11) {
            try {
                String decoded = Character.toString(Integer.parseInt(text.substring(p + 3, close), 16));
                p = close + 1;
                return decoded;
            } catch (IllegalArgumentException notACharacter) {
                // falls through to the complaint
            }
        }
        throw new SyntaxException(
                new Span(p, Math.min(text.length(), p + 2)),
                "unknown escape",
                "write \\\\ for one backslash, or the text as \"\"\"…\"\"\"");
    }

    private void quotedName() throws SyntaxException {
        int start = p++;
        StringBuilder name = new StringBuilder();
        while (p < text.length() && (at(p) != '`' || at(p + 1) == '`')) {
            p += at(p) == '`' ? 1 : 0;
            name.append(at(p++));
        }
        if (at(p) != '`' || name.isEmpty()) {
            throw new SyntaxException(
                    new Span(start, start + 1),
                    "a name in backquotes needs both of them and something between",
                    "add them");
        }
        p++;
        add(Token.Kind.QUOTED_NAME, name.toString(), start);
    }

    private void symbol() throws SyntaxException {
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, p)) {
                int start = p;
                p += symbol.length();
                add(Token.Kind.SYMBOL, symbol, start);
                return;
            }
        }
        throw new SyntaxException(
                new Span(p, p + Character.charCount(text.codePointAt(p))),
                "'" + Character.toString(text.codePointAt(p)) + "' means nothing here",
                "remove it, or put it in double quotes");
    }
}
