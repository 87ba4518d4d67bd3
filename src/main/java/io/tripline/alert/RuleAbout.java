package io.tripline.alert;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says of itself, for alerts that say it all.
 *
 * @param kind how it looks at events
 * @param suppresses whether it is silent for a group after an alert on single events or findings
 * @param metadata annotation name to its values
 */
public record RuleAbout(Kind kind, boolean suppresses, Map<String, List<String>> metadata) {

    /** Of a rule that is not there any more. */
    public static final RuleAbout UNKNOWN = new RuleAbout(Kind.QUERY, false, Map.of());

    /** Elastic's word for it, and its words for people. */
    public enum Kind {
        QUERY("query", "Custom Query Rule", "siem.queryRule"),
        THRESHOLD("threshold", "Threshold Rule", "siem.thresholdRule"),
        NEW_TERMS("new_terms", "New Terms Rule", "siem.newTermsRule"),
        EQL("eql", "Event Correlation Rule", "siem.eqlRule");

        private final String type;
        private final String category;
        private final String typeId;

        Kind(String type, String category, String typeId) {
            this.type = type;
            this.category = category;
            this.typeId = typeId;
        }

        String type() {
            return type;
        }

        String category() {
            return category;
        }

        String typeId() {
            return typeId;
        }
    }

    public RuleAbout {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    List<String> all(String name) {
        return metadata.getOrDefault(name, List.of());
    }

    @Nullable
    String first(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? null : values.getFirst();
    }
}
