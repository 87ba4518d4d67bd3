package io.tripline.engine.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds all of many texts in another by a few characters that stand next to each other in each of them: those are looked for at
 * every place in a small table, and only where they are there, the whole text is. One step a byte, in memory that stays near,
 * however many texts there are. Immutable once built, any thread.
 */
final class Grams {

    /** So many bytes are looked for at once; of shorter texts all. */
    static final int LONGEST = 4;

    private static final int MIX = 0x9E37_79B1;

    /** Bits for each text: few places have one by chance. */
    private static final int BITS_EACH = 16;

    private final int mask;
    private final int shift;
    private final long[] filter;

    /** Open addressing by the bytes that are looked for; 0 is empty. Beside each other, so that a wrong one costs one look. */
    private final long[] keys;

    /** By the place of the key. */
    private final Entry[][] table;

    /**
     * A text.
     *
     * @param gram the bytes that are looked for, packed
     * @param offset of their last in the text
     * @param values to tell where the text is found
     */
    private record Entry(byte[] text, Anchor anchor, int gram, int offset, Numbers values) {

        /** @param end the place of the last byte that was looked for */
        void compare(byte[] other, int length, int end, long[] bits) {
            int from = end - offset;
            int to = from + text.length;
            if (from >= 0
                    && to <= length
                    && isAt(from, to, length)
                    && Arrays.equals(text, 0, text.length, other, from, to)) {
                values.addTo(bits);
            }
        }

        private boolean isAt(int from, int to, int length) {
            return switch (anchor) {
                case ANYWHERE -> true;
                case BEGINNING -> from == 0;
                case END -> to == length;
            };
        }
    }

    private Grams(int size, List<Entry> entries) {
        this.mask = size == LONGEST ? -1 : (1 << 8 * size) - 1;
        int bits = Math.max(1024, Integer.highestOneBit(entries.size()) * 2 * BITS_EACH);
        this.shift = 32 - Integer.numberOfTrailingZeros(bits);
        this.filter = new long[bits >> 6];
        this.keys = new long[Integer.highestOneBit(entries.size()) * 4]; // at least half of it stays empty
        this.table = new Entry[keys.length][];
        for (Entry entry : entries) {
            Bits.set(filter, entry.gram * MIX >>> shift);
            int slot = slot(entry.gram);
            keys[slot] = key(entry.gram);
            Entry[] others = table[slot];
            table[slot] = others == null ? new Entry[1] : Arrays.copyOf(others, others.length + 1);
            table[slot][table[slot].length - 1] = entry;
        }
    }

    private int slot(int gram) {
        long key = key(gram);
        int slot = gram * MIX >>> 1 + Integer.numberOfLeadingZeros(keys.length); // the high bits are the mixed ones
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    private static long key(int gram) {
        return 1L << Integer.SIZE | Integer.toUnsignedLong(gram);
    }

    /** @param text the first {@code length} bytes of it */
    void search(byte[] text, int length, long[] bits) {
        int gram = 0;
        for (int i = 0; i < length; i++) {
            gram = (gram << 8 | text[i] & 0xFF) & mask;
            int hash = gram * MIX >>> shift;
            if ((filter[hash >> 6] >>> hash & 1) != 0) {
                compare(gram, text, length, i, bits);
            }
        }
    }

    private void compare(int gram, byte[] text, int length, int end, long[] bits) {
        int slot = slot(gram);
        if (keys[slot] != 0) {
            for (Entry entry : table[slot]) {
                entry.compare(text, length, end, bits);
            }
        }
    }

    /** Collects texts, each with values to tell. */
    static final class Builder {

        private final int size;
        private final Map<String, Map<Anchor, List<Integer>>> values = new HashMap<>();

        /** @param size of what is looked for: no text is shorter */
        Builder(int size) {
            this.size = size;
        }

        void add(String text, Anchor anchor, int value) {
            values.computeIfAbsent(text, t -> new HashMap<>())
                    .computeIfAbsent(anchor, a -> new ArrayList<>())
                    .add(value);
        }

        Grams build() {
            Map<Integer, Integer> popularity = new HashMap<>();
            for (String text : values.keySet()) {
                byte[] bytes = Utf8.bytes(text);
                for (int end = size - 1; end < bytes.length; end++) {
                    popularity.merge(gram(bytes, end), 1, Integer::sum);
                }
            }
            List<Entry> entries = new ArrayList<>();
            values.forEach((text, byAnchor) -> {
                byte[] bytes = Utf8.bytes(text);
                int end = rarest(bytes, popularity);
                byAnchor.forEach((anchor, each) ->
                        entries.add(new Entry(bytes, anchor, gram(bytes, end), end, Numbers.of(each))));
            });
            return new Grams(size, entries);
        }

        /** What many texts share is in most of the others as well. */
        private int rarest(byte[] text, Map<Integer, Integer> popularity) {
            int rarest = size - 1;
            for (int end = size; end < text.length; end++) {
                if (popularity.getOrDefault(gram(text, end), 0) <= popularity.getOrDefault(gram(text, rarest), 0)) {
                    rarest = end;
                }
            }
            return rarest;
        }

        private int gram(byte[] text, int end) {
            int gram = 0;
            for (int i = end - size + 1; i <= end; i++) {
                gram = gram << 8 | text[i] & 0xFF;
            }
            return gram;
        }
    }
}
