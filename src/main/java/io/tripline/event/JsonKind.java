package io.tripline.event;

/** What stands at a place of a {@link Document}. */
enum JsonKind {
    OBJECT,
    LIST,
    /** Its bytes are the text. */
    TEXT,
    /** Its bytes hold escapes. */
    ESCAPED,
    /** Digits, with a sign. */
    INTEGER,
    /** A number with a point or an exponent. */
    DECIMAL,
    TRUE,
    FALSE,
    NULL,
    /** A later field of the same object has the same name: it counts. */
    REPLACED;

    private static final JsonKind[] ALL = values();

    static JsonKind of(int ordinal) {
        return ALL[ordinal];
    }

    boolean isScalar() {
        return this != OBJECT && this != LIST && this != REPLACED;
    }
}
