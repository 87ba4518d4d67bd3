package io.tripline.rule;

import io.tripline.event.FieldPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** What is worked out of the event, or a constant, has a value for which the test holds. */
    record DerivedTest(Subject subject, Test test) implements Condition {
        public DerivedTest {
            if (subject instanceof Subject.Field) {
                throw new IllegalArgumentException("a test of a field is a FieldTest");
            }
        }
    }

    /**
     * Of the objects at a path there is one of which the part holds, with the path in front of its fields: Elastic's nested
     * queries.
     */
    record AnyObject(FieldPath path, Condition part) implements Condition {}

    /**
     * One entry of a list has in its columns a value of each of the fields, or a value of any of them: Elastic's
     * {@code threat_mapping}.
     *
     * @param list the name of the list
     * @param columns one for each field; one in all where a value of any field will do; none where one field is looked up in the
     *     column that the list itself names
     * @param where which entries count, asked of their columns
     * @param age how old an entry may be; null: any
     */
    record InList(
            List<FieldPath> fields,
            String list,
            List<FieldPath> columns,
            Condition where,
            @Nullable Age age) implements Condition {
        public InList {
            fields = List.copyOf(fields);
            columns = List.copyOf(columns);
            boolean own = columns.isEmpty() && fields.size() == 1;
            if (fields.isEmpty() || columns.size() != fields.size() && columns.size() != 1 && !own) {
                throw new IllegalArgumentException(fields.size() + " fields for " + columns.size() + " columns");
            }
        }

        /** An entry counts for events up to so long after the time in its column. */
        public record Age(FieldPath column, Duration longest) {}
    }

    /** The event's own time is before the moment. */
    record Before(Instant moment) implements Condition {}

    /**
     * The part, and why it stands there.
     *
     * @param remark one sentence for a person
     */
    record Remarked(String remark, Condition part) implements Condition {}

    /** Some field of the event has a value for which the test holds: keywords. */
    record AnyFieldTest(Test test) implements Condition {}
}
