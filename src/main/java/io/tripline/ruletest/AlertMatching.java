package io.tripline.ruletest;

import io.tripline.ruletest.RuleTestFile.Expectation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which expectation is which alert. An expectation may fit several alerts, so this looks for the largest assignment of one to
 * one (by augmenting paths), not for the first that fits.
 */
final class AlertMatching {

    private static final int FREE = -1;

    private final List<Expectation> expected;
    private final List<RaisedAlert> raised;

    /** For each alert the index of its expectation. */
    private final int[] assigned;

    AlertMatching(List<Expectation> expected, List<RaisedAlert> raised) {
        this.expected = expected;
        this.raised = raised;
        this.assigned = new int[raised.size()];
        Arrays.fill(assigned, FREE);
        for (int i = 0; i < expected.size(); i++) {
            assign(i, new boolean[raised.size()]);
        }
    }

    private boolean assign(int expectation, boolean[] visited) {
        for (int i = 0; i < raised.size(); i++) {
            if (!visited[i] && raised.get(i).meets(expected.get(expectation))) {
                visited[i] = true;
                if (assigned[i] == FREE || assign(assigned[i], visited)) {
                    assigned[i] = expectation;
                    return true;
                }
            }
        }
        return false;
    }

    List<Expectation> missing() {
        boolean[] met = new boolean[expected.size()];
        for (int expectation : assigned) {
            if (expectation != FREE) {
                met[expectation] = true;
            }
        }
        List<Expectation> missing = new ArrayList<>();
        for (int i = 0; i < met.length; i++) {
            if (!met[i]) {
                missing.add(expected.get(i));
            }
        }
        return missing;
    }

    List<RaisedAlert> unexpected() {
        List<RaisedAlert> unexpected = new ArrayList<>();
        for (int i = 0; i < assigned.length; i++) {
            if (assigned[i] == FREE) {
                unexpected.add(raised.get(i));
            }
        }
        return unexpected;
    }
}
