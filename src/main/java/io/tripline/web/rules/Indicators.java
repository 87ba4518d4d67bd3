package io.tripline.web.rules;

import io.tripline.engine.LoadedRule;
import io.tripline.engine.read.EventCondition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What all live rules look for, so that each can tell how many others look for the same. A file is one detection, so it
 * counts once however many of its rules ask. Immutable, any thread.
 */
final class Indicators {

    private static final String IGNORE_CASE = "IgnoreCase";

    private record Sought(String field, String operator, String value) {}

    private final Map<Sought, Set<String>> files = new HashMap<>();

    Indicators(Collection<LoadedRule> rules) {
        for (LoadedRule rule : rules) {
            for (Indicator indicator : of(rule.outline().condition())) {
                for (Sought sought : sought(indicator)) {
                    files.computeIfAbsent(sought, key -> new HashSet<>(2))
                            .add(rule.outline().file());
                }
            }
        }
    }

    /** In how many other files some rule looks for one of the same values in the same field in the same way. */
    int elsewhere(Indicator indicator, String file) {
        Set<String> others = new HashSet<>();
        for (Sought sought : sought(indicator)) {
            others.addAll(files.getOrDefault(sought, Set.of()));
        }
        others.remove(file);
        return others.size();
    }

    /** The same whether it is looked for or excluded, and however it is written: values are compared without case. */
    private static List<Sought> sought(Indicator indicator) {
        if (indicator.values().isEmpty()) {
            return List.of(new Sought(indicator.field(), indicator.operator(), ""));
        }
        return indicator.values().stream()
                .map(value -> new Sought(indicator.field(), indicator.operator(), value.toLowerCase(Locale.ROOT)))
                .toList();
    }

    /** What a condition looks for, in the order of the rule. */
    static List<Indicator> of(@Nullable EventCondition condition) {
        List<Indicator> indicators = new ArrayList<>();
        if (condition != null) {
            collect(condition, false, indicators);
        }
        return indicators;
    }

    private static void collect(EventCondition condition, boolean negated, List<Indicator> into) {
        switch (condition) {
            case EventCondition.And and -> and.parts().forEach(part -> collect(part, negated, into));
            case EventCondition.Or or -> or.parts().forEach(part -> collect(part, negated, into));
            case EventCondition.AtLeast some -> some.parts().forEach(part -> collect(part, negated, into));
            case EventCondition.Not not -> collect(not.part(), !negated, into);
            case EventCondition.ValueTest test -> {
                String method = test.operator().method();
                boolean ignoresCase = test.operator().ignoresCase();
                into.add(new Indicator(
                        Predicates.field(test.subject()),
                        ignoresCase ? method.substring(0, method.length() - IGNORE_CASE.length()) : method,
                        test.arguments().stream().map(String::valueOf).toList(),
                        ignoresCase,
                        negated));
            }
            case EventCondition.FieldRelation relation ->
                into.add(new Indicator(
                        Predicates.field(relation.subject()),
                        relation.method(),
                        List.of("field " + Predicates.field(relation.other())),
                        false,
                        negated));
            case EventCondition.Before test -> {}
            case EventCondition.AnyObject some -> some.parts().forEach(part -> collect(part, negated, into));
            case EventCondition.OriginTest test -> {}
            case EventCondition.InList test ->
                into.add(new Indicator(
                        Predicates.fields(test), "inList", List.of(test.lookup().list()), false, negated));
            case EventCondition.HasField test ->
                into.add(new Indicator(test.field().path(), "hasField", List.of(), false, negated));
            case EventCondition.FieldState test ->
                into.add(new Indicator(
                        Predicates.field(test.subject()), test.state().method(), List.of(), false, negated));
        }
    }
}
