package io.tripline.engine.read;

import io.tripline.engine.read.Lexer.Kind;
import io.tripline.engine.read.Lexer.Token;
import io.tripline.event.Decimal;
import java.math.BigDecimal;
import java.util.List;

/** The words of one constraint, one after another, and where they stand in the file. */
final class ConditionTokens {

    private final DrlText.Part part;
    private final List<Token> tokens;
    private int at;

    /** @throws Unreadable where no word can be made out */
    ConditionTokens(DrlText.Part part) {
        this.part = part;
        this.tokens = Lexer.tokens(part.text(), part.start());
    }

    Token peek() {
        return tokens.get(at);
    }

    /** So many words further, or the end. */
    Token peek(int further) {
        return tokens.get(Math.min(at + further, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    boolean accept(String symbol) {
        if (peek().kind() == Kind.SYMBOL && peek().text().equals(symbol)) {
            at++;
            return true;
        }
        return false;
    }

    void expect(String symbol) {
        if (!accept(symbol)) {
            throw new Unreadable(peek().span(), "expected '" + symbol + "'");
        }
    }

    Token expect(Kind kind, String what) {
        if (peek().kind() != kind) {
            throw new Unreadable(peek().span(), "expected " + what);
        }
        return next();
    }

    /** A text or a number, as String or BigDecimal. */
    Object constant() {
        boolean negative = peek().is("-") && peek(1).kind() == Kind.NUMBER;
        if (negative) {
            next();
        }
        Token constant = next();
        return switch (constant.kind()) {
            case STRING -> constant.text();
            case NUMBER -> negative ? number(constant).negate() : number(constant);
            case NAME, SYMBOL, END -> throw new Unreadable(constant.span(), "expected a text or a number");
        };
    }

    static BigDecimal number(Token token) {
        String digits = token.text().replaceFirst("[lLdDfFBI]$", "");
        BigDecimal number = Decimal.parse(digits);
        if (number == null) {
            throw new Unreadable(token.span(), "not a number: " + token.text());
        }
        return number;
    }

    /** The text from a place to the end of the word read last. */
    String since(int start) {
        return part.text().substring(start - part.start(), tokens.get(at - 1).end() - part.start());
    }

    Span from(int start) {
        return place(new Span(start, tokens.get(at - 1).end()));
    }

    /** As exactly as it is known. */
    Span place(Span inside) {
        return part.unknown() == null ? inside : part.unknown();
    }
}
