package io.tripline.engine.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds all of many texts in one pass over another for each length below {@link Grams#LONGEST}. Immutable once built, any thread. */
final class TextSearch {

    private final Grams[] grams;

    private TextSearch(Grams[] grams) {
        this.grams = grams;
    }

    /** Sets the bits of every text that occurs in the first {@code length} bytes, which are folded. */
    void search(byte[] text, int length, long[] bits) {
        for (Grams each : grams) {
            each.search(text, length, bits);
        }
    }

    /** Collects folded texts, each with a value to tell. */
    static final class Builder {

        private final Map<Integer, Grams.Builder> bySize = new TreeMap<>();

        /** @param text not empty */
        void add(String text, Anchor anchor, int value) {
            bySize.computeIfAbsent(Math.min(Utf8.bytes(text).length, Grams.LONGEST), Grams.Builder::new)
                    .add(text, anchor, value);
        }

        TextSearch build() {
            List<Grams> built = new ArrayList<>();
            bySize.values().forEach(each -> built.add(each.build()));
            return new TextSearch(built.toArray(Grams[]::new));
        }
    }
}
