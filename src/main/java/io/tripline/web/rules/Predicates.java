package io.tripline.web.rules;

import io.tripline.engine.read.EventCondition;
import io.tripline.engine.read.EventCondition.Subject;
import io.tripline.web.rules.RuleView.Predicate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Conditions as they are told: read from compiled DRL, so that they are true after an edit. */
final class Predicates {

    private Predicates() {}

    static Predicate of(EventCondition condition) {
        return switch (condition) {
            case EventCondition.And and -> joined("all", and.text(), and.parts());
            case EventCondition.Or or -> joined("any", or.text(), or.parts());
            case EventCondition.AtLeast some -> joined("at least " + some.count(), some.text(), some.parts());
            case EventCondition.Not not -> joined("not", not.text(), List.of(not.part()));
            case EventCondition.ValueTest test ->
                test(
                        test.text(),
                        field(test.subject()),
                        test.operator().method(),
                        test.arguments().stream().map(String::valueOf).toList());
            case EventCondition.FieldRelation relation ->
                test(relation.text(), field(relation.subject()), relation.method(), List.of(field(relation.other())));
            case EventCondition.Before test -> test(test.text(), "", "isBefore", List.of());
            case EventCondition.AnyObject some ->
                joined("an object of " + some.field().path(), some.text(), some.parts());
            case EventCondition.OriginTest test ->
                test(test.text(), "", test.word().method(), List.of(test.name()));
            case EventCondition.InList test ->
                test(test.text(), fields(test), "inList", List.of(test.lookup().list()));
            case EventCondition.HasField test -> test(test.text(), test.field().path(), "hasField", List.of());
            case EventCondition.FieldState test ->
                test(test.text(), field(test.subject()), test.state().method(), List.of());
        };
    }

    /** Dotted path; {@code *} for any field; {@code path hour}, {@code path substring 0 3} for what is worked out. */
    static String field(Subject subject) {
        return switch (subject) {
            case Subject.Field field -> field.path();
            case Subject.AnyField anyField -> "*";
            case Subject.Constant constant -> String.valueOf(constant.value());
            case Subject.Derived derived ->
                Stream.concat(
                                Stream.of(
                                        field(derived.of()),
                                        derived.derivation().method()),
                                derived.arguments().stream().map(Predicates::field))
                        .collect(Collectors.joining(" "));
        };
    }

    static String fields(EventCondition.InList test) {
        return test.subjects().stream().map(Predicates::field).collect(Collectors.joining(", "));
    }

    private static Predicate joined(String kind, String text, List<EventCondition> parts) {
        return new Predicate(
                kind,
                text,
                null,
                null,
                List.of(),
                parts.stream().map(Predicates::of).toList());
    }

    private static Predicate test(String text, String field, String operator, List<String> values) {
        return new Predicate("test", text, field.isEmpty() ? null : field, operator, values, List.of());
    }
}
