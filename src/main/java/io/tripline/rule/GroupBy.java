package io.tripline.rule;

import io.tripline.event.FieldPath;
import java.util.List;

/**
 * One field that groups matches.
 *
 * @param name of the group in alerts: the field, or a Sigma alias
 * @param fields one for each input of the pattern, in its order: with an alias they differ
 * @param required whether a match without a value counts: if not required, null is a group of its own
 */
public record GroupBy(String name, List<FieldPath> fields, boolean required) {
    public GroupBy {
        fields = List.copyOf(fields);
    }
}
