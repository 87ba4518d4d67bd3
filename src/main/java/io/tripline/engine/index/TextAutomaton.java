package io.tripline.engine.index;

import io.tripline.event.CaseFolding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds all of many texts in one pass over another, without case (Aho and Corasick). One step a character: the table has a row
 * for every prefix of a text and a column for every character that occurs in them. Immutable once built, any thread.
 */
final class TextAutomaton {

    private static final int ASCII = 128;

    /** The column of characters that no text has. */
    private static final int OTHER = 0;

    private final int columns;
    private final int[] ascii;
    private final Map<Character, Integer> beyondAscii;

    /** By row and column the offset of the next row; where a text ends there, its complement. */
    private final int[] next;

    /** By row what ends there, ascending. */
    private final int[][] found;

    private TextAutomaton(int columns, int[] ascii, Map<Character, Integer> beyondAscii, int[] next, int[][] found) {
        this.columns = columns;
        this.ascii = ascii;
        this.beyondAscii = beyondAscii;
        this.next = next;
        this.found = found;
    }

    /** Sets the bit of every text that occurs, whatever its case. */
    void search(String text, long[] bits) {
        if (!search(text, false, bits)) {
            search(CaseFolding.fold(text), true, bits);
        }
    }

    /** The same of a text that is folded already, and of ASCII alone. */
    void search(byte[] folded, int length, long[] bits) {
        int row = 0;
        for (int i = 0; i < length; i++) {
            row = next[row + ascii[folded[i]]];
            if (row < 0) {
                row = ~row;
                for (int value : found[row / columns]) {
                    Bits.set(bits, value);
                }
            }
        }
    }

    /** @return false where a character of two units comes first: case cannot be told of each of them alone */
    private boolean search(String text, boolean folded, long[] bits) {
        int row = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!folded && Character.isSurrogate(c)) {
                return false;
            }
            row = next[row + (c < ASCII ? ascii[c] : beyondAscii(c))];
            if (row < 0) {
                row = ~row;
                for (int value : found[row / columns]) {
                    Bits.set(bits, value);
                }
            }
        }
        return true;
    }

    private int beyondAscii(char c) {
        char folded = CaseFolding.fold(c);
        return folded < ASCII ? ascii[folded] : beyondAscii.getOrDefault(folded, OTHER);
    }

    /** Collects folded texts, each with a value to tell. */
    static final class Builder {

        private final List<TreeMap<Character, Integer>> children = new ArrayList<>(List.of(new TreeMap<>()));
        private final List<List<Integer>> values = new ArrayList<>(List.of(new ArrayList<>()));

        /** @param text folded, not empty */
        void add(String text, int value) {
            int node = 0;
            for (int i = 0; i < text.length(); i++) {
                Integer child = children.get(node).get(text.charAt(i));
                if (child == null) {
                    child = children.size();
                    children.get(node).put(text.charAt(i), child);
                    children.add(new TreeMap<>());
                    values.add(new ArrayList<>());
                }
                node = child;
            }
            values.get(node).add(value);
        }

        TextAutomaton build() {
            int[] ascii = new int[ASCII];
            Map<Character, Integer> beyondAscii = new HashMap<>();
            int columns = assignColumns(ascii, beyondAscii);
            int[][] found = new int[children.size()][];
            int[] next = table(columns, c -> c < ASCII ? ascii[c] : beyondAscii.getOrDefault(c, OTHER), found);
            return new TextAutomaton(columns, ascii, beyondAscii, next, found);
        }

        /** Both cases of a letter share a column. */
        private int assignColumns(int[] ascii, Map<Character, Integer> beyondAscii) {
            int columns = OTHER + 1;
            for (TreeMap<Character, Integer> row : children) {
                for (char c : row.keySet()) {
                    if (c < ASCII && ascii[c] == OTHER) {
                        ascii[c] = columns++;
                    } else if (c >= ASCII && beyondAscii.putIfAbsent(c, columns) == null) {
                        columns++;
                    }
                }
            }
            for (char c = 'A'; c <= 'Z'; c++) {
                ascii[c] = ascii[CaseFolding.fold(c)];
            }
            return columns;
        }

        private interface Columns {
            int of(char c);
        }

        /** Breadth first: a row begins as that of the longest other text that ends here, and finds what that one finds. */
        private int[] table(int columns, Columns column, int[][] found) {
            int[] next = new int[Math.multiplyExact(children.size(), columns)];
            int[] fallback = new int[children.size()];
            found[0] = new int[0];
            ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(0));
            while (!queue.isEmpty()) {
                int node = queue.remove();
                int row = node * columns;
                if (node != 0) {
                    System.arraycopy(next, fallback[node] * columns, next, row, columns);
                }
                for (var child : children.get(node).entrySet()) {
                    int at = row + column.of(child.getKey());
                    int to = child.getValue();
                    fallback[to] = node == 0 ? 0 : rowAt(next[at]) / columns;
                    found[to] = merged(values.get(to), found[fallback[to]]);
                    next[at] = found[to].length == 0 ? to * columns : ~(to * columns);
                    queue.add(to);
                }
            }
            return next;
        }

        private static int rowAt(int entry) {
            return entry < 0 ? ~entry : entry;
        }

        private static int[] merged(List<Integer> own, int[] others) {
            int[] all = Arrays.copyOf(others, others.length + own.size());
            for (int i = 0; i < own.size(); i++) {
                all[others.length + i] = own.get(i);
            }
            return Arrays.stream(all).sorted().distinct().toArray();
        }
    }
}
