package io.tripline.problem;

import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds the word that somebody probably meant. Case does not count. */
public final class Spelling {

    /** Longer ones are no slips of the pen, and comparing takes time with the square. */
    private static final int LONGEST = 60;

    private static final int FARTHEST = 3;

    private Spelling() {}

    /** {@code did you mean 'x'?}, or the other sentence where nothing is near. */
    public static String wayOut(String written, Collection<String> known, String otherwise) {
        String suggestion = suggestion(written, known);
        return suggestion == null ? otherwise : suggestion;
    }

    /** {@code did you mean 'x'?}, or null where nothing is near. */
    public static @Nullable String suggestion(String written, Collection<String> known) {
        String near = nearest(written, known, Math.clamp(written.length() / 3, 1, FARTHEST));
        return near == null ? null : "did you mean '" + near + "'?";
    }

    /**
     * The nearest other word; null where there is none.
     *
     * @param farthest how many characters it may differ by
     */
    public static @Nullable String nearest(String written, Collection<String> known, int farthest) {
        String nearest = null;
        int least = farthest + 1;
        for (String word : known) {
            boolean other = Math.abs(word.length() - written.length()) < least && !word.equals(written);
            int distance = other ? distance(written, word) : least;
            if (distance < least) {
                least = distance;
                nearest = word;
            }
        }
        return nearest;
    }

    /** How many characters are to be put in, taken out or changed, or neighbours swapped. */
    public static int distance(String a, String b) {
        if (a.length() > LONGEST || b.length() > LONGEST) {
            return Integer.MAX_VALUE;
        }
        int[] before = new int[b.length() + 1];
        int[] above = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        Arrays.setAll(above, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = isSame(a, i - 1, b, j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], above[j]) + 1, above[j - 1] + change);
                if (i > 1 && j > 1 && isSame(a, i - 1, b, j - 2) && isSame(a, i - 2, b, j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            int[] free = before;
            before = above;
            above = row;
            row = free;
        }
        return above[b.length()];
    }

    private static boolean isSame(String a, int i, String b, int j) {
        return Character.toLowerCase(a.charAt(i)) == Character.toLowerCase(b.charAt(j));
    }
}
