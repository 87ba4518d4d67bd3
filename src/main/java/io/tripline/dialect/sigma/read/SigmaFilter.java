package io.tripline.dialect.sigma.read;

import io.tripline.rule.LogSource;
import io.tripline.yaml.Yaml.Scalar;
import java.util.List;

/**
 * A condition that is added, by {@code and}, to the rules that it names. Sigma filters specification 2.1.
 *
 * @param rules ids or names; empty means every rule of its log source ({@code any})
 */
public record SigmaFilter(Header header, LogSource logSource, List<Scalar> rules, Detections detections)
        implements SigmaDocument {
    public SigmaFilter {
        rules = List.copyOf(rules);
    }

    public boolean appliesTo(SigmaRule rule) {
        return (rules.isEmpty() || rules.stream().anyMatch(reference -> isNamed(reference, rule))) && covers(rule);
    }

    /** Whether a reference means the document. */
    public static boolean isNamed(Scalar reference, SigmaDocument document) {
        String name = reference.text().strip();
        return name.equals(document.header().id())
                || name.equals(document.header().name());
    }

    /** Whether the rule is of its log source. */
    public boolean covers(SigmaRule rule) {
        return covers(logSource.products(), rule.logSource().products())
                && covers(logSource.categories(), rule.logSource().categories())
                && covers(logSource.services(), rule.logSource().services());
    }

    private static boolean covers(List<String> filter, List<String> rule) {
        return filter.isEmpty() || !rule.isEmpty() && filter.containsAll(rule);
    }
}
