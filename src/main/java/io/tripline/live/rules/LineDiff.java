package io.tripline.live.rules;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import io.tripline.problem.Cut;
import io.tripline.problem.ProblemPrinter;
import java.util.ArrayList;
import java.util.List;

/** The lines in which two texts differ, for the log: what a person changed in a rule. */
final class LineDiff {

    /** More is no edit that a person reads in a log. */
    private static final int MOST_LINES = 20;

    /** Of each text; the time that comparing takes grows with the square. */
    private static final int MOST_COMPARED = 2_000;

    private static final int LONGEST_LINE = 160;

    private LineDiff() {}

    /** {@code - old} and {@code + new} lines without their indentation; empty lines do not count. */
    static List<String> of(String before, String after) {
        List<String> from = lines(before);
        List<String> to = lines(after);
        List<String> changes = new ArrayList<>();
        if (Math.max(from.size(), to.size()) > MOST_COMPARED) {
            add(changes, from, to);
        } else {
            for (AbstractDelta<String> delta : DiffUtils.diff(from, to).getDeltas()) {
                add(changes, delta.getSource().getLines(), delta.getTarget().getLines());
            }
        }
        if (changes.size() <= MOST_LINES) {
            return changes;
        }
        List<String> shown = new ArrayList<>(changes.subList(0, MOST_LINES));
        shown.add("… and " + (changes.size() - MOST_LINES) + " more lines");
        return shown;
    }

    private static void add(List<String> changes, List<String> from, List<String> to) {
        from.forEach(line -> changes.add(line("- ", line)));
        to.forEach(line -> changes.add(line("+ ", line)));
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private static String line(String sign, String line) {
        return sign + ProblemPrinter.visible(Cut.after(LONGEST_LINE, line));
    }
}
