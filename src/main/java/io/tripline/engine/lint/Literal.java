package io.tripline.engine.lint;

import io.tripline.engine.read.EventCondition;
import io.tripline.engine.read.EventCondition.Subject;
import io.tripline.event.CaseFolding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A part of a conjunction or of a disjunction, asked for or excluded.
 *
 * @param key what is tested: equal for parts that test the same, whatever the values and their order
 * @param values alternatives that are tested for; empty where the key says it all
 * @param text as written, with its {@code !}
 */
record Literal(String key, Set<String> values, boolean negated, String text) {

    Literal {
        values = Set.copyOf(values);
    }

    /** Whether this holds wherever the other does, seen without {@code !}. */
    boolean covers(Literal other) {
        return key.equals(other.key) && values.containsAll(other.values);
    }

    /** The parts of a conjunction, those of nested ones and of excluded disjunctions taken for its own. */
    static List<Literal> ofAll(EventCondition condition) {
        List<Literal> literals = new ArrayList<>();
        collect(condition, condition.text(), false, true, literals);
        return literals;
    }

    /** The parts of a disjunction, those of nested ones and of excluded conjunctions taken for its own. */
    static List<Literal> ofAny(EventCondition condition) {
        List<Literal> literals = new ArrayList<>();
        collect(condition, condition.text(), false, false, literals);
        return literals;
    }

    /** An excluded "a or b" excludes a and excludes b; an excluded "a and b" holds without a or without b. */
    private static void collect(
            EventCondition condition, String text, boolean negated, boolean all, List<Literal> literals) {
        switch (condition) {
            case EventCondition.Not(EventCondition part, String ignored) ->
                collect(part, text, !negated, all, literals);
            case EventCondition.And and
            when negated != all ->
                and.parts().forEach(part -> collect(part, negated ? text : part.text(), negated, all, literals));
            case EventCondition.Or or
            when negated == all ->
                or.parts().forEach(part -> collect(part, negated ? text : part.text(), negated, all, literals));
            case EventCondition.ValueTest test ->
                literals.add(new Literal(
                        key(test.subject()) + " " + test.operator(),
                        test.arguments().stream()
                                .map(value -> value(test, value))
                                .collect(Collectors.toSet()),
                        negated,
                        text));
            default -> literals.add(new Literal(key(condition), Set.of(), negated, text));
        }
    }

    /** A text is not the number that it looks like: they are compared in different ways. */
    private static String value(EventCondition.ValueTest test, Object value) {
        String text = test.operator().ignoresCase() ? CaseFolding.fold(value.toString()) : value.toString();
        return value instanceof Number ? text : "\"" + text;
    }

    private static String key(EventCondition condition) {
        return switch (condition) {
            case EventCondition.And(List<EventCondition> parts, String text) -> "all" + keys(parts);
            case EventCondition.Or(List<EventCondition> parts, String text) -> "any" + keys(parts);
            case EventCondition.Not(EventCondition part, String text) -> "not" + keys(List.of(part));
            case EventCondition.AtLeast(int count, List<EventCondition> parts, String text) -> count + keys(parts);
            case EventCondition.ValueTest test -> key(test.subject()) + " " + test.operator() + test.arguments();
            case EventCondition.EventTest test ->
                test.argument().isEmpty() ? test.text() : test.method() + " " + test.argument();
            case EventCondition.FieldRelation relation ->
                key(relation.subject()) + " " + relation.method() + " " + key(relation.other());
        };
    }

    private static String keys(List<EventCondition> parts) {
        return parts.stream().map(Literal::key).sorted().collect(Collectors.joining(", ", "( ", " )"));
    }

    private static String key(Subject subject) {
        return switch (subject) {
            case Subject.Field(String path) -> "\"" + path + "\"";
            case Subject.AnyField() -> "any";
            case Subject.Derived derived -> key(derived.of()) + "." + derived.method();
        };
    }
}
