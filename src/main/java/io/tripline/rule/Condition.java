package io.tripline.rule;

import io.tripline.event.FieldPath;
import java.util.List;

/**
 * Whether one event counts. A test holds if any value of its field holds; {@code Not} therefore means "no value does" and
 * holds for a missing field. {@code Not} is never pushed into an operator.
 */
public sealed interface Condition {

    /** All hold; of none, true. */
    record And(List<Condition> parts) implements Condition {
        public And {
            parts = List.copyOf(parts);
        }
    }

    /** At least one holds; of none, false. */
    record Or(List<Condition> parts) implements Condition {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    /** At least {@code count} of the parts hold, Sigma's {@code 2 of selection*}. */
    record AtLeast(int count, List<Condition> parts) implements Condition {
        public AtLeast {
            parts = List.copyOf(parts);
        }
    }

    record Not(Condition part) implements Condition {}

    /** The field has a value for which the test holds. A path may hold {@code *}: any field whose name matches. */
    record FieldTest(FieldPath field, Test test) implements Condition {}

    /** Some field of the event has a value for which the test holds: keywords. */
    record AnyFieldTest(Test test) implements Condition {}
}
