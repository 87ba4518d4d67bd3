package io.tripline.dialect.elastic.kql;

import io.tripline.dialect.elastic.kql.Kql.RangeOperator;
import io.tripline.dialect.elastic.query.Span;
import io.tripline.dialect.elastic.query.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The characters of a query: blanks, keywords, names and values. An unquoted literal runs over blanks up to a special
 * character or a keyword, so {@code user agent: curl 8 or wget} is a field and two values.
 */
final class LiteralReader {

    private static final String SPECIAL = "\\():<>\"*{}";

    private final String text;
    private int position;

    LiteralReader(String text) {
        this.text = text;
    }

    int position() {
        return position;
    }

    void moveTo(int newPosition) {
        position = newPosition;
    }

    void advance() {
        position++;
    }

    boolean atEnd() {
        return position >= text.length();
    }

    /** The next character; 0 at the end, which no query holds without being refused. */
    char peek() {
        return charAt(position);
    }

    private char charAt(int index) {
        return index < text.length() ? text.charAt(index) : 0;
    }

    Span here(int length) {
        return new Span(position, Math.min(text.length(), position + length));
    }

    /** From a position to here, without the blanks before here. */
    Span from(int start) {
        return new Span(start, position);
    }

    void skipSpace() {
        position = behindSpace(position);
    }

    private int behindSpace(int from) {
        int p = from;
        while (isSpace(charAt(p))) {
            p++;
        }
        return p;
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\u00A0';
    }

    boolean take(char expected) {
        if (atEnd() || peek() != expected) {
            return false;
        }
        position++;
        return true;
    }

    /** A keyword with white space on both sides. */
    boolean takeBetween(String keyword) {
        int behind = behindBetween(position, keyword);
        if (behind < 0) {
            return false;
        }
        position = behind;
        return true;
    }

    private int behindBetween(int from, String keyword) {
        int start = behindSpace(from);
        return start > from ? behindKeyword(start, keyword) : -1;
    }

    private int behindKeyword(int start, String keyword) {
        int end = start + keyword.length();
        return text.regionMatches(true, start, keyword, 0, keyword.length()) && isSpace(charAt(end))
                ? behindSpace(end)
                : -1;
    }

    boolean atNot() {
        return behindKeyword(position, "not") >= 0;
    }

    boolean takeNot() {
        int behind = behindKeyword(position, "not");
        if (behind < 0) {
            return false;
        }
        position = behind;
        return true;
    }

    @Nullable
    RangeOperator takeRangeOperator() {
        char first = peek();
        if (first != '<' && first != '>') {
            return null;
        }
        position++;
        boolean orEqual = take('=');
        if (first == '<') {
            return orEqual ? RangeOperator.AT_MOST : RangeOperator.LESS;
        }
        return orEqual ? RangeOperator.AT_LEAST : RangeOperator.GREATER;
    }

    KqlLiteral literal(String expected) throws SyntaxException {
        if (peek() == '"' && !atEnd()) {
            return quoted();
        }
        KqlLiteral unquoted = unquoted();
        if (unquoted == null) {
            throw missing(expected);
        }
        return unquoted;
    }

    private KqlLiteral quoted() throws SyntaxException {
        int start = position++;
        StringBuilder value = new StringBuilder();
        while (!atEnd() && peek() != '"') {
            char escaped = peek() == '\\' ? quotedEscape() : 0;
            if (escaped == 0) {
                value.append(text.charAt(position++));
            } else {
                value.append(escaped);
            }
        }
        if (atEnd()) {
            throw new SyntaxException(
                    new Span(start, start + 1), "nothing closes this quote", "add '\"' where it ends");
        }
        position++;
        return new KqlLiteral.Quoted(value.toString(), from(start));
    }

    /** Moves behind an escape and returns its character; 0 without moving where the backslash is an ordinary character. */
    private char quotedEscape() {
        char next = charAt(position + 1);
        if (next == '"' || next == '\\') {
            position += 2;
            return next;
        }
        return whiteSpaceOrUnicodeEscape(next);
    }

    private char whiteSpaceOrUnicodeEscape(char next) {
        char whiteSpace = next == 't' ? '\t' : next == 'r' ? '\r' : next == 'n' ? '\n' : 0;
        if (whiteSpace != 0) {
            position += 2;
            return whiteSpace;
        }
        int unit = 0;
        for (int i = 2; i < 6; i++) {
            int digit = Character.digit(charAt(position + i), 16);
            if (next != 'u' || digit < 0 || charAt(position + i) > 'f') {
                return 0;
            }
            unit = unit * 16 + digit;
        }
        if (unit == 0) {
            return 0;
        }
        position += 6;
        return (char) unit;
    }

