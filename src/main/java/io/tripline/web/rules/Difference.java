package io.tripline.web.rules;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/** What one text has that another has not, as people know it from version control. Stateless. */
final class Difference {

    /** Lines of each text; the time that comparing takes grows with their product. */
    private static final int MOST_LINES = 2_000;

    private static final int CONTEXT = 3;

    private Difference() {}

    /** The unified form, without the names of files; a sentence where the texts are too long. */
    static String of(String before, String after) {
        List<String> from = before.lines().toList();
        List<String> to = after.lines().toList();
        if (Math.max(from.size(), to.size()) > MOST_LINES) {
            return "The texts are longer than " + MOST_LINES + " lines: compare them with a tool of your own.";
        }
        List<String> lines = UnifiedDiffUtils.generateUnifiedDiff("", "", from, DiffUtils.diff(from, to), CONTEXT);
        return String.join("\n", lines.subList(Math.min(2, lines.size()), lines.size()));
    }
}
