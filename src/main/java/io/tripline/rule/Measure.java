package io.tripline.rule;

import io.tripline.event.FieldPath;
import java.util.List;

/** What is measured over the matches of a group. */
public sealed interface Measure {

    /** How many matches. Sigma {@code event_count}, Elastic {@code threshold.value}. */
    record EventCount() implements Measure {}

    /** How many distinct values, or combinations of values. Sigma {@code value_count}, Elastic {@code cardinality}. */
    record ValueCount(List<FieldPath> fields) implements Measure {
        public ValueCount {
            fields = List.copyOf(fields);
        }
    }

    record Sum(FieldPath field) implements Measure {}

    record Average(FieldPath field) implements Measure {}

    /** Linear interpolation between closest ranks. */
    record Percentile(FieldPath field, double percent) implements Measure {}

    /** Minutes between the first and the last match of the group. */
    record Minutes() implements Measure {}
}
