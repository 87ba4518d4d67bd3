package io.tripline.engine.index;

import io.tripline.event.FoldedText;

/** What one worker needs while it looks for candidates, used again for each event. One thread. */
public final class Search {

    final FoldedText text = new FoldedText();

    /** For each witness that a rule can have, the rules of which it is there. */
    long[] bits = {};

    /** The candidates, ascending. */
    int[] candidates = {};

    int count;

    /** How many were found. */
    public int count() {
        return count;
    }

    /** @param i from 0, ascending as what was found is */
    public int found(int i) {
        return candidates[i];
    }

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
