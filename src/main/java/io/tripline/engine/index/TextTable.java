package io.tripline.engine.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of texts, looked up by their bytes in UTF-8: no text is made. Immutable, any thread. */
final class TextTable {

    /** Open addressing by hash; null is empty. */
    private final byte[][] texts;

    private final Numbers[] found;
    private final int longest;

    private TextTable(Map<String, List<Integer>> byText) {
        this.texts = new byte[Math.max(2, Integer.highestOneBit(byText.size()) * 4)][];
        this.found = new Numbers[texts.length];
        Map<Integer, List<Integer>> bySlot = new HashMap<>();
        int most = -1;
        for (Map.Entry<String, List<Integer>> entry : byText.entrySet()) {
            byte[] text = Utf8.bytes(entry.getKey());
            int slot = slot(text, text.length);
            texts[slot] = text;
            // two texts that are no Unicode may have the same bytes
            bySlot.computeIfAbsent(slot, s -> new ArrayList<>()).addAll(entry.getValue());
            most = Math.max(most, text.length);
        }
        bySlot.forEach((slot, values) -> found[slot] = Numbers.of(values));
        this.longest = most;
    }

    /** Null for no texts. */
    static @Nullable TextTable of(Map<String, List<Integer>> byText) {
        return byText.isEmpty() ? null : new TextTable(byText);
    }

    Numbers of(@Nullable String text) {
        if (text == null) {
            return Numbers.NONE;
        }
        byte[] bytes = Utf8.bytes(text);
        return of(bytes, bytes.length);
    }

    /** @param text the first {@code length} bytes of it */
    Numbers of(byte[] text, int length) {
        Numbers known = length > longest ? null : found[slot(text, length)];
        return known == null ? Numbers.NONE : known;
    }

    private int slot(byte[] text, int length) {
        int slot = hash(text, length) & texts.length - 1;
        while (texts[slot] != null && !Arrays.equals(texts[slot], 0, texts[slot].length, text, 0, length)) {
            slot = slot + 1 & texts.length - 1;
        }
        return slot;
    }

    private static int hash(byte[] text, int length) {
        int hash = length;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + text[i];
        }
        return hash ^ hash >>> 15;
    }
}
