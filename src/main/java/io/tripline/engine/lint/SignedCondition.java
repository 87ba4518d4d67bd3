package io.tripline.engine.lint;

import io.tripline.engine.read.EventCondition;
import io.tripline.engine.read.EventCondition.Subject;
import io.tripline.event.CaseFolding;
import io.tripline.event.Derivation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A part of a conjunction or of a disjunction, asked for or excluded.
 *
 * @param key what is tested: equal for parts that test the same, whatever the values and their order
 * @param values alternatives that are tested for; empty where the key says it all
 * @param written the whole of it, with its {@code !}
 */
record SignedCondition(String key, Set<String> values, boolean negated, EventCondition written) {

    SignedCondition {
        values = Set.copyOf(values);
    }

    /** Whether this holds wherever the other does, seen without {@code !}. */
    boolean covers(SignedCondition other) {
        return key.equals(other.key) && values.containsAll(other.values);
    }

    /** The parts of a conjunction, those of nested ones and of excluded disjunctions taken for its own. */
    static List<SignedCondition> ofAll(EventCondition condition) {
        List<SignedCondition> literals = new ArrayList<>();
        collect(condition, condition, false, true, literals);
        return literals;
    }

    /** What must hold of one object. */
    static List<SignedCondition> ofObject(EventCondition.AnyObject some) {
        List<SignedCondition> literals = new ArrayList<>();
        some.parts().forEach(part -> collect(part, part, false, true, literals));
        return literals;
    }

    /** The parts of a disjunction, those of nested ones and of excluded conjunctions taken for its own. */
    static List<SignedCondition> ofAny(EventCondition condition) {
        List<SignedCondition> literals = new ArrayList<>();
        collect(condition, condition, false, false, literals);
        return literals;
    }

    /** An excluded "a or b" excludes a and excludes b; an excluded "a and b" holds without a or without b. */
    private static void collect(
            EventCondition condition,
            EventCondition written,
            boolean negated,
            boolean all,
            List<SignedCondition> literals) {
        switch (condition) {
            case EventCondition.Not not -> collect(not.part(), written, !negated, all, literals);
            case EventCondition.And and
            when negated != all ->
                and.parts().forEach(part -> collect(part, negated ? written : part, negated, all, literals));
            case EventCondition.Or or
            when negated == all ->
                or.parts().forEach(part -> collect(part, negated ? written : part, negated, all, literals));
            case EventCondition.ValueTest test ->
                literals.add(new SignedCondition(
                        key(test.subject()) + " " + test.operator(),
                        test.arguments().stream()
                                .map(value -> value(test, value))
                                .collect(Collectors.toSet()),
                        negated,
                        written));
            case EventCondition.And other -> literals.add(whole(other, written, negated));
            case EventCondition.Or other -> literals.add(whole(other, written, negated));
            case EventCondition.AtLeast other -> literals.add(whole(other, written, negated));
            case EventCondition.FieldRelation other -> literals.add(whole(other, written, negated));
            case EventCondition.Before other -> literals.add(whole(other, written, negated));
            case EventCondition.OriginTest other -> literals.add(whole(other, written, negated));
            case EventCondition.InList other -> literals.add(whole(other, written, negated));
            case EventCondition.HasField other -> literals.add(whole(other, written, negated));
            case EventCondition.FieldState other -> literals.add(whole(other, written, negated));
            case EventCondition.AnyObject other -> literals.add(whole(other, written, negated));
        }
    }

    private static SignedCondition whole(EventCondition condition, EventCondition written, boolean negated) {
        return new SignedCondition(key(condition), Set.of(), negated, written);
    }

    /** A text is not the number that it looks like: they are compared in different ways. */
    private static String value(EventCondition.ValueTest test, Object value) {
        String text = test.operator().ignoresCase() ? CaseFolding.fold(value.toString()) : value.toString();
        return value instanceof Number ? text : "\"" + text;
    }

    private static String key(EventCondition condition) {
        return switch (condition) {
            case EventCondition.And and -> "all" + keys(and.parts());
            case EventCondition.Or or -> "any" + keys(or.parts());
            case EventCondition.Not not -> "not" + keys(List.of(not.part()));
            case EventCondition.AtLeast some -> some.count() + keys(some.parts());
            case EventCondition.ValueTest test -> key(test.subject()) + " " + test.operator() + test.arguments();
            case EventCondition.Before test -> test.text();
            case EventCondition.OriginTest test -> test.word().method() + " " + test.name();
            case EventCondition.InList test -> test.text();
            case EventCondition.HasField test -> "hasField " + key(test.field());
            case EventCondition.FieldState test -> test.state().method() + " " + key(test.subject());
            case EventCondition.FieldRelation relation ->
                key(relation.subject()) + " " + relation.method() + " " + key(relation.other());
            case EventCondition.AnyObject some -> "object " + key(some.field()) + keys(some.parts());
        };
    }

    private static String keys(List<EventCondition> parts) {
        return parts.stream().map(SignedCondition::key).sorted().collect(Collectors.joining(", ", "( ", " )"));
    }

    private static String key(Subject subject) {
        return switch (subject) {
            case Subject.Field field -> "\"" + field.path() + "\"";
            case Subject.AnyField() -> "any";
            case Subject.Constant(Object value) -> value instanceof Number ? value.toString() : "'" + value + "'";
            case Subject.Derived(Subject of, Derivation derivation, List<Subject> arguments) ->
                key(of) + "." + derivation.method()
                        + arguments.stream().map(SignedCondition::key).collect(Collectors.joining(", ", "(", ")"));
        };
    }
}
