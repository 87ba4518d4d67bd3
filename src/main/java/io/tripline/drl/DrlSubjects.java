package io.tripline.drl;

import io.tripline.event.FieldPath;
import io.tripline.rule.Subject;
import io.tripline.rule.Subject.Function;
import java.math.BigDecimal;
import java.util.List;

/** Subjects of the rule in DRL's words. */
final class DrlSubjects {

    /** Deeper than any person calculates; the engine reads twice as many levels. */
    private static final int DEEPEST = 40;

    /** Within each other's arguments: Drools' parser takes twice as long for each level. */
    private static final int DEEPEST_WITHIN = 8;

    private DrlSubjects() {}

    static DrlSubject of(Subject subject) {
        return of(subject, 0, 0);
    }

    private static DrlSubject of(Subject subject, int depth, int within) {
        if (depth > DEEPEST) {
            throw new Untranslatable("a value is worked out in more than " + DEEPEST + " steps");
        }
        if (within > DEEPEST_WITHIN) {
            throw new Untranslatable("values are worked out more than " + DEEPEST_WITHIN + " deep within each other");
        }
        return switch (subject) {
            case Subject.Field(FieldPath path) -> new DrlSubject.Field(path);
            case Subject.Text(String value) -> new DrlSubject.Value(new DrlConstant.Text(value));
            case Subject.Number(BigDecimal value) -> new DrlSubject.Value(new DrlConstant.Number(value));
            case Subject.Derived(Function function, boolean cased, List<Subject> inputs) -> {
                List<DrlSubject> with = inputs.stream()
                        .skip(1)
                        .map(input -> of(input, depth + 1, within + 1))
                        .toList();
                yield new DrlSubject.Derived(of(inputs.getFirst(), depth + 1, within), method(function, cased), with);
            }
        };
    }

    private static String method(Function function, boolean cased) {
        String method =
                switch (function) {
                    case LENGTH -> "length";
                    case SUBSTRING -> "substring";
                    case BETWEEN -> "between";
                    case BETWEEN_GREEDY -> "betweenGreedy";
                    case INDEX_OF -> "indexOf";
                    case CONCAT -> "concat";
                    case STRING -> "string";
                    case NUMBER -> "number";
                    case PLUS -> "plus";
                    case MINUS -> "minus";
                    case TIMES -> "times";
                    case DIVIDED_BY -> "dividedBy";
                    case MODULO -> "modulo";
                };
        return cased ? method : method + "IgnoreCase";
    }

    /** As it is printed in front of an operator. */
    static String printed(DrlSubject subject) {
        return switch (subject) {
            case DrlSubject.Field(FieldPath path) -> "field( " + DrlLiteral.of(path.text()) + " )";
            case DrlSubject.AnyField() -> "anyField()";
            case DrlSubject.Value value -> "value( " + argument(value) + " )";
            case DrlSubject.Derived(DrlSubject of, String method, List<DrlSubject> arguments) ->
                printed(of) + "." + method
                        + (arguments.isEmpty()
                                ? "()"
                                : "( "
                                        + String.join(
                                                ", ",
                                                arguments.stream()
                                                        .map(DrlSubjects::argument)
                                                        .toList()) + " )");
        };
    }

    private static String argument(DrlSubject subject) {
        return switch (subject) {
            case DrlSubject.Value(DrlConstant.Text(String value)) -> DrlLiteral.of(value);
            // 66.0 divides in another way than 66
            case DrlSubject.Value(DrlConstant.Number(BigDecimal value)) -> DrlLiteral.asWritten(value);
            case DrlSubject.Field field -> printed(field);
            case DrlSubject.AnyField any -> printed(any);
            case DrlSubject.Derived derived -> printed(derived);
        };
    }
}
