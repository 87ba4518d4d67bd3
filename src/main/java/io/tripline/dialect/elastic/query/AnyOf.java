package io.tripline.dialect.elastic.query;

import io.tripline.event.FieldPath;
import io.tripline.rule.Condition;
import io.tripline.rule.Condition.DerivedTest;
import io.tripline.rule.Condition.FieldTest;
import io.tripline.rule.Subject;
import io.tripline.rule.Test;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Alternatives on one field, or on what is worked out in one way, with texts of one kind in one test: {@code a or b* or c} is {@code Is(a, c)} or {@code
 * Like(b*)}. Tests stay in the order of their first value.
 */
public final class AnyOf {

    private AnyOf() {}

    public static Condition merged(List<Condition> alternatives) {
        List<Condition> merged = new ArrayList<>();
        alternatives.stream().flatMap(AnyOf::flat).forEach(alternative -> addTo(merged, alternative));
        return merged.size() == 1 ? merged.getFirst() : new Condition.Or(merged);
    }

    private static Stream<Condition> flat(Condition condition) {
        return condition instanceof Condition.Or or ? or.parts().stream().flatMap(AnyOf::flat) : Stream.of(condition);
    }

    private static void addTo(List<Condition> merged, Condition alternative) {
        for (int i = 0; i < merged.size(); i++) {
            Condition both = together(merged.get(i), alternative);
            if (both != null) {
                merged.set(i, both);
                return;
            }
        }
        merged.add(alternative);
    }

    private static @Nullable Condition together(Condition first, Condition second) {
        if (first instanceof FieldTest(FieldPath field, Test one)
                && second instanceof FieldTest(FieldPath other, Test two)
                && field.equals(other)) {
            Test both = together(one, two);
            return both == null ? null : new FieldTest(field, both);
        }
        if (first instanceof DerivedTest(Subject subject, Test one)
                && second instanceof DerivedTest(Subject other, Test two)
                && subject.equals(other)) {
            Test both = together(one, two);
            return both == null ? null : new DerivedTest(subject, both);
        }
        return null;
    }

    private static @Nullable Test together(Test first, Test second) {
        if (first instanceof Test.Is a && second instanceof Test.Is b && a.cased() == b.cased()) {
            return new Test.Is(concat(a.texts(), b.texts()), a.cased());
        }
        if (first instanceof Test.IsNumber a && second instanceof Test.IsNumber b) {
            return new Test.IsNumber(concat(a.numbers(), b.numbers()));
        }
        if (first instanceof Test.Like a && second instanceof Test.Like b && a.cased() == b.cased()) {
            return new Test.Like(concat(a.globs(), b.globs()), a.cased());
        }
        if (first instanceof Test.HasWords a && second instanceof Test.HasWords b) {
            return new Test.HasWords(concat(a.phrases(), b.phrases()));
        }
        if (first instanceof Test.InSubnet a && second instanceof Test.InSubnet b) {
            return new Test.InSubnet(concat(a.networks(), b.networks()));
        }
        if (first instanceof Test.Regex a
                && second instanceof Test.Regex b
                && a.equals(withExpressions(b, a.expressions()))) {
            return withExpressions(a, concat(a.expressions(), b.expressions()));
        }
        return null;
    }

    private static Test.Regex withExpressions(Test.Regex regex, List<String> expressions) {
        return new Test.Regex(expressions, regex.wholeValue(), regex.ignoreCase(), regex.multiLine(), regex.dotAll());
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
