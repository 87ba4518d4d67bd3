package io.tripline.dialect.elastic.query;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds the word that somebody may have meant. */
public final class Spelling {

    private static final int LONGEST = 60;

    private Spelling() {}

    /** {@code did you mean 'x'?}, or what to do where nothing is near. */
    public static String wayOut(String written, Collection<String> known, String otherwise) {
        String near = nearest(written, known);
        return near == null ? otherwise : "did you mean '" + near + "'?";
    }

    private static @Nullable String nearest(String written, Collection<String> known) {
        String best = null;
        int least = Math.max(1, written.length() / 4) + 1;
        for (String word : known) {
            int distance = written.length() > LONGEST ? LONGEST : distance(written, word);
            if (distance < least) {
                least = distance;
                best = word;
            }
        }
        return best;
    }

    /** Levenshtein. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
