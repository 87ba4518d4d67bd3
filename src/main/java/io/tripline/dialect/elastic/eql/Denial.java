package io.tripline.dialect.elastic.eql;

import io.tripline.event.FieldPath;
import io.tripline.rule.Comparison;
import io.tripline.rule.Condition;
import io.tripline.rule.Conditions;
import io.tripline.rule.Subject;
import io.tripline.rule.Test;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What {@code not} means. Elasticsearch leaves a test of a field to its index, where not to hold is to be denied; what is worked
 * out it works out with three truths, so that of something that is missing neither the test nor its denial holds.
 */
final class Denial {

    private final Set<Subject> subjects = new LinkedHashSet<>();

    private Denial() {}

    /** @param asked what one comparison or function asks */
    static Condition of(Condition asked) {
        if (asked instanceof Condition.DerivedTest(Subject subject, Test test) && givesNumber(subject)) {
            if (test instanceof Test.Compare(Comparison comparison, BigDecimal bound)) {
                return new Condition.DerivedTest(subject, new Test.Compare(comparison.opposite(), bound));
            }
            if (test instanceof Test.IsNumber(List<BigDecimal> numbers) && numbers.size() == 1) {
                return new Condition.DerivedTest(subject, new Test.Compare(Comparison.NOT_EQUAL, numbers.getFirst()));
            }
        }
        Set<Subject> subjects = subjects(asked);
        if (subjects.stream().noneMatch(Subject.Derived.class::isInstance)) {
            return Conditions.not(asked);
        }
        List<Condition> parts = new ArrayList<>();
        subjects.forEach(subject -> parts.add(exists(subject)));
        parts.add(new Condition.Not(asked));
        return new Condition.And(parts);
    }

    /** The fields and what is worked out of them, of which each must be there for the condition to be true or false. */
    static Set<Subject> subjects(Condition asked) {
        Denial denial = new Denial();
        denial.collect(asked);
        denial.subjects.removeIf(SubjectLowering::isConstant);
        return denial.subjects;
    }

    static Condition test(Subject subject, Test test) {
        return subject instanceof Subject.Field(FieldPath path)
                ? new Condition.FieldTest(path, test)
                : new Condition.DerivedTest(subject, test);
    }

    static Condition exists(Subject subject) {
        return test(subject, new Test.Exists());
    }

    private void collect(Condition condition) {
        switch (condition) {
            case Condition.And(List<Condition> parts) -> parts.forEach(this::collect);
            case Condition.Or(List<Condition> parts) -> parts.forEach(this::collect);
            case Condition.AtLeast(int count, List<Condition> parts) -> parts.forEach(this::collect);
            case Condition.Not(Condition part) -> collect(part);
            case Condition.FieldTest(FieldPath field, Test test) -> collect(new Subject.Field(field), test);
            case Condition.DerivedTest(Subject subject, Test test) -> collect(subject, test);
            case Condition.Remarked(String remark, Condition part) -> collect(part);
            case Condition.AnyObject object -> {}
            case Condition.Before before -> {}
            case Condition.InList list -> {}
            case Condition.AnyFieldTest any -> {}
        }
    }

    private void collect(Subject subject, Test test) {
        subjects.add(subject);
        if (test instanceof Test.SameAs same) {
            subjects.add(same.other());
        } else if (test instanceof Test.CompareWith compare) {
            subjects.add(compare.other());
        }
    }

    private static boolean givesNumber(Subject subject) {
        return subject instanceof Subject.Derived derived
                && switch (derived.function()) {
                    case LENGTH, INDEX_OF, NUMBER, PLUS, MINUS, TIMES, DIVIDED_BY, MODULO -> true;
                    case SUBSTRING, BETWEEN, BETWEEN_GREEDY, CONCAT, STRING -> false;
                };
    }
}
