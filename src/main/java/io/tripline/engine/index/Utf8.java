package io.tripline.engine.index;

import java.nio.charset.StandardCharsets;

/** The form in which texts are looked for: one is in another exactly if its bytes are. */
final class Utf8 {

    private Utf8() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** False for a text with half a character in it, which stands in no text of whole ones. */
    static boolean isWhole(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
