package io.tripline.engine.index;

import java.util.List;

/**
 * Small numbers that are added to a set of bits together: one after another where they are few, a word of 64 at a time where
 * they are many. Immutable, any thread.
 */
final class Numbers {

    static final Numbers NONE = new Numbers(new int[0], 0, new long[0]);

    /** Empty if they are many. */
    private final int[] few;

    /** Of {@link #many}, in the bits that they are added to. */
    private final int firstWord;

    private final long[] many;

    private Numbers(int[] few, int firstWord, long[] many) {
        this.few = few;
        this.firstWord = firstWord;
        this.many = many;
    }

    static Numbers of(List<Integer> numbers) {
        int[] each =
                numbers.stream().mapToInt(Integer::intValue).sorted().distinct().toArray();
        if (each.length == 0) {
            return NONE;
        }
        int first = each[0] >> 6;
        int words = (each[each.length - 1] >> 6) - first + 1;
        if (each.length <= words) {
            return new Numbers(each, 0, new long[0]);
        }
        long[] bits = new long[words];
        for (int number : each) {
            Bits.set(bits, number - (first << 6));
        }
        return new Numbers(new int[0], first, bits);
    }

    void addTo(long[] bits) {
        for (int number : few) {
            Bits.set(bits, number);
        }
        for (int word = 0; word < many.length; word++) {
            bits[firstWord + word] |= many[word];
        }
    }
}
