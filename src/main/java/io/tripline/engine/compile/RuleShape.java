package io.tripline.engine.compile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a rule is built: what a reader of its text sees, pattern by pattern. For questions about the text; the engine itself
 * asks the {@link RuleOutline}.
 *
 * @param patterns in the order of the text, those inside {@code groupby}, {@code accumulate} and {@code not} included
 * @param consequence what follows {@code then}, as written
 */
public record RuleShape(List<FactPattern> patterns, List<Aggregate> aggregates, String consequence) {

    public RuleShape {
        patterns = List.copyOf(patterns);
        aggregates = List.copyOf(aggregates);
    }

    /** What a pattern stands in. */
    public enum Role {
        PLAIN,
        NOT,
        EXISTS,
        AGGREGATED
    }

    /**
     * A pattern on facts.
     *
     * @param type simple name of the fact's class
     * @param stream of its entry point, null where it names none
     * @param window over time; null where it has none
     * @param length parameter of a {@code window:length}; null where it has none
     * @param constraints as written
     * @param temporal whether a temporal operator ties it to another pattern
     * @param line 1-based
     */
    public record FactPattern(
            Role role,
            String type,
            @Nullable String stream,
            RuleOutline.@Nullable Window window,
            @Nullable String length,
            List<String> constraints,
            boolean temporal,
            int line) {
        public FactPattern {
            constraints = List.copyOf(constraints);
        }
    }

    /**
     * A {@code groupby} or an {@code accumulate}.
     *
     * @param functions variable, with its dollar sign, to the name of its function
     * @param conditions on their results, as written
     */
    public record Aggregate(Map<String, String> functions, List<String> conditions) {
        public Aggregate {
            functions = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(functions));
            conditions = List.copyOf(conditions);
        }
    }
}
