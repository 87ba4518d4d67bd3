package io.tripline.engine.index;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What is known of texts, looked up by their bytes in UTF-8: no text is made. Immutable, any thread. */
final class TextTable {

    private static final int[] NONE = {};

    /** Open addressing by hash; null is empty. */
    private final byte[][] texts;

    private final int[][] found;
    private final int longest;

    private TextTable(Map<String, List<Integer>> byText) {
        this.texts = new byte[Math.max(2, Integer.highestOneBit(byText.size()) * 4)][];
        this.found = new int[texts.length][];
        int most = -1;
        for (Map.Entry<String, List<Integer>> entry : byText.entrySet()) {
            byte[] text = Utf8.bytes(entry.getKey());
            int slot = slot(text, text.length);
            int[] same = found[slot];
            IntStream values = entry.getValue().stream().mapToInt(Integer::intValue);
            texts[slot] = text;
            found[slot] = (same == null ? values : IntStream.concat(IntStream.of(same), values)).toArray();
            most = Math.max(most, text.length);
        }
        this.longest = most;
    }

    static TextTable of(Map<String, List<Integer>> byText) {
        return new TextTable(byText);
    }

    boolean isEmpty() {
        return longest < 0;
    }

    int[] of(@Nullable String text) {
        if (text == null || isEmpty()) {
            return NONE;
        }
        byte[] bytes = Utf8.bytes(text);
        return of(bytes, bytes.length);
    }

    /** @param text the first {@code length} bytes of it */
    int[] of(byte[] text, int length) {
        int[] known = length > longest ? null : found[slot(text, length)];
        return known == null ? NONE : known;
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
