package io.tripline.web.rules;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import io.tripline.problem.ProblemPrinter;
import java.util.ArrayList;
import java.util.List;

/** The lines in which two texts differ, for the log: what a person changed in a rule. */
final class LineDiff {

    /** More is no edit that a person reads in a log. */
    private static final int MOST_LINES = 20;

    private static final int LONGEST_LINE = 160;

    private LineDiff() {}

    /** {@code - old} and {@code + new} lines without their indentation; empty lines do not count. */
    static List<String> of(String before, String after) {
        List<String> changes = new ArrayList<>();
        for (AbstractDelta<String> delta :
                DiffUtils.diff(lines(before), lines(after)).getDeltas()) {
            delta.getSource().getLines().forEach(line -> changes.add(line("- ", line)));
            delta.getTarget().getLines().forEach(line -> changes.add(line("+ ", line)));
        }
        if (changes.size() <= MOST_LINES) {
            return changes;
        }
        List<String> shown = new ArrayList<>(changes.subList(0, MOST_LINES));
        shown.add("… and " + (changes.size() - MOST_LINES) + " more lines");
        return shown;
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private static String line(String sign, String line) {
        String shown = line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…";
        return sign + ProblemPrinter.visible(shown);
    }
}
