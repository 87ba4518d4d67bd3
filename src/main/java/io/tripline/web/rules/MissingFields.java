package io.tripline.web.rules;

import io.tripline.engine.read.EventCondition;
import io.tripline.engine.read.EventCondition.Subject;
import io.tripline.event.Origin;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether a condition can hold for events of one log that never have some fields. Where that cannot be said for certain, it can.
 *
 * @param missing dotted paths
 */
record MissingFields(Origin origin, Predicate<String> missing) {

    /** Fields without which it cannot hold, of which one would do; none if it can hold. */
    List<String> of(EventCondition condition) {
        return switch (condition) {
            case EventCondition.And and -> first(and.parts());
            case EventCondition.Or or ->
                any(1, or.parts().stream().filter(part -> part.mayHold(origin)).toList());
            case EventCondition.AtLeast some -> any(some.count(), some.parts());
            case EventCondition.ValueTest test -> of(test.subject());
            case EventCondition.HasField test -> of(test.field());
            case EventCondition.FieldState test ->
                test.state() == EventCondition.FieldState.State.EXISTS ? of(test.subject()) : List.of();
            case EventCondition.InList test -> of(test);
            case EventCondition.AnyObject some -> List.of();
            case EventCondition.FieldRelation relation -> List.of();
            case EventCondition.Not not -> List.of();
            case EventCondition.Before test -> List.of();
            case EventCondition.OriginTest test -> List.of();
        };
    }

    private List<String> first(List<EventCondition> parts) {
        for (EventCondition part : parts) {
            List<String> fields = of(part);
            if (!fields.isEmpty()) {
                return fields;
            }
        }
        return List.of();
    }

    private List<String> any(int count, List<EventCondition> parts) {
        Set<String> fields = new LinkedHashSet<>();
        int holding = 0;
        for (EventCondition part : parts) {
            List<String> ofPart = of(part);
            holding += ofPart.isEmpty() ? 1 : 0;
            fields.addAll(ofPart);
        }
        return holding >= count ? List.of() : List.copyOf(fields);
    }

    private List<String> of(EventCondition.InList test) {
        if (test.excluded()) {
            return List.of();
        }
        List<List<String>> each = test.subjects().stream().map(this::of).toList();
        List<List<String>> lacking =
                each.stream().filter(fields -> !fields.isEmpty()).toList();
        if (lacking.isEmpty() || !test.together() && lacking.size() < each.size()) {
            return List.of();
        }
        return test.together()
                ? lacking.getFirst()
                : lacking.stream().flatMap(List::stream).toList();
    }

    private List<String> of(Subject subject) {
        return switch (subject) {
            case Subject.Field field -> missing.test(field.path()) ? List.of(field.path()) : List.of();
            case Subject.AnyField any -> List.of();
            case Subject.Constant constant -> List.of();
            case Subject.Derived derived -> {
                for (Subject input : derived.inputs()) {
                    List<String> fields = of(input);
                    if (!fields.isEmpty()) {
                        yield fields;
                    }
                }
                yield List.of();
            }
        };
    }
}
