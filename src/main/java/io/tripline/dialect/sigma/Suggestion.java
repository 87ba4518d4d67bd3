package io.tripline.dialect.sigma;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The word that an author probably meant. */
final class Suggestion {

    private static final int LONGEST = 60;

    private Suggestion() {}

    /** {@code did you mean 'contains'?}, or the other sentence where no word is near. */
    static @Nullable String of(String written, Collection<String> known, @Nullable String otherwise) {
        String best = null;
        int least = Math.max(1, Math.min(3, written.length() / 3)) + 1;
        for (String word : known) {
            if (written.length() > LONGEST || word.length() > LONGEST || word.equals(written)) {
                continue;
            }
            int distance = distance(written.toLowerCase(java.util.Locale.ROOT), word);
            if (distance < least) {
                least = distance;
                best = word;
            }
        }
        return best == null ? otherwise : "did you mean '" + best + "'?";
    }

    /** How many characters to add, drop, replace or exchange with their neighbour. */
    private static int distance(String a, String b) {
        int[][] distance = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                distance[i][j] = i == 0 || j == 0 ? i + j : nearest(distance, a, b, i, j);
            }
        }
        return distance[a.length()][b.length()];
    }

    private static int nearest(int[][] distance, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least =
                Math.min(distance[i - 1][j - 1] + (same ? 0 : 1), Math.min(distance[i - 1][j], distance[i][j - 1]) + 1);
        boolean exchanged = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return exchanged ? Math.min(least, distance[i - 2][j - 2] + 1) : least;
    }
}
