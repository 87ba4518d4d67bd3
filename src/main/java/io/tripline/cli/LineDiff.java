package io.tripline.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * What differs between two texts, line by line: removed lines with {@code -}, added ones with {@code +}, and some lines around
 * them.
 */
final class LineDiff {

    private static final int CONTEXT = 3;

    /** Beyond this many pairs of lines the middle is shown as removed and added whole: the table would be too large. */
    private static final long LARGEST_TABLE = 4_000_000;

    private LineDiff() {}

    private record Line(char sign, String text) {
        @Override
        public String toString() {
            return sign + text;
        }
    }

    /** Empty if they are the same. */
    static List<String> of(String before, String after) {
        List<Line> lines = lines(before.lines().toList(), after.lines().toList());
        boolean[] shown = new boolean[lines.size()];
        boolean different = false;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).sign() != ' ') {
                different = true;
                for (int j = Math.max(0, i - CONTEXT); j <= Math.min(lines.size() - 1, i + CONTEXT); j++) {
                    shown[j] = true;
                }
            }
        }
        List<String> out = new ArrayList<>();
        for (int i = 0; different && i < lines.size(); i++) {
            if (shown[i]) {
                out.add(lines.get(i).toString());
            } else if (i == 0 || shown[i - 1]) {
                out.add("…");
            }
        }
        return out;
    }

    private static List<Line> lines(List<String> before, List<String> after) {
        int start = 0;
        int shorter = Math.min(before.size(), after.size());
        while (start < shorter && before.get(start).equals(after.get(start))) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        List<Line> lines = new ArrayList<>();
        before.subList(0, start).forEach(text -> lines.add(new Line(' ', text)));
        middle(before.subList(start, before.size() - end), after.subList(start, after.size() - end), lines);
        before.subList(before.size() - end, before.size()).forEach(text -> lines.add(new Line(' ', text)));
        return lines;
    }

    /** The longest common subsequence stays, the rest goes or comes. */
    private static void middle(List<String> before, List<String> after, List<Line> lines) {
        if ((long) before.size() * after.size() > LARGEST_TABLE) {
            before.forEach(text -> lines.add(new Line('-', text)));
            after.forEach(text -> lines.add(new Line('+', text)));
            return;
        }
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                lines.add(new Line(' ', before.get(i)));
                i++;
                j++;
            } else if (j == after.size() || i < before.size() && common[i + 1][j] >= common[i][j + 1]) {
                lines.add(new Line('-', before.get(i++)));
            } else {
                lines.add(new Line('+', after.get(j++)));
            }
        }
    }
}
