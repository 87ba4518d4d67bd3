package io.tripline.dialect.sigma.spl;

/** @param offset into the text */
record SplToken(Kind kind, String text, int offset) {

    /** What a token is. */
    enum Kind {
        /** A bare word: a field, a value, a keyword, a number. */
        WORD,
        /** In double quotes; the text is without them. */
        QUOTED,
        /** A field's name in single quotes, without them. */
        FIELD,
        /** <code>{name}</code>, without the braces. */
        PLACEHOLDER,
        SYMBOL,
        END
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }
}
