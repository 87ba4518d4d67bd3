package io.tripline.web.rules;

import java.util.List;

/**
 * One thing that a rule looks for in an event.
 *
 * @param field dotted path; {@code *} where any field will do
 * @param operator by the name of its method in DRL, without what it says of case
 * @param values any of them will do; empty where the operator needs none
 * @param ignoresCase whether upper and lower case are the same
 * @param negated whether the rule looks for its absence
 */
public record Indicator(String field, String operator, List<String> values, boolean ignoresCase, boolean negated) {
    public Indicator {
        values = List.copyOf(values);
    }
}
