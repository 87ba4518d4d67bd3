package io.tripline.dialect.sigma.read;

import io.tripline.problem.Place;
import io.tripline.rule.Comparison;
import io.tripline.yaml.Yaml;
import io.tripline.yaml.Yaml.Scalar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A correlation of rules. Sigma correlation rules specification 2.1; boolean conditions of {@code temporal} are from the
 * draft of 2.2.
 *
 * @param rules ids or names, in the file first, then elsewhere
 * @param timespan as written: a number and a unit, the number may be a placeholder; null where it is missing
 * @param expression a boolean condition over the rules, null where the condition is a map or missing
 * @param generate whether the rules also alert on their own
 */
public record SigmaCorrelation(
        Header header,
        Type type,
        Place place,
        List<Scalar> rules,
        List<Scalar> groupBy,
        @Nullable Scalar timespan,
        List<Alias> aliases,
        List<Criterion> criteria,
        List<Scalar> fields,
        @Nullable Scalar percentile,
        @Nullable Scalar expression,
        boolean generate)
        implements SigmaDocument {

    /** The kinds of correlation. */
    public enum Type {
        EVENT_COUNT,
        VALUE_COUNT,
        VALUE_SUM,
        VALUE_AVG,
        VALUE_PERCENTILE,
        VALUE_MEDIAN,
        TEMPORAL,
        TEMPORAL_ORDERED;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        public boolean isTemporal() {
            return this == TEMPORAL || this == TEMPORAL_ORDERED;
        }
    }

    /** One name for a field that rules call differently. */
    public record Alias(Scalar name, List<Yaml.Entry> fields) {
        public Alias {
            fields = List.copyOf(fields);
        }
    }

    /** One line of the condition: {@code gt: 10}. The number may be a placeholder. */
    public record Criterion(Comparison comparison, Scalar number) {}

    public SigmaCorrelation {
        rules = List.copyOf(rules);
        groupBy = List.copyOf(groupBy);
        aliases = List.copyOf(aliases);
        criteria = List.copyOf(criteria);
        fields = List.copyOf(fields);
    }

    SigmaCorrelation ownHeader(Header other) {
        return new SigmaCorrelation(
                other,
                type,
                place,
                rules,
                groupBy,
                timespan,
                aliases,
                criteria,
                fields,
                percentile,
                expression,
                generate);
    }
}
