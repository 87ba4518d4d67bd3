package io.tripline.dialect.sigma.spl;

import io.tripline.dialect.sigma.spl.SplToken.Kind;
import java.util.List;

/** The tokens of one command, from left to right. */
final class SplTokens {

    private static final int DEEPEST = 50;

    private final List<SplToken> tokens;
    private int next;
    private int depth;

    SplTokens(List<SplToken> tokens) {
        this.tokens = tokens;
    }

    SplToken peek() {
        return tokens.get(Math.min(next, tokens.size() - 1));
    }

    SplToken take() {
        SplToken token = peek();
        next++;
        return token;
    }

    boolean atEnd() {
        return peek().kind() == Kind.END;
    }

    boolean accept(String symbol) {
        return skipIf(peek().is(symbol));
    }

    boolean acceptWord(String word) {
        return skipIf(peek().isWord(word));
    }

    private boolean skipIf(boolean wanted) {
        next += wanted ? 1 : 0;
        return wanted;
    }

    void expect(String symbol) throws SplUnreadable {
        if (!accept(symbol)) {
            throw unexpected("'" + symbol + "'");
        }
    }

    void expectWord(String word) throws SplUnreadable {
        if (!acceptWord(word)) {
            throw unexpected("'" + word + "'");
        }
    }

    String word() throws SplUnreadable {
        if (peek().kind() != Kind.WORD) {
            throw unexpected("a word");
        }
        return take().text();
    }

    /** A bare or a quoted name. */
    String name() throws SplUnreadable {
        if (peek().kind() == Kind.SYMBOL || peek().kind() == Kind.END || peek().kind() == Kind.PLACEHOLDER) {
            throw unexpected("a name");
        }
        return take().text();
    }

    SplUnreadable unexpected(String wanted) {
        return new SplUnreadable(
                atEnd() ? wanted + " is missing" : wanted + " is expected, not '" + peek().text() + "'");
    }

    void enter() throws SplUnreadable {
        if (++depth > DEEPEST) {
            throw new SplUnreadable("nested deeper than " + DEEPEST + " levels");
        }
    }

    void leave() {
        depth--;
    }
}
