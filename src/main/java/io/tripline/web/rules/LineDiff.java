package io.tripline.web.rules;

import io.tripline.problem.ProblemPrinter;
import java.util.ArrayList;
import java.util.List;

/** The lines in which two texts differ, for the log: what a person changed in a rule. */
final class LineDiff {

    /** More is no edit that a person reads in a log. */
    private static final int MOST_LINES = 20;

    /** Lines on either side of which the longest common part is looked for. */
    private static final int LARGEST = 2000;

    private static final int LONGEST_LINE = 160;

    private LineDiff() {}

    /** {@code - old} and {@code + new} lines without their indentation; empty lines do not count. */
    static List<String> of(String before, String after) {
        List<String> old = lines(before);
        List<String> now = lines(after);
        int start = 0;
        while (start < old.size() && start < now.size() && old.get(start).equals(now.get(start))) {
            start++;
        }
        int end = 0;
        while (end < old.size() - start
                && end < now.size() - start
                && old.get(old.size() - 1 - end).equals(now.get(now.size() - 1 - end))) {
            end++;
        }
        List<String> changes = changes(old.subList(start, old.size() - end), now.subList(start, now.size() - end));
        return changes.size() <= MOST_LINES ? changes : shortened(changes);
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private static List<String> shortened(List<String> changes) {
        List<String> shown = new ArrayList<>(changes.subList(0, MOST_LINES));
        shown.add("… and " + (changes.size() - MOST_LINES) + " more lines");
        return shown;
    }

    private static List<String> changes(List<String> old, List<String> now) {
        List<String> changes = new ArrayList<>();
        if (old.size() > LARGEST || now.size() > LARGEST) {
            old.forEach(line -> changes.add(line("- ", line)));
            now.forEach(line -> changes.add(line("+ ", line)));
            return changes;
        }
        int[][] common = common(old, now);
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                i++;
                j++;
            } else if (j == now.size() || i < old.size() && common[i + 1][j] >= common[i][j + 1]) {
                changes.add(line("- ", old.get(i++)));
            } else {
                changes.add(line("+ ", now.get(j++)));
            }
        }
        return changes;
    }

    /** Length of the longest common part of what follows each pair of lines. */
    private static int[][] common(List<String> old, List<String> now) {
        int[][] common = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(now.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private static String line(String sign, String line) {
        String shown = line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…";
        return sign + ProblemPrinter.visible(shown);
    }
}
