package io.tripline.engine.index;

/** Something that an event must hold. Texts are folded by {@code event.CaseFolding}. */
sealed interface Needle {

    /** Of the field; empty where any field will do. */
    String path();

    /** The field has this value. */
    record Value(String path, String folded) implements Needle {}

    /** The field has this number, as a number or in a text; its one text, see {@code event.Decimal}. */
    record Number(String path, String text) implements Needle {}

    /** The field has this address in any spelling; its one text. */
    record Address(String path, String text) implements Needle {}

    /** A value of the field holds this text. */
    record Part(String path, String folded, Anchor anchor) implements Needle {}

    /** The field is there. */
    record Present(String path) implements Needle {}
}
