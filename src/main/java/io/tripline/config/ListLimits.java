package io.tripline.config;

/**
 * How much one question to a list may hold.
 *
 * @param entries a text that spells a number counts twice, since it is found as either
 * @param bytes of memory
 */
public record ListLimits(long entries, long bytes) {

    public static final ListLimits DEFAULT = new ListLimits(5_000_000, 512L << 20);
}
