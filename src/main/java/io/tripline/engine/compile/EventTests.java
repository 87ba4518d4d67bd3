package io.tripline.engine.compile;

import io.tripline.engine.read.EventCondition;
import io.tripline.engine.read.EventCondition.Subject;
import io.tripline.event.Event;
import io.tripline.event.FieldValue;
import io.tripline.event.Operator;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Conditions as they are evaluated for every event that is a candidate: what is cheap comes first. They mean the same. */
final class EventTests {

    private static final int DEAR = 100;

    private EventTests() {}

    static Predicate<Event> of(EventCondition condition) {
        return switch (condition) {
            case EventCondition.And and -> all(cheapFirst(and.parts().stream()));
            case EventCondition.Or or -> any(cheapFirst(or.parts().stream()));
            case EventCondition.AtLeast some -> atLeast(some.count(), cheapFirst(some.parts().stream()));
            case EventCondition.Not(EventCondition part, var text, var span) -> {
                Predicate<Event> holds = of(part);
                yield event -> !holds.test(event);
            }
            case EventCondition.ValueTest test -> valueTest(test.subject(), test.test());
            case EventCondition.Before test -> test::holds;
            case EventCondition.OriginTest test -> test::holds;
            case EventCondition.HasField test -> test::holds;
            case EventCondition.InList test -> test::holds;
            case EventCondition.FieldState test -> test::holds;
            case EventCondition.FieldRelation relation -> relation::holds;
            case EventCondition.AnyObject some -> some::holds;
        };
    }

    /** For events of a log for which the condition may hold: the log is not asked for again. */
    static Predicate<Event> inLog(EventCondition condition) {
        return switch (condition) {
            case EventCondition.And and ->
                all(cheapFirst(and.parts().stream().filter(part -> !(part instanceof EventCondition.OriginTest))));
            case EventCondition.Before test -> of(test);
            case EventCondition.OriginTest test -> event -> true;
            case EventCondition.Or or -> of(or);
            case EventCondition.AtLeast some -> of(some);
            case EventCondition.Not not -> of(not);
            case EventCondition.ValueTest test -> of(test);
            case EventCondition.HasField test -> of(test);
            case EventCondition.InList test -> of(test);
            case EventCondition.FieldState test -> of(test);
            case EventCondition.FieldRelation relation -> of(relation);
            case EventCondition.AnyObject some -> of(some);
        };
    }

    private static Predicate<Event> valueTest(Subject subject, Predicate<FieldValue> test) {
        return subject instanceof Subject.Field(String path, var span)
                ? event -> event.field(path).any(test)
                : event -> subject.in(event).any(test);
    }

    private static List<Predicate<Event>> cheapFirst(Stream<EventCondition> parts) {
        return parts.sorted(Comparator.comparingInt(EventTests::cost))
                .map(EventTests::of)
                .toList();
    }

    /** By a guess, in the time that a comparison takes. */
    private static int cost(EventCondition condition) {
        return switch (condition) {
            case EventCondition.And and -> sum(and.parts());
            case EventCondition.Or or -> sum(or.parts());
            case EventCondition.AtLeast some -> sum(some.parts());
            case EventCondition.Not not -> cost(not.part());
            case EventCondition.Before test -> 1;
            case EventCondition.ValueTest test -> cost(test.subject()) * costOfOne(test.operator()) * costCount(test);
            case EventCondition.OriginTest test -> 1;
            case EventCondition.HasField test -> DEAR;
            case EventCondition.InList test -> 20;
            case EventCondition.FieldState test -> 2;
            case EventCondition.FieldRelation relation -> 10 * cost(relation.subject()) + cost(relation.other());
            case EventCondition.AnyObject some -> DEAR + sum(some.parts());
        };
    }

    private static int cost(Subject subject) {
        return switch (subject) {
            case Subject.Field field -> 1;
            case Subject.Constant constant -> 1;
            case Subject.AnyField any -> DEAR;
            case Subject.Derived derived ->
                4 + derived.inputs().stream().mapToInt(EventTests::cost).sum();
        };
    }

    private static int costCount(EventCondition.ValueTest test) {
        return switch (test.operator()) {
            case IS, IS_IGNORE_CASE, HAS_WORDS -> 1;
            default -> test.arguments().size();
        };
    }

    private static int costOfOne(Operator operator) {
        return switch (operator) {
            case IS, IS_IGNORE_CASE, MORE_THAN, AT_LEAST, LESS_THAN, AT_MOST, EQUAL_TO, NOT_EQUAL_TO -> 2;
            case STARTS_WITH, STARTS_WITH_IGNORE_CASE, ENDS_WITH, ENDS_WITH_IGNORE_CASE -> 1;
            case INCLUDES, INCLUDES_IGNORE_CASE -> 4;
            case LIKE, LIKE_IGNORE_CASE, IN_SUBNET -> 10;
            case HAS_WORDS -> 50;
            case REGEX, REGEX_WHOLE -> 200;
        };
    }

    private static int sum(List<EventCondition> parts) {
        return parts.stream().mapToInt(EventTests::cost).sum();
    }

    private static Predicate<Event> all(List<Predicate<Event>> tests) {
        Predicate<Event>[] each = array(tests);
        return event -> {
            for (Predicate<Event> test : each) {
                if (!test.test(event)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static Predicate<Event> any(List<Predicate<Event>> tests) {
        Predicate<Event>[] each = array(tests);
        return event -> {
            for (Predicate<Event> test : each) {
                if (test.test(event)) {
                    return true;
                }
            }
            return false;
        };
    }

    private static Predicate<Event> atLeast(int count, List<Predicate<Event>> tests) {
        Predicate<Event>[] each = array(tests);
        return event -> {
            int holding = 0;
            for (Predicate<Event> test : each) {
                if (test.test(event) && ++holding == count) {
                    return true;
                }
            }
            return count <= 0;
        };
    }

    @SuppressWarnings("unchecked") // generic arrays cannot be made otherwise
    private static Predicate<Event>[] array(List<Predicate<Event>> tests) {
        return tests.toArray(Predicate[]::new);
    }
}
