package io.tripline.dialect.sigma;

import io.tripline.dialect.sigma.Yaml.Scalar;
import io.tripline.rule.LogSource;
import java.util.List;

/**
 * A condition that is added, by {@code and}, to the rules that it names. Sigma filters specification 2.1.
 *
 * @param rules ids or names; empty means every rule of its log source ({@code any})
 */
record SigmaFilter(Header header, LogSource logSource, List<Scalar> rules, Detections detections)
        implements SigmaDocument {
    SigmaFilter {
        rules = List.copyOf(rules);
    }

    boolean appliesTo(SigmaRule rule) {
        boolean named = rules.isEmpty()
                || rules.stream()
                        .map(Scalar::text)
                        .anyMatch(reference -> reference.equals(rule.header().id())
                                || reference.equals(rule.header().name()));
        return named
                && covers(logSource.products(), rule.logSource().products())
                && covers(logSource.categories(), rule.logSource().categories())
                && covers(logSource.services(), rule.logSource().services());
    }

    private static boolean covers(List<String> filter, List<String> rule) {
        return filter.isEmpty() || !rule.isEmpty() && filter.containsAll(rule);
    }
}
