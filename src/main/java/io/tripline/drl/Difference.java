package io.tripline.drl;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/** The difference between two texts, as {@code diff -u} shows it. */
final class Difference {

    /** The time that comparing takes grows with the lines times the differences. */
    private static final int MOST_LINES = 10_000;

    private static final int CONTEXT = 3;

    private Difference() {}

    /** @return lines with LF at the end of each; the texts must be different */
    static String unified(String file, String edited, String generated) {
        List<String> before = edited.lines().toList();
        List<String> after = generated.lines().toList();
        if (before.size() > MOST_LINES || after.size() > MOST_LINES) {
            return "the files are too long to be compared line by line\n";
        }
        List<String> lines = UnifiedDiffUtils.generateUnifiedDiff(
                file + " (as it is)", file + " (as generated)", before, DiffUtils.diff(before, after), CONTEXT);
        return lines.isEmpty() ? "only the end of the file differs\n" : String.join("\n", lines) + "\n";
    }
}
