package io.tripline.bench.compare;

import java.time.Instant;
import java.util.SplittableRandom;

/** Random words, names, addresses and times of events: the same numbers give the same words. */
final class Words {

    /** When the first event of every lane happens; ms since the epoch, a whole second. */
    static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    private static final String[] SYLLABLES = {
        "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "qui", "ro", "su", "ta", "ve", "wi",
        "xo", "zu"
    };

    private final SplittableRandom random;

    Words(long seed) {
        random = new SplittableRandom(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    @SafeVarargs
    final <T> T of(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** A word of 4 syllables that no rule asks for. */
    String word() {
        return word(random.nextLong() >>> 1);
    }

    /** Of a number, always the same. */
    static String word(long number) {
        StringBuilder word = new StringBuilder();
        long left = number;
        for (int i = 0; i < 4; i++) {
            word.append(SYLLABLES[(int) (left % SYLLABLES.length)]);
            left /= SYLLABLES.length;
        }
        return word.toString();
    }

    String address() {
        return "10." + below(256) + "." + below(256) + "." + (1 + below(254));
    }

    String hex(int digits) {
        StringBuilder hex = new StringBuilder(digits);
        for (int i = 0; i < digits; i++) {
            hex.append(Character.forDigit(below(16), 16));
        }
        return hex.toString();
    }

    String uuid() {
        return hex(8) + "-" + hex(4) + "-4" + hex(3) + "-a" + hex(3) + "-" + hex(12);
    }

    /** @param time ms since the epoch */
    static String time(long time) {
        return Instant.ofEpochMilli(time).toString();
    }
}
