package io.tripline.engine;

import io.tripline.engine.read.EventCondition;
import io.tripline.event.Event;
import java.util.List;
import java.util.stream.IntStream;

/** How far a condition is from holding for an event. */
final class Shortfall {

    private Shortfall() {}

    /** The fewest of its tests that would have to come out otherwise; 0 if it holds. */
    static int of(EventCondition condition, Event event) {
        return of(condition, true, event);
    }

    private static int of(EventCondition condition, boolean wanted, Event event) {
        return switch (condition) {
            case EventCondition.And and ->
                ofSome(and.parts(), wanted ? and.parts().size() : 1, wanted, event);
            case EventCondition.Or or ->
                ofSome(or.parts(), wanted ? 1 : or.parts().size(), wanted, event);
            case EventCondition.AtLeast some ->
                ofSome(some.parts(), wanted ? some.count() : some.parts().size() - some.count() + 1, wanted, event);
            case EventCondition.Not not -> of(not.part(), !wanted, event);
            case EventCondition.AnyObject some -> ofObject(some, wanted, event);
            case EventCondition.ValueTest test -> ofTest(test, wanted, event);
            case EventCondition.FieldRelation test -> ofTest(test, wanted, event);
            case EventCondition.Before test -> ofTest(test, wanted, event);
            case EventCondition.OriginTest test -> ofTest(test, wanted, event);
            case EventCondition.InList test -> ofTest(test, wanted, event);
            case EventCondition.HasField test -> ofTest(test, wanted, event);
            case EventCondition.FieldState test -> ofTest(test, wanted, event);
        };
    }

    private static int ofTest(EventCondition test, boolean wanted, Event event) {
        return test.holds(event) == wanted ? 0 : 1;
    }

    /** So many of the parts have to come out as wanted. */
    private static int ofSome(List<EventCondition> parts, int count, boolean wanted, Event event) {
        int[] each = parts.stream()
                .mapToInt(part -> of(part, wanted, event))
                .sorted()
                .toArray();
        return IntStream.of(each).limit(Math.max(0, count)).sum();
    }

    /** By the object that comes nearest. */
    private static int ofObject(EventCondition.AnyObject some, boolean wanted, Event event) {
        Event nearest = some.nearest(event);
        if (!wanted || some.holds(event)) {
            return ofTest(some, wanted, event);
        }
        return nearest == null
                ? some.parts().size()
                : Math.max(1, ofSome(some.parts(), some.parts().size(), true, nearest));
    }
}
