package io.tripline.engine.compile;

import io.tripline.engine.read.Conditional;
import io.tripline.engine.read.Constraint;
import io.tripline.engine.read.EventCondition;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a pattern tests on an event, in one condition. */
final class EventConditions {

    private EventConditions() {}

    /** The conjunction of the constraints that run as closures; null if none does. */
    static @Nullable EventCondition of(Conditional.Pattern pattern) {
        List<EventCondition> tested = pattern.constraints().stream()
                .filter(Constraint.Tested.class::isInstance)
                .map(constraint -> ((Constraint.Tested) constraint).condition())
                .toList();
        return switch (tested.size()) {
            case 0 -> null;
            case 1 -> tested.getFirst();
            default ->
                new EventCondition.And(
                        tested,
                        tested.stream().map(EventCondition::text).collect(Collectors.joining(", ")),
                        tested.getFirst().span().to(tested.getLast().span()));
        };
    }
}
