package io.tripline.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says about itself, for its page and its alerts; none of it decides what alerts.
 *
 * @param riskScore 0 to 100, Elastic's {@code risk_score}
 * @param tags as written; ATT&amp;CK techniques and tactics of structured sources are added in Sigma's spelling
 *     ({@code attack.t1078.004}, {@code attack.initial-access})
 * @param fields worth showing beside an alert, Sigma's {@code fields}
 * @param related ids of other rules
 * @param created {@code YYYY-MM-DD} as far as the source says so
 * @param note how to look into its alerts, Elastic's {@code note}
 * @param buildingBlock Elastic's {@code building_block_type}: other rules look at its alerts
 */
public record Metadata(
        String description,
        @Nullable Level level,
        @Nullable Integer riskScore,
        @Nullable String status,
        List<String> authors,
        List<String> tags,
        List<String> references,
        List<String> falsePositives,
        List<String> fields,
        List<String> related,
        @Nullable String license,
        @Nullable String created,
        @Nullable String modified,
        @Nullable String note,
        @Nullable String buildingBlock) {

    /** Without what only Elastic's rules have. */
    public Metadata(
            String description,
            @Nullable Level level,
            @Nullable Integer riskScore,
            @Nullable String status,
            List<String> authors,
            List<String> tags,
            List<String> references,
            List<String> falsePositives,
            List<String> fields,
            List<String> related,
            @Nullable String license,
            @Nullable String created,
            @Nullable String modified) {
        this(
                description,
                level,
                riskScore,
                status,
                authors,
                tags,
                references,
                falsePositives,
                fields,
                related,
                license,
                created,
                modified,
                null,
                null);
    }

    /** Sigma's levels; Elastic's severities are a subset. */
    public enum Level {
        INFORMATIONAL,
        LOW,
        MEDIUM,
        HIGH,
        CRITICAL
    }

    public Metadata {
        authors = List.copyOf(authors);
        tags = List.copyOf(tags);
        references = List.copyOf(references);
        falsePositives = List.copyOf(falsePositives);
        fields = List.copyOf(fields);
        related = List.copyOf(related);
    }
}
