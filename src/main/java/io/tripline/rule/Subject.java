package io.tripline.rule;

import io.tripline.event.FieldPath;
import java.math.BigDecimal;
import java.util.List;

/**
 * What is compared: a field, a constant, or what is worked out of others, EQL's functions and arithmetic. It has a value for each
 * combination of its inputs' values, and none where an input has none: then a test of it does not hold.
 */
public sealed interface Subject {

    record Field(FieldPath path) implements Subject {}

    record Text(String value) implements Subject {}

    /** The number of its digits counts: 66.0 divides as a fraction, 66 as a whole number. */
    record Number(BigDecimal value) implements Subject {}

    /**
     * Worked out of inputs, the first of them what the others are arguments for.
     *
     * @param cased of functions that look for a text; true for all others
     */
    record Derived(Function function, boolean cased, List<Subject> inputs) implements Subject {
        public Derived {
            inputs = List.copyOf(inputs);
            if (inputs.size() < function.fewest || inputs.size() > function.most) {
                throw new IllegalArgumentException(function + " of " + inputs.size() + " inputs");
            }
            if (!cased && !function.looksForText) {
                throw new IllegalArgumentException(function + " has no case");
            }
        }
    }

    /** How something is worked out. */
    enum Function {
        /** How many UTF-16 units a text has. */
        LENGTH(1, 1, false),
        /** Of a text from a place up to another, or to the end; negative ones count from the end. */
        SUBSTRING(2, 3, false),
        /** What stands behind the first place of a text up to the next of another; empty where one is not there. */
        BETWEEN(3, 3, true),
        /** The same up to the other's last place. */
        BETWEEN_GREEDY(3, 3, true),
        /** Where a text is first, from a place on; no value where it is not. */
        INDEX_OF(2, 3, true),
        /** All texts behind each other. */
        CONCAT(2, 101, false),
        /** As a text. */
        STRING(1, 1, false),
        /** The number that a text spells, in a base. */
        NUMBER(1, 2, false),
        PLUS(2, 2, false),
        MINUS(2, 2, false),
        TIMES(2, 2, false),
        /** Of whole numbers without the fraction; no value by zero. */
        DIVIDED_BY(2, 2, false),
        /** With the sign of the dividend; no value by zero. */
        MODULO(2, 2, false);

        private final int fewest;
        private final int most;
        private final boolean looksForText;

        Function(int fewest, int most, boolean looksForText) {
            this.fewest = fewest;
            this.most = most;
            this.looksForText = looksForText;
        }
    }
}
