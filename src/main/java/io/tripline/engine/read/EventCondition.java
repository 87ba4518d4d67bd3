package io.tripline.engine.read;

import io.tripline.event.Derivation;
import io.tripline.event.Event;
import io.tripline.event.FieldValue;
import io.tripline.event.FieldValues;
import io.tripline.event.Operator;
import io.tripline.event.Origin;
import io.tripline.list.ListLookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

    /** Where it stands there. */
    Span span();

    record And(List<EventCondition> parts, String text, Span span) implements EventCondition {
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

    record Or(List<EventCondition> parts, String text, Span span) implements EventCondition {
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

    record Not(EventCondition part, String text, Span span) implements EventCondition {
        @Override
        public boolean holds(Event event) {
            return !part.holds(event);
        }
    }

    record AtLeast(int count, List<EventCondition> parts, String text, Span span) implements EventCondition {
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

        /** @param span of the path in the DRL, with its quotes */
        record Field(String path, Span span) implements Subject {
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

        /** @param value a String or a BigDecimal */
        record Constant(Object value) implements Subject {
            @Override
            public FieldValues in(Event event) {
                return event.value(value);
            }
        }

        /** Worked out of values, each combination of them: the hour of a time, the length of a text, a sum. */
        record Derived(Subject of, Derivation derivation, List<Subject> arguments) implements Subject {
            public Derived {
                arguments = List.copyOf(arguments);
            }

            @Override
            public FieldValues in(Event event) {
                List<FieldValues> with = new ArrayList<>(arguments.size());
                for (Subject argument : arguments) {
                    with.add(argument.in(event));
                }
                return derivation.of(of.in(event), with);
            }

            /** What has to have a value for this to have one, itself first. */
            public List<Subject> inputs() {
                return Stream.concat(Stream.of(of), arguments.stream()).toList();
            }
        }

        /** The fields that are named, in the order of the text; patterns of names included. */
        default List<Field> fields() {
            return switch (this) {
                case Field field -> List.of(field);
                case AnyField any -> List.of();
                case Constant constant -> List.of();
                case Derived derived ->
                    derived.inputs().stream()
                            .flatMap(input -> input.fields().stream())
                            .toList();
            };
        }
    }

    /** An operator with prepared arguments. */
    record ValueTest(
            Subject subject,
            Operator operator,
            List<Object> arguments,
            Predicate<FieldValue> test,
            String text,
            Span span)
            implements EventCondition {
        public ValueTest {
            arguments = List.copyOf(arguments);
        }

        @Override
        public boolean holds(Event event) {
            return subject.in(event).any(test);
        }
    }

    /** Where the event comes from: {@code fromProduct( "windows" )}. */
    record OriginTest(Word word, String name, String text, Span span) implements EventCondition {

        /** Which of the words that describe a log. */
        public enum Word {
            PRODUCT("fromProduct"),
            CATEGORY("fromCategory"),
            SERVICE("fromService");

            private final String method;

            Word(String method) {
                this.method = method;
            }

            /** As DRL calls it. */
            public String method() {
                return method;
            }
        }

        @Override
        public boolean holds(Event event) {
            return switch (word) {
                case PRODUCT -> event.fromProduct(name);
                case CATEGORY -> event.fromCategory(name);
                case SERVICE -> event.fromService(name);
            };
        }

        /** Whether events from there are known to be of the log that it asks for. */
        public boolean isKnown(Origin origin) {
            return switch (word) {
                case PRODUCT -> origin.products().contains(name);
                case CATEGORY -> origin.categories().contains(name);
                case SERVICE -> origin.services().contains(name);
            };
        }

        @Override
        public boolean mayHold(Origin origin) {
            return holds(Event.of("", 0, origin, Map.of()));
        }
    }

    /** Whether there is a value at the path or below it: {@code hasField( "path" )}. */
    record HasField(Subject.Field field, String text, Span span) implements EventCondition {
        @Override
        public boolean holds(Event event) {
            return event.hasField(field.path());
        }
    }

    /**
     * Whether the event's own time is before a moment: {@code isBefore( "2026-01-31T00:00:00Z" )}.
     *
     * @param moment ms since the epoch
     */
    record Before(long moment, String text, Span span) implements EventCondition {
        @Override
        public boolean holds(Event event) {
            return event.getTimestamp() < moment;
        }
    }

    /** Whether the values that are there are any, or none but null: {@code field( "path" ).exists()}. */
    record FieldState(Subject subject, State state, String text, Span span) implements EventCondition {

        /** What may be asked. */
        public enum State {
            EXISTS("exists"),
            IS_NULL("isNull");

            private final String method;

            State(String method) {
                this.method = method;
            }

            /** As DRL calls it. */
            public String method() {
                return method;
            }
        }

        @Override
        public boolean holds(Event event) {
            FieldValues values = subject.in(event);
            return switch (state) {
                case EXISTS -> values.exists();
                case IS_NULL -> values.isNull();
            };
        }
    }

    /** A relation to another field of the same event. */
    record FieldRelation(
            Subject subject,
            String method,
            Subject other,
            BiPredicate<FieldValues, FieldValues> relation,
            String text,
            Span span)
            implements EventCondition {
        @Override
        public boolean holds(Event event) {
            return relation.test(subject.in(event), other.in(event));
        }
    }

    /**
     * One entry of a list has a value of each, {@code field( "path" ).inList( "name" )}, or a value of any. Without the list nobody knows, and nothing
     * may come of that: it does not hold, and below a {@code !} it does.
     *
     * @param together whether the values of one entry are those of all subjects; else any will do
     * @param excluded whether it stands below an odd number of {@code !}
     */
    record InList(List<Subject> subjects, boolean together, ListLookup lookup, boolean excluded, String text, Span span)
            implements EventCondition {
        public InList {
            subjects = List.copyOf(subjects);
        }

        @Override
        public boolean holds(Event event) {
            return switch (lookup.ask(values(event), event.getTimestamp())) {
                case YES -> true;
                case NO -> false;
                case UNKNOWN -> excluded;
            };
        }

        /** Whether the list tells. */
        public boolean isKnown(Event event) {
            return lookup.ask(values(event), event.getTimestamp()) != ListLookup.Answer.UNKNOWN;
        }

        /** What is looked up: of each subject its values, or of all together. */
        public List<FieldValues> values(Event event) {
            if (subjects.size() == 1) {
                return List.of(subjects.getFirst().in(event));
            }
            List<FieldValues> each =
                    subjects.stream().map(subject -> subject.in(event)).toList();
            return together ? each : List.of(FieldValues.of(each));
        }
    }

    /**
     * Of one object at a path all parts hold: {@code anyObject( "path", a, b )}. They see the object alone, with the path in front of
     * its fields.
     */
    record AnyObject(Subject.Field field, List<EventCondition> parts, String text, Span span)
            implements EventCondition {
        public AnyObject {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holds(Event event) {
            for (Event object : event.objects(field.path())) {
                if (holdsOf(object)) {
                    return true;
                }
            }
            return false;
        }

        private boolean holdsOf(Event object) {
            for (EventCondition part : parts) {
                if (!part.holds(object)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public boolean mayHold(Origin origin) {
            return parts.stream().allMatch(part -> part.mayHold(origin));
        }

        /** The object of which most parts hold, the first of several; null where there is none. */
        public @Nullable Event nearest(Event event) {
            Event nearest = null;
            long most = -1;
            for (Event object : event.objects(field.path())) {
                long holding = parts.stream().filter(part -> part.holds(object)).count();
                if (holding > most) {
                    most = holding;
                    nearest = object;
                }
            }
            return nearest;
        }
    }
}
