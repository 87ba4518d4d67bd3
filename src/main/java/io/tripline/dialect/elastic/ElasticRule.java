package io.tripline.dialect.elastic;

import io.tripline.problem.Place;
import io.tripline.rule.Condition;
import io.tripline.rule.Overrides;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule file, in the words of Elastic's schema. What only steers Elastic's own search (interval, max_signals,
 * timestamp_override, index) is not here: a live event is looked at once, when it comes.
 *
 * @param ruleId null where the file has none
 * @param interval how often Elastic runs the rule
 * @param lookback {@code from}: how far back Elastic searches, which is the window of a threshold
 * @param filters Kibana filters that an event must pass as well as the query
 * @param exceptions those of its exception lists that can be asked of an event
 */
record ElasticRule(
        @Nullable String ruleId,
        String name,
        About about,
        Duration interval,
        Duration lookback,
        Kind kind,
        List<Filter> filters,
        List<ExceptionItem> exceptions,
        @Nullable AlertSuppression alertSuppression) {

    ElasticRule {
        filters = List.copyOf(filters);
        exceptions = List.copyOf(exceptions);
    }

    /** {@code type}, with the keys that only this type has. */
    sealed interface Kind {

        QueryText query();

        record Query(QueryText query) implements Kind {}

        record Threshold(QueryText query, List<String> field, long value, List<Cardinality> cardinality)
                implements Kind {
            public Threshold {
                field = List.copyOf(field);
                cardinality = List.copyOf(cardinality);
            }
        }

        record NewTerms(QueryText query, List<String> fields, Duration historyWindow) implements Kind {
            public NewTerms {
                fields = List.copyOf(fields);
            }
        }

        /**
         * @param list the name of the list in which the indicators are
         * @param threatQuery which of them count; null: all
         * @param threatFilters the same, of Kibana
         * @param mapping one of them must hold, with all its entries for one indicator
         */
        record ThreatMatch(
                QueryText query,
                String list,
                @Nullable QueryText threatQuery,
                List<Filter> threatFilters,
                List<List<Mapping>> mapping)
                implements Kind {
            public ThreatMatch {
                threatFilters = List.copyOf(threatFilters);
                mapping = List.copyOf(mapping);
            }
        }

        /** @param eventCategory the field that {@code process where} compares: {@code event_category_override} */
        record Eql(QueryText query, String eventCategory) implements Kind {}
    }

    /** An entry of {@code threat_mapping}: the field of an event and that of an indicator. */
    record Mapping(String field, String value) {}

    /** @param value how many distinct values of the field there must be at least */
    record Cardinality(String field, long value) {}

    /**
     * @param duration null: for as long as one run of the rule
     * @param suppressMissing whether events without a group_by field are one group, or each an alert
     */
    record AlertSuppression(
            Place place, List<String> groupBy, @Nullable Duration duration, boolean suppressMissing) {
        AlertSuppression {
            groupBy = List.copyOf(groupBy);
        }
    }

    /** @param condition what the filter's query asks, {@code meta.negate} applied */
    record Filter(Condition condition) {}

    /**
     * What the rule says about itself.
     *
     * @param created and updated as the file writes them, {@code 2024/09/11}
     */
    record About(
            String description,
            @Nullable String severity,
            @Nullable Integer riskScore,
            @Nullable String maturity,
            List<String> author,
            List<String> tags,
            List<String> references,
            List<String> falsePositives,
            List<String> investigationFields,
            List<Threat> threat,
            Overrides overrides,
            @Nullable String license,
            @Nullable String created,
            @Nullable String updated,
            @Nullable String note,
            @Nullable String buildingBlock) {
        About {
            author = List.copyOf(author);
            tags = List.copyOf(tags);
            references = List.copyOf(references);
            falsePositives = List.copyOf(falsePositives);
            investigationFields = List.copyOf(investigationFields);
            threat = List.copyOf(threat);
        }
    }

    /** @param techniques ids of techniques and sub-techniques: {@code T1078}, {@code T1078.004} */
    record Threat(String framework, @Nullable String tactic, List<String> techniques) {
        Threat {
            techniques = List.copyOf(techniques);
        }
    }
}
