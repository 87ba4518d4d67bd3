package io.tripline.web.page;

import io.tripline.web.rules.ExplanationView.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A condition as the lines of a nested list, each with how it came out for an event.
 *
 * @param cut whether it has more parts than are shown
 */
public record ConditionTree(List<Step> steps, boolean cut) {

    private static final String ALL_OF = "all of";
    private static final String NOT = "not";

    /** What is deeper stands there. */
    private static final int DEEPEST = 12;

    private static final int LONGEST_TEXT = 400;
    private static final int LONGEST_VALUE = 160;
    private static final int MOST_VALUES = 5;

    /**
     * A line.
     *
     * @param state held, failed or unknown
     * @param word the same for people
     * @param mark the same as a sign
     * @param values that were found
     * @param more values that were found, and are not shown
     * @param lacking whether it looks for values and found none
     * @param opens whether the lines that follow are its parts
     * @param closes how many lists end after it
     */
    public record Step(
            String text,
            String state,
            String word,
            String mark,
            List<String> values,
            int more,
            boolean lacking,
            boolean opens,
            int closes) {

        Step closingOneMore() {
            return new Step(text, state, word, mark, values, more, lacking, opens, closes + 1);
        }
    }

    /** The whole. */
    static ConditionTree of(Node condition, Excerpts excerpts) {
        return lines(condition, Integer.MAX_VALUE, excerpts);
    }

    /**
     * The parts because of which it does not hold.
     *
     * @param most lines
     */
    static ConditionTree atFault(Node condition, int most, Excerpts excerpts) {
        Node fault = fault(condition, true);
        while (fault != null && fault.text().equals(ALL_OF) && fault.parts().size() == 1) {
            fault = fault.parts().getFirst();
        }
        return fault == null ? new ConditionTree(List.of(), false) : lines(fault, most, excerpts);
    }

    /** Null where it came out as it was wanted. */
    private static @Nullable Node fault(Node node, boolean wanted) {
        if (node.held() == wanted) {
            return null;
        }
        boolean below = wanted != node.text().equals(NOT);
        List<Node> parts = node.parts().stream()
                .map(part -> fault(part, below))
                .filter(Objects::nonNull)
                .toList();
        return new Node(node.text(), node.state(), node.held(), node.tested(), node.values(), parts);
    }

    private static ConditionTree lines(Node node, int most, Excerpts excerpts) {
        Lines lines = new Lines(most, excerpts);
        lines.add(node, 0);
        return new ConditionTree(List.copyOf(lines.steps), lines.cut);
    }

    /** One condition's lines as they are made. */
    private static final class Lines {

        private final List<Step> steps = new ArrayList<>();
        private final int most;
        private final Excerpts excerpts;
        private boolean cut;

        Lines(int most, Excerpts excerpts) {
            this.most = most;
            this.excerpts = excerpts;
        }

        void add(Node node, int depth) {
            if (steps.size() >= most || excerpts.areOver()) {
                cut = true;
                return;
            }
            boolean opens = !node.parts().isEmpty() && depth < DEEPEST;
            steps.add(step(node, opens));
            node.parts().forEach(part -> add(part, depth + 1));
            if (opens) {
                steps.add(steps.removeLast().closingOneMore());
            }
        }

        private Step step(Node node, boolean opens) {
            String text = excerpts.of(node.text(), LONGEST_TEXT);
            List<String> values = node.values().stream()
                    .limit(MOST_VALUES)
                    .map(value -> excerpts.of(value, LONGEST_VALUE))
                    .toList();
            String word =
                    switch (node.state()) {
                        case "held" -> "held";
                        case "failed" -> "did not hold";
                        default -> node.held() ? "unknown, counts as held" : "unknown, counts as not held";
                    };
            String mark =
                    switch (node.state()) {
                        case "held" -> "✓";
                        case "failed" -> "✗";
                        default -> "?";
                    };
            return new Step(
                    text,
                    node.state(),
                    word,
                    mark,
                    values,
                    node.values().size() - values.size(),
                    node.tested() && values.isEmpty(),
                    opens,
                    0);
        }
    }
}
