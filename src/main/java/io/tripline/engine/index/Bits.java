package io.tripline.engine.index;

/** Sets of small numbers. */
final class Bits {

    private Bits() {}

    /** How many longs hold so many numbers. */
    static int words(int size) {
        return (size + 63) >> 6;
    }

    static void set(long[] bits, int index) {
        bits[index >> 6] |= 1L << index;
    }
}
