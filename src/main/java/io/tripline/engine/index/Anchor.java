package io.tripline.engine.index;

/** Where in a value a text has to stand. */
enum Anchor {
    ANYWHERE,
    BEGINNING,
    END
}
