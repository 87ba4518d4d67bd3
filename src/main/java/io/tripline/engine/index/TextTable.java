package io.tripline.engine.index;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is known of texts, by the text: looked up by its bytes where it is of ASCII, so that no text is made. Immutable, any thread. */
final class TextTable {

    private static final int[] NONE = {};

    /** Open addressing by hash: texts of ASCII alone. */
    private final byte[][] texts;

    private final int[][] found;
    private final Map<String, int[]> all;
    private final int longest;

    private TextTable(Map<String, int[]> all) {
        this.all = all;
        this.texts = new byte[Math.max(2, Integer.highestOneBit(all.size()) * 4)][];
        this.found = new int[texts.length][];
        int most = -1;
        for (Map.Entry<String, int[]> entry : all.entrySet()) {
            byte[] text = entry.getKey().getBytes(StandardCharsets.UTF_8);
            if (text.length == entry.getKey().length()) {
                int slot = hash(text, text.length) & texts.length - 1;
                while (texts[slot] != null) {
                    slot = slot + 1 & texts.length - 1;
                }
                texts[slot] = text;
                found[slot] = entry.getValue();
                most = Math.max(most, text.length);
            }
        }
        this.longest = most;
    }

    static TextTable of(Map<String, List<Integer>> byText) {
        Map<String, int[]> all = HashMap.newHashMap(byText.size());
        byText.forEach((text, values) ->
                all.put(text, values.stream().mapToInt(Integer::intValue).toArray()));
        return new TextTable(all);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    int[] of(String text) {
        return all.getOrDefault(text, NONE);
    }

    /** @param text of ASCII */
    int[] of(byte[] text, int length) {
        if (length > longest) {
            return NONE;
        }
        int slot = hash(text, length) & texts.length - 1;
        while (texts[slot] != null) {
            byte[] known = texts[slot];
            if (known.length == length && Arrays.equals(known, 0, length, text, 0, length)) {
                return found[slot];
            }
            slot = slot + 1 & texts.length - 1;
        }
        return NONE;
    }

    private static int hash(byte[] text, int length) {
        int hash = length;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + text[i];
        }
        return hash ^ hash >>> 15;
    }
}
