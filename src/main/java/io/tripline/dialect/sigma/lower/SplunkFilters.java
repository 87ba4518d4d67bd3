package io.tripline.dialect.sigma.lower;

import io.tripline.dialect.sigma.spl.SplFilter;
import io.tripline.dialect.sigma.value.SigmaString;
import io.tripline.dialect.sigma.value.ValueTests;
import io.tripline.event.FieldPath;
import io.tripline.rule.Condition;
import io.tripline.rule.Conditions;
import io.tripline.rule.Detection;
import io.tripline.rule.Test;
import io.tripline.rule.Tests;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a Splunk text asks of an event, beside the detection of its rule. */
final class SplunkFilters {

    private SplunkFilters() {}

    /** The detection, and what the search asks for besides. */
    static Detection added(Detection detection, List<SplFilter> filters) {
        List<Condition> parts = new ArrayList<>(List.of(detection.condition()));
        Set<Condition> known = new LinkedHashSet<>(conjuncts(detection.condition()));
        for (SplFilter filter : filters) {
            Condition condition = condition(filter);
            boolean said = filter instanceof SplFilter.Present(String field)
                    ? known.stream().anyMatch(test -> needs(test, field))
                    : !known.add(condition);
            if (!said) {
                parts.add(condition);
            }
        }
        return new Detection(detection.name(), detection.clause(), detection.logSource(), Conditions.all(parts));
    }

    /** Whether every event of the detection passes the filter, as far as that can be read from the two texts. */
    static boolean isSaid(Condition detection, SplFilter filter) {
        List<Condition> known = conjuncts(detection);
        return switch (filter) {
            case SplFilter.All all -> all.parts().stream().allMatch(part -> isSaid(detection, part));
            case SplFilter.Any any -> any.parts().stream().anyMatch(part -> isSaid(detection, part));
            case SplFilter.Present(String field) -> known.stream().anyMatch(test -> needs(test, field));
            case SplFilter.OneOf oneOf ->
                known.contains(condition(filter)) || known.stream().anyMatch(test -> isAmong(test, oneOf));
            case SplFilter.Not not -> known.contains(condition(not));
            case SplFilter.Exactly exactly -> known.contains(condition(exactly));
            case SplFilter.Placeholder unset -> true;
            case SplFilter.Anywhere anywhere -> known.contains(condition(anywhere));
        };
    }

    private static List<Condition> conjuncts(Condition condition) {
        return condition instanceof Condition.And(List<Condition> all) ? all : List.of(condition);
    }

    /** The detection takes fewer values of the field than the search. */
    private static boolean isAmong(Condition condition, SplFilter.OneOf wanted) {
        return condition instanceof Condition.FieldTest(FieldPath path, Test.Is is)
                && path.equals(new FieldPath(wanted.field()))
                && is.texts().stream().allMatch(value -> wanted.texts().stream().anyMatch(value::equalsIgnoreCase));
    }

    private static boolean needs(Condition condition, String field) {
        return condition instanceof Condition.FieldTest(FieldPath path, Test test)
                && path.equals(new FieldPath(field))
                && !(test instanceof Test.IsNull);
    }

    private static Condition condition(SplFilter filter) {
        return switch (filter) {
            case SplFilter.All all ->
                Conditions.all(
                        all.parts().stream().map(SplunkFilters::condition).toList());
            case SplFilter.Any any ->
                Conditions.any(
                        any.parts().stream().map(SplunkFilters::condition).toList());
            case SplFilter.Not not -> Conditions.not(condition(not.part()));
            case SplFilter.OneOf(String field, List<String> texts) -> {
                FieldPath path = new FieldPath(field);
                List<Test> tests = texts.stream()
                        .map(text -> ValueTests.of(SigmaString.starsOnly(text), false))
                        .toList();
                yield Conditions.any(Tests.merge(tests).stream()
                        .<Condition>map(test -> new Condition.FieldTest(path, test))
                        .toList());
            }
            case SplFilter.Exactly(String field, String text) ->
                new Condition.FieldTest(new FieldPath(field), new Test.Is(List.of(text), true));
            case SplFilter.Placeholder unset -> Conditions.ALWAYS;
            case SplFilter.Present(String field) -> new Condition.FieldTest(new FieldPath(field), new Test.Exists());
            case SplFilter.Anywhere(String text) ->
                new Condition.AnyFieldTest(ValueTests.of(
                        SigmaString.starsOnly(text).anythingBefore().anythingAfter(), false));
        };
    }
}
