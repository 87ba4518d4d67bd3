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

    /** Levenshtein's: how many characters to add, drop or replace. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
