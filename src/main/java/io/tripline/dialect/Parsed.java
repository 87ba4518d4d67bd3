package io.tripline.dialect;

import io.tripline.problem.Problem;
import io.tripline.rule.Rule;
import java.util.List;

/** What became of one file: accepted with warnings, or rejected with all its problems. */
public sealed interface Parsed {

    /** What the source calls the kind of rule: {@code rule}, {@code correlation}, {@code new_terms} …; empty if unknown. */
    String type();

    List<Problem> problems();

    /** @param problems warnings and notes only */
    record Accepted(String type, List<Rule> rules, List<Problem> problems) implements Parsed {
        public Accepted {
            rules = List.copyOf(rules);
            problems = List.copyOf(problems);
        }
    }

    /**
     * @param id and title as far as they could be read, else empty
     * @param problems at least one error: the construct, its position, the way out
     */
    record Rejected(String type, String id, String title, List<Problem> problems) implements Parsed {
        public Rejected {
            problems = List.copyOf(problems);
        }
    }
}
