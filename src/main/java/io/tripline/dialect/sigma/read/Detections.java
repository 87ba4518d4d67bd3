package io.tripline.dialect.sigma.read;

import io.tripline.dialect.sigma.value.Modifier;
import io.tripline.dialect.sigma.value.SigmaValue;
import io.tripline.problem.Place;
import io.tripline.yaml.Yaml.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code detection} section: searches by their identifiers, and the condition over them.
 *
 * @param conditions of a list, any will do; empty where it is missing or could not be read
 * @param timeframe of an old aggregation, null where there is none
 */
public record Detections(
        Map<String, Search> searches,
        List<PlacedCondition> conditions,
        @Nullable Scalar timeframe) {

    public Detections {
        searches = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(searches));
        conditions = List.copyOf(conditions);
    }

    /** @param aggregation what an old rule counts after the {@code |}, null where there is none */
    public record PlacedCondition(
            Scalar scalar,
            ConditionExpression expression,
            @Nullable Aggregation aggregation) {}

    /** {@code | count(field) by group > 10}, from before correlations. Numbers and places are of the condition's text. */
    public record Aggregation(
            String function,
            @Nullable String field,
            @Nullable String groupBy,
            io.tripline.rule.Comparison comparison,
            java.math.BigDecimal bound,
            Place place) {}

    /** What an identifier stands for. */
    public sealed interface Search {

        /** All lines of a map hold. A list of keywords is one item without a field. */
        record AllOf(List<Item> items) implements Search {
            public AllOf {
                items = List.copyOf(items);
            }
        }

        /** One element of a list holds. */
        record AnyOf(List<Search> searches) implements Search {
            public AnyOf {
                searches = List.copyOf(searches);
            }
        }
    }

    /**
     * One line: a field, its modifiers and its values.
     *
     * @param field null for keywords, which look at every field
     */
    public record Item(@Nullable String field, List<PlacedModifier> modifiers, List<PlacedValue> values, Place place) {
        public Item {
            modifiers = List.copyOf(modifiers);
            values = List.copyOf(values);
        }
    }

    public record PlacedModifier(Modifier modifier, String word, Place place) {}

    public record PlacedValue(SigmaValue value, Place place) {}
}
