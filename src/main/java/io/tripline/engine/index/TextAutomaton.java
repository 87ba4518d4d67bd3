package io.tripline.engine.index;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/**
 * Finds all of many texts in one pass over another (Aho and Corasick). Rows are sparse: a node keeps its few transitions
 * sorted. Immutable once built, any thread.
 */
final class TextAutomaton {

    private final char[][] labels;
    private final int[][] targets;
    private final int[] fallback;
    private final int[][] found;

    private TextAutomaton(char[][] labels, int[][] targets, int[] fallback, int[][] found) {
        this.labels = labels;
        this.targets = targets;
        this.fallback = fallback;
        this.found = found;
    }

    /** Tells the value of every text that occurs, once for each occurrence. */
    void search(String text, IntConsumer onFound) {
        int node = 0;
        for (int i = 0; i < text.length(); i++) {
            node = next(node, text.charAt(i));
            for (int value : found[node]) {
                onFound.accept(value);
            }
        }
    }

    private int next(int from, char c) {
        int node = from;
        while (true) {
            int at = Arrays.binarySearch(labels[node], c);
            if (at >= 0) {
                return targets[node][at];
            }
            if (node == 0) {
                return 0;
            }
            node = fallback[node];
        }
    }

    /** Collects texts, each with a value to tell. */
    static final class Builder {

        private final List<TreeMap<Character, Integer>> children = new ArrayList<>(List.of(new TreeMap<>()));
        private final List<List<Integer>> values = new ArrayList<>(List.of(new ArrayList<>()));

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
            int size = children.size();
            char[][] labels = new char[size][];
            int[][] targets = new int[size][];
            for (int node = 0; node < size; node++) {
                TreeMap<Character, Integer> row = children.get(node);
                labels[node] = new char[row.size()];
                targets[node] = new int[row.size()];
                int at = 0;
                for (var entry : row.entrySet()) {
                    labels[node][at] = entry.getKey();
                    targets[node][at++] = entry.getValue();
                }
            }
            int[] fallback = new int[size];
            TextAutomaton automaton = new TextAutomaton(labels, targets, fallback, new int[size][]);
            linkFallbacks(automaton);
            return automaton;
        }

        /** Breadth first: what a node finds is its own texts and those of the node that it falls back to. */
        private void linkFallbacks(TextAutomaton automaton) {
            ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(0));
            while (!queue.isEmpty()) {
                int node = queue.remove();
                List<Integer> all = new ArrayList<>(values.get(node));
                if (node != 0) {
                    for (int value : automaton.found[automaton.fallback[node]]) {
                        all.add(value);
                    }
                }
                automaton.found[node] = all.stream().mapToInt(Integer::intValue).toArray();
                for (int i = 0; i < automaton.labels[node].length; i++) {
                    int child = automaton.targets[node][i];
                    automaton.fallback[child] =
                            node == 0 ? 0 : automaton.next(automaton.fallback[node], automaton.labels[node][i]);
                    queue.add(child);
                }
            }
        }
    }
}
