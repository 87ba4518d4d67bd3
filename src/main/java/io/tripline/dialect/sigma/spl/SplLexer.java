package io.tripline.dialect.sigma.spl;

import io.tripline.dialect.sigma.spl.SplToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** Words, quoted texts and symbols of one command. In expressions the arithmetic signs are symbols, elsewhere part of words. */
final class SplLexer {

    private static final String SYMBOLS = "(),=<>![]`";
    private static final String ARITHMETIC = "+-*/%";

    private final SplText.Segment segment;
    private final boolean expression;
    private int at;

    private SplLexer(SplText.Segment segment, int start, boolean expression) {
        this.segment = segment;
        this.at = start;
        this.expression = expression;
    }

    /** @param start where to begin in the segment */
    static List<SplToken> tokens(SplText.Segment segment, int start, boolean expression) {
        SplLexer lexer = new SplLexer(segment, start, expression);
        List<SplToken> tokens = new ArrayList<>();
        SplToken token;
        do {
            token = lexer.next();
            tokens.add(token);
        } while (token.kind() != Kind.END);
        return tokens;
    }

    private SplToken next() {
        String text = segment.text();
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        int start = at;
        if (at == text.length()) {
            return token(Kind.END, "", start);
        }
        char c = text.charAt(at);
        if (c == '"' || c == '\'') {
            at = SplText.endOfQuotes(text, at) + 1;
            String inner = text.substring(start + 1, Math.max(start + 1, at - 1));
            return token(c == '"' ? Kind.QUOTED : Kind.FIELD, inner.replace("\\\"", "\""), start);
        }
        if (c == '{') {
            int end = text.indexOf('}', at);
            String name = end < 0 ? "" : text.substring(at + 1, end).strip();
            if (isName(name)) {
                at = end + 1;
                return token(Kind.PLACEHOLDER, name, start);
            }
        }
        if (isSymbol(c)) {
            boolean two = at + 1 < text.length()
                    && text.charAt(at + 1) == '='
                    && (c == '<' || c == '>' || c == '!' || c == '=');
            at += two ? 2 : 1;
            return token(Kind.SYMBOL, text.substring(start, at), start);
        }
        while (at < text.length() && isWordCharacter(text, at)) {
            at++;
        }
        at = Math.max(at, start + 1);
        return token(Kind.WORD, text.substring(start, at), start);
    }

    private boolean isSymbol(char c) {
        return SYMBOLS.indexOf(c) >= 0 || expression && ARITHMETIC.indexOf(c) >= 0;
    }

    private boolean isWordCharacter(String text, int index) {
        char c = text.charAt(index);
        return !Character.isWhitespace(c) && !isSymbol(c) && c != '"' && c != '\'';
    }

    /** What may stand in the braces of a placeholder. */
    static boolean isName(String text) {
        return !text.isEmpty()
                && text.length() <= 100
                && text.chars().allMatch(c -> c == '_' || c == '-' || c < 0x80 && Character.isLetterOrDigit(c));
    }

    private SplToken token(Kind kind, String text, int start) {
        return new SplToken(kind, text, segment.offset() + start);
    }
}
