package io.tripline.engine.read;

import io.tripline.event.Event;
import io.tripline.event.FieldValue;
import io.tripline.event.FieldValues;
import io.tripline.event.Operator;
import io.tripline.event.Origin;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a pattern on {@link Event} tests, as a tree of closures: evaluated in the match stage, explained node by node, and
 * asked for the values without which it cannot hold.
 */
public sealed interface EventCondition {

    boolean holds(Event event);

    /** False only if it holds for no event from there, whatever its fields. */
    default boolean mayHold(Origin origin) {
        return true;
    }

    /** As it stands in the DRL, on one line. */
    String text();

    record And(List<EventCondition> parts, String text) implements EventCondition {
        public And {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holds(Event event) {
            for (EventCondition part : parts) {
                if (!part.holds(event)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public boolean mayHold(Origin origin) {
            return parts.stream().allMatch(part -> part.mayHold(origin));
        }
    }

    record Or(List<EventCondition> parts, String text) implements EventCondition {
        public Or {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holds(Event event) {
            for (EventCondition part : parts) {
                if (part.holds(event)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean mayHold(Origin origin) {
            return parts.stream().anyMatch(part -> part.mayHold(origin));
        }
    }

    record Not(EventCondition part, String text) implements EventCondition {
        @Override
        public boolean holds(Event event) {
            return !part.holds(event);
        }
    }

    record AtLeast(int count, List<EventCondition> parts, String text) implements EventCondition {
        public AtLeast {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holds(Event event) {
            int holding = 0;
            for (EventCondition part : parts) {
                if (part.holds(event) && ++holding == count) {
                    return true;
                }
            }
            return count <= 0;
        }
    }

    /** Where the tested values are. */
    sealed interface Subject {

        FieldValues in(Event event);

        record Field(String path) implements Subject {
            @Override
            public FieldValues in(Event event) {
                return event.field(path);
            }
        }

        record AnyField() implements Subject {
            @Override
            public FieldValues in(Event event) {
                return event.anyField();
            }
        }

        /** Values worked out of others: the hour of a time. */
        record Derived(Subject of, String method, Function<FieldValues, FieldValues> derivation) implements Subject {
            @Override
            public FieldValues in(Event event) {
                return derivation.apply(of.in(event));
            }
        }
    }

    /** An operator with prepared arguments. */
    record ValueTest(
            Subject subject, Operator operator, List<Object> arguments, Predicate<FieldValue> test, String text)
            implements EventCondition {
        public ValueTest {
            arguments = List.copyOf(arguments);
        }

        @Override
        public boolean holds(Event event) {
            return subject.in(event).any(test);
        }
    }

    /** A test of the field as a whole, or of where the event comes from. */
    record EventTest(String method, String argument, Predicate<Event> test, String text) implements EventCondition {

        private static final Set<String> ABOUT_ORIGIN = Set.of("fromProduct", "fromCategory", "fromService");

        @Override
        public boolean holds(Event event) {
            return test.test(event);
        }

        /** Whether it asks for a word of a log that events from there are known to be of. */
        public boolean isKnown(Origin origin) {
            return switch (method) {
                case "fromProduct" -> origin.products().contains(argument);
                case "fromCategory" -> origin.categories().contains(argument);
                case "fromService" -> origin.services().contains(argument);
                default -> false;
            };
        }

        /** Whether it asks which log the event comes from, and nothing else. */
        public boolean isAboutOrigin() {
            return ABOUT_ORIGIN.contains(method);
        }

        @Override
        public boolean mayHold(Origin origin) {
            return !isAboutOrigin() || test.test(Event.of("", 0, origin, Map.of()));
        }
    }

    /** A relation to another field of the same event. */
    record FieldRelation(
            Subject subject, String method, Subject other, BiPredicate<FieldValues, FieldValues> relation, String text)
            implements EventCondition {
        @Override
        public boolean holds(Event event) {
            return relation.test(subject.in(event), other.in(event));
        }
    }
}
