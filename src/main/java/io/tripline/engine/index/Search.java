package io.tripline.engine.index;

import io.tripline.event.FoldedText;

/** What one worker needs while it looks for candidates, used again for each event. */
final class Search {

    final FoldedText text = new FoldedText();

    /** For each witness that a rule can have, the rules of which it is there. */
    long[] bits = {};

    /** The candidates, ascending. */
    int[] candidates = {};

    int count;

    void begin(long[] start) {
        if (bits.length < start.length) {
            bits = new long[start.length];
        }
        System.arraycopy(start, 0, bits, 0, start.length);
        count = 0;
    }

    void add(int candidate) {
        if (count == candidates.length) {
            candidates = java.util.Arrays.copyOf(candidates, Math.max(16, 2 * count));
        }
        candidates[count++] = candidate;
    }
}
