package io.tripline.engine.read;

import io.tripline.engine.read.Lexer.Kind;
import io.tripline.engine.read.Lexer.Token;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tokens of one text, read from left to right. One thread. */
final class Tokens {

    private final List<Token> tokens;
    private int at;

    private Tokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    /**
     * @param base where the text begins in its file
     * @throws Unreadable if a part of the text is no token
     */
    static Tokens of(String text, int base) {
        return of(Lexer.tokens(text, base));
    }

    /** @param tokens with the end at their end */
    static Tokens of(List<Token> tokens) {
        return new Tokens(tokens);
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    void skip(int count) {
        at = Math.min(at + count, tokens.size() - 1);
    }

    void back() {
        at--;
    }

    /** The token that was read last. */
    Token last() {
        return tokens.get(Math.max(0, at - 1));
    }

    boolean accept(String symbol) {
        if (peek().is(symbol)) {
            at++;
            return true;
        }
        return false;
    }

    Token expect(String symbol) {
        if (!peek().is(symbol)) {
            throw unexpected("'" + symbol + "'");
        }
        return next();
    }

    Token expect(Kind kind, String what) {
        if (peek().kind() != kind) {
            throw unexpected(what);
        }
        return next();
    }

    void expectEnd() {
        if (peek().kind() != Kind.END) {
            throw unexpected(null);
        }
    }

    /** @param what is expected instead; null where nothing is */
    Unreadable unexpected(@Nullable String what) {
        Token token = peek();
        Unreadable refused = ReservedWords.refusal(token);
        if (refused != null) {
            return refused;
        }
        String wayOut =
                switch (token.text()) {
                    case "->", "::" -> "rules have no functions of their own";
                    case "~=" -> "write the test as a constraint on the event: field( … ).regex( … )";
                    case "?.", "!." -> "test the value first: $x != null";
                    case "++", "--", "+=", "-=", "*=", "/=" -> "write the whole assignment: n = n + 1";
                    case "=" -> "== compares";
                    case ":=" -> "bind with a colon, compare with ==";
                    case "#" -> "a value's type is the one that its method says";
                    default -> null;
                };
        String found = token.kind() == Kind.END ? "expected " + what : "unexpected '" + token.text() + "'";
        boolean say = what != null && token.kind() != Kind.END;
        return new Unreadable(
                token.span(), say ? found + ", expected " + what : found, token.kind() == Kind.SYMBOL ? wayOut : null);
    }
}
