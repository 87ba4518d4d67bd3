package io.tripline.dialect.elastic.eql;

import io.tripline.dialect.elastic.query.SyntaxException;
import java.util.List;
import java.util.Set;

/** The tokens of a query, one after the other. */
final class TokenReader {

    private static final Set<String> RESERVED = Set.of(
            "and",
            "any",
            "by",
            "false",
            "in",
            "in~",
            "join",
            "like",
            "like~",
            "maxspan",
            "not",
            "null",
            "of",
            "or",
            "regex",
            "regex~",
            "sample",
            "sequence",
            "true",
            "until",
            "where",
            "with");

    private final List<Token> tokens;
    private int position;

    TokenReader(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(position);
    }

    /** The one behind the next. */
    Token peekSecond() {
        return tokens.get(Math.min(position + 1, tokens.size() - 1));
    }

    Token previous() {
        return tokens.get(Math.max(0, position - 1));
    }

    Token next() {
        Token token = peek();
        if (token.kind() != Token.Kind.END) {
            position++;
        }
        return token;
    }

    boolean take(String symbolOrKeyword) {
        if (!peek().is(symbolOrKeyword)) {
            return false;
        }
        position++;
        return true;
    }

    void expect(String symbolOrKeyword) throws SyntaxException {
        if (!take(symbolOrKeyword)) {
            throw unexpected("'" + symbolOrKeyword + "'");
        }
    }

    long expectInteger() throws SyntaxException {
        Token token = peek();
        if (token.kind() != Token.Kind.INTEGER || token.text().length() > 9) {
            throw unexpected("a whole number below a billion");
        }
        position++;
        return Long.parseLong(token.text());
    }

    void expectEnd() throws SyntaxException {
        if (peek().kind() != Token.Kind.END) {
            throw unexpected("'and' or 'or'");
        }
    }

    /** A word that is no keyword and has no tilde. */
    static boolean isName(Token token) {
        return token.kind() == Token.Kind.WORD
                && !RESERVED.contains(token.text())
                && !token.text().endsWith("~");
    }

    static boolean isReserved(Token token) {
        return token.kind() == Token.Kind.WORD && RESERVED.contains(token.text());
    }

    SyntaxException unexpected(String expected) {
        Token token = peek();
        String found = token.kind() == Token.Kind.END ? "the query ends" : "found '" + token.text() + "'";
        return new SyntaxException(token.span(), "expected " + expected + ", " + found, wayOut(token, expected));
    }

    private static String wayOut(Token token, String expected) {
        if (token.is("=")) {
            return "an equality is written '=='";
        }
        if (isReserved(token) && expected.contains("field")) {
            return "a field of this name is written in backquotes";
        }
        return token.kind() == Token.Kind.END ? "complete the query" : "complete what stands before";
    }
}
