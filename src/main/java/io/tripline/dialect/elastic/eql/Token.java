package io.tripline.dialect.elastic.eql;

import io.tripline.dialect.elastic.query.Span;

/**
 * @param text of a string or a quoted name its value, else as written
 */
record Token(Kind kind, String text, Span span) {

    enum Kind {
        /** A name or a keyword, with its tilde if it has one. */
        WORD,
        /** A name in backquotes. */
        QUOTED_NAME,
        STRING,
        INTEGER,
        DECIMAL,
        SYMBOL,
        END
    }

    boolean is(String symbolOrKeyword) {
        return (kind == Kind.SYMBOL || kind == Kind.WORD) && text.equals(symbolOrKeyword);
    }
}
