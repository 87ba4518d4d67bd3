package io.tripline.engine.index;

/**
 * Which part of a text is rarest, by the texts of all rules: what many of them share ({@code \software\microsoft\}) is in most of
 * the events as well.
 */
final class Rarity {

    /** Longer needles would only make the automaton larger. */
    private static final int LONGEST = 12;

    private static final int GRAM = 4;

    /** By the hash of four characters how often they stand in texts of rules. */
    private final int[] counts = new int[1 << 14];

    void count(String folded) {
        for (int i = 0; i + GRAM <= folded.length(); i++) {
            counts[slot(folded, i)]++;
        }
    }

    /** Of two that are alike the later: names differ at their ends. */
    String rarest(String folded) {
        int best = 0;
        double most = -1;
        for (int start = 0; start + LONGEST <= folded.length(); start++) {
            double rarity = 0;
            for (int i = start; i + GRAM <= start + LONGEST; i++) {
                rarity += 1.0 / (1 + counts[slot(folded, i)]);
            }
            if (rarity >= most) {
                most = rarity;
                best = start;
            }
        }
        return folded.substring(best, Math.min(folded.length(), best + LONGEST));
    }

    private int slot(String text, int at) {
        int hash = 0;
        for (int i = at; i < at + GRAM; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return (hash ^ hash >>> 14) & counts.length - 1;
    }

    /** What a text of so many characters costs as a witness because it stands in values that mean something else. */
    static double byChance(int length) {
        return switch (length) {
            case 0, 1 -> 300;
            case 2 -> 100;
            case 3 -> 40;
            case 4 -> 15;
            case 5 -> 6;
            default -> 0;
        };
    }
}