    private @Nullable KqlLiteral unquoted() throws SyntaxException {
        int start = position;
        int end = position;
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        while (!atEnd() && !atKeyword()) {
            char c = peek();
            if (c == '*') {
                parts.add(part.toString());
                part.setLength(0);
                position++;
            } else if (c == '\\') {
                part.append(unquotedEscape());
            } else if (SPECIAL.indexOf(c) >= 0) {
                break;
            } else if (isSpace(c)) {
                // the whole run at once: whether a keyword follows was asked at its start
                int behind = behindSpace(position);
                part.append(text, position, behind);
                position = behind;
                continue;
            } else {
                part.append(c);
                position++;
            }
            end = position;
        }
        if (position == start) {
            return null;
        }
        parts.add(part.toString());
        return literalOf(parts, new Span(start, end));
    }

    private boolean atKeyword() {
        char c = peek();
        if (isSpace(c)) {
            return behindBetween(position, "or") >= 0 || behindBetween(position, "and") >= 0;
        }
        return (c == 'n' || c == 'N') && atNot();
    }

    private String unquotedEscape() throws SyntaxException {
        char next = charAt(position + 1);
        char simple = whiteSpaceOrUnicodeEscape(next);
        if (simple != 0) {
            return String.valueOf(simple);
        }
        if (position + 1 < text.length() && SPECIAL.indexOf(next) >= 0) {
            position += 2;
            return String.valueOf(next);
        }
        for (String keyword : List.of("or", "and", "not")) {
            if (text.regionMatches(true, position + 1, keyword, 0, keyword.length())) {
                String escaped = text.substring(position + 1, position + 1 + keyword.length());
                position += 1 + keyword.length();
                return escaped;
            }
        }
        throw new SyntaxException(
                here(2),
                "a backslash cannot stand here: it takes the next special character literally, and this is none",
                "write \\\\ for one backslash, or put the value in double quotes");
    }

    private static KqlLiteral literalOf(List<String> rawParts, Span span) throws SyntaxException {
        List<String> parts = new ArrayList<>(rawParts);
        parts.set(0, Blanks.stripLeading(parts.getFirst()));
        parts.set(parts.size() - 1, Blanks.stripTrailing(parts.getLast()));
        if (parts.size() > 1) {
            return new KqlLiteral.Wildcard(parts, span);
        }
        return switch (parts.getFirst()) {
            case "null" -> new KqlLiteral.Null(span);
            case "true" -> new KqlLiteral.Bool(true, span);
            case "false" -> new KqlLiteral.Bool(false, span);
            case "" ->
                throw new SyntaxException(span, "there is nothing but white space in this value", "put it in quotes");
            case String value -> new KqlLiteral.Unquoted(value, span);
        };
    }

    private SyntaxException missing(String expected) {
        if (atEnd()) {
            return new SyntaxException(here(1), "the query ends where " + expected + " should be", "complete it");
        }
        if (atNot()) {
            return new SyntaxException(
                    here(3),
                    "'not' cannot stand here",
                    "write one 'not' before what it negates; a value that holds the word stands in double quotes");
        }
        return new SyntaxException(
                here(1),
                "expected " + expected + ", found '" + peek() + "'",
                peek() == ')' || peek() == '}'
                        ? "add it"
                        : SPECIAL.indexOf(peek()) >= 0
                                ? "a special character in a value needs a backslash, or the value quotes"
                                : "complete it");
    }

    /** @param expected with inner quotes: the outer ones are added */
    SyntaxException unexpected(String expected) {
        if (atNot()) {
            return new SyntaxException(
                    here(3),
                    "unexpected 'not' behind a value",
                    "write 'and not', or put a value that holds the word in double quotes");
        }
        char c = peek();
        String glued = gluedKeyword();
        if (c == '(' && !glued.isEmpty()) {
            return new SyntaxException(
                    here(1), "'" + glued + "' is a keyword only with a blank behind it", "add the blank");
        }
        return new SyntaxException(
                here(1),
                "expected '" + expected + "', found '" + c + "'",
                c == ')' || c == '}'
                        ? "nothing was opened that this closes: remove it"
                        : "join two tests with 'and' or 'or'");
    }

    private String gluedKeyword() {
        for (String keyword : List.of("not", "and", "or")) {
            int start = position - keyword.length();
            if (start >= 0
                    && text.regionMatches(true, start, keyword, 0, keyword.length())
                    && (start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1)))) {
                return keyword;
            }
        }
        return "";
    }
}
