package io.tripline.alert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An alert as Elastic Security writes its own: the fields of the event, or those that all its events have alike, and {@code kibana.alert.*}
 * beside them, by dotted names. For whoever has dashboards and tools for those. What only Kibana knows (indices, runs, who owns an alert) is not there, or
 * says nothing.
 *
 * <p>What the rule says of itself is what it says now, but for title, level and risk, which are the alert's.
 */
public final class EcsDocument {

    private static final String ALERT = "kibana.alert.";
    private static final String RULE = ALERT + "rule.";

    private final Alert alert;
    private final AlertLife life;
    private final RuleAbout about;
    private final Map<String, @Nullable Object> document = new LinkedHashMap<>();

    private EcsDocument(Alert alert, AlertLife life, RuleAbout about) {
        this.alert = alert;
        this.life = life;
        this.about = about;
    }

    /** Maps, lists and scalars, ready for any JSON writer. */
    public static Map<String, @Nullable Object> of(Alert alert, AlertLife life, RuleAbout about) {
        return new EcsDocument(alert, life, about).document();
    }

    private Map<String, @Nullable Object> document() {
        String time = AlertDocument.time(alert.getTimestamp());
        event();
        document.put("@timestamp", time);
        document.put(ALERT + "uuid", alert.getId());
        document.put(ALERT + "start", time);
        document.put(ALERT + "last_detected", time);
        document.put(ALERT + "original_time", time);
        document.put(ALERT + "status", "active");
        document.put(ALERT + "workflow_status", life.status().word());
        document.put(ALERT + "reason", alert.getReason());
        document.put(ALERT + "severity", severity(alert.getRule().level()));
        put(ALERT + "risk_score", riskScore());
        document.put(ALERT + "depth", 1);
        document.put(ALERT + "ancestors", ancestors());
        document.put("kibana.space_ids", List.of("default"));
        rule();
        found();
        return document;
    }

    private void put(String name, @Nullable Object value) {
        if (value != null && !(value instanceof List<?> list && list.isEmpty())) {
            document.put(name, value);
        }
    }

    /** Elastic knows four. */
    private static String severity(@Nullable String level) {
        return level == null || level.equals("informational") ? "low" : level.toLowerCase(Locale.ROOT);
    }

    private @Nullable Object riskScore() {
        Object own = alert.getValues().get("riskScore");
        return own == null ? number(about.first("riskScore")) : own;
    }

    private static @Nullable Object number(@Nullable String text) {
        try {
            return text == null
                    ? null
                    : Double.valueOf(text) % 1 == 0
                            ? (Object) Double.valueOf(text).intValue()
                            : (Object) Double.valueOf(text);
        } catch (NumberFormatException none) {
            return null;
        }
    }

    /** The event's fields come first, so that no field of an event stands for one of the alert's. */
    private void event() {
        boolean single = alert.getWindow() == null
                && alert.getGroup().names().isEmpty()
                && alert.getEvents().size() == 1;
        Map<String, Object> fields = single ? alert.getEvents().getFirst().fields() : alike();
        fields.forEach((name, value) -> {
            if (!name.equals("kibana") && !name.startsWith("kibana.")) {
                document.put(name, value);
            }
        });
        if (fields.get("event") instanceof Map<?, ?> event) {
            Map<String, @Nullable Object> signal = new LinkedHashMap<>();
            event.forEach((name, value) -> signal.put(String.valueOf(name), value));
            original("", signal);
            signal.put("kind", "signal");
            document.put("event", signal);
        } else {
            fields.forEach((name, value) -> {
                if (name.startsWith("event.")) {
                    document.put(ALERT + "original_event." + name.substring("event.".length()), value);
                }
            });
            document.put("event.kind", "signal");
        }
    }

    private void original(String path, Map<?, ?> event) {
        event.forEach((name, value) -> {
            if (value instanceof Map<?, ?> inner) {
                original(path + name + ".", inner);
            } else {
                document.put(ALERT + "original_event." + path + name, value);
            }
        });
    }

    /** The group's fields; but for a threshold, which has no others, also what its events have alike. */
    private Map<String, Object> alike() {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (about.kind() != RuleAbout.Kind.THRESHOLD && !alert.getEvents().isEmpty()) {
            fields.putAll(alert.getEvents().getFirst().fields());
            alert.getEvents().forEach(evidence -> fields.entrySet()
                    .retainAll(evidence.fields().entrySet()));
        }
        alert.groupByName().forEach((name, value) -> {
            if (value != null) {
                fields.put(name, value);
            }
        });
        return fields;
    }

    private List<Map<String, Object>> ancestors() {
        List<Map<String, Object>> ancestors = new ArrayList<>();
        for (Evidence evidence : alert.getEvents()) {
            Map<String, Object> ancestor = new LinkedHashMap<>();
            ancestor.put("id", evidence.id());
            ancestor.put("type", "event");
            ancestor.put("index", "");
            ancestor.put("depth", 0);
            ancestors.add(ancestor);
        }
        return ancestors;
    }

    private void rule() {
        Alert.RuleInfo info = alert.getRule();
        document.put(RULE + "name", info.title());
        document.put(RULE + "uuid", info.id());
        document.put(RULE + "rule_id", info.id());
        document.put(RULE + "type", about.kind().type());
        document.put(RULE + "category", about.kind().category());
        document.put(RULE + "rule_type_id", about.kind().typeId());
        document.put(RULE + "consumer", "siem");
        document.put(RULE + "producer", "siem");
        document.put(RULE + "enabled", true);
        document.put(RULE + "severity", severity(about.first("level")));
        put(RULE + "risk_score", number(about.first("riskScore")));
        document.put(RULE + "tags", info.tags());
        List<Map<String, Object>> threat = EcsThreat.of(info.tags());
        put(RULE + "threat", threat);
        put(RULE + "description", about.first("description"));
        put(RULE + "author", about.all("author"));
        put(RULE + "references", about.all("references"));
        put(RULE + "false_positives", about.all("falsePositives"));
        put(RULE + "license", about.first("license"));
        put(RULE + "note", about.first("note"));
        put(RULE + "created_at", about.first("created"));
        put(RULE + "updated_at", about.first("modified"));
        put(RULE + "rule_name_override", about.first("titleFrom"));
        put(RULE + "building_block_type", about.first("buildingBlock"));
        put(ALERT + "building_block_type", about.first("buildingBlock"));
        document.put(RULE + "parameters", parameters());
    }

    /** The same once more, as the rule's own parameters. */
    private Map<String, @Nullable Object> parameters() {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        for (String name : List.of(
                "rule_id",
                "type",
                "description",
                "severity",
                "risk_score",
                "author",
                "license",
                "note",
                "references",
                "false_positives",
                "threat",
                "rule_name_override",
                "building_block_type")) {
            Object value = document.get(RULE + name);
            if (value != null) {
                parameters.put(name, value);
            }
        }
        return parameters;
    }

    /** What this kind of rule found. */
    private void found() {
        switch (about.kind()) {
            case QUERY -> {}
            case EQL -> document.put(ALERT + "group.id", alert.getId());
            case NEW_TERMS ->
                put(
                        ALERT + "new_terms",
                        alert.getGroup().values().stream()
                                .filter(Objects::nonNull)
                                .toList());
            case THRESHOLD -> document.put(ALERT + "threshold_result", thresholdResult());
        }
        if (about.suppresses()) {
            String time = AlertDocument.time(alert.getTimestamp());
            document.put(ALERT + "suppression.terms", terms());
            document.put(ALERT + "suppression.start", time);
            document.put(ALERT + "suppression.end", time);
            document.put(ALERT + "suppression.docs_count", 0);
        }
    }

    private List<Map<String, @Nullable Object>> terms() {
        List<Map<String, @Nullable Object>> terms = new ArrayList<>();
        alert.groupByName().forEach((name, value) -> terms.add(term(name, value)));
        return terms;
    }

    private static Map<String, @Nullable Object> term(String field, @Nullable Object value) {
        Map<String, @Nullable Object> term = new LinkedHashMap<>();
        term.put("field", field);
        term.put("value", value);
        return term;
    }

    private Map<String, @Nullable Object> thresholdResult() {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("terms", terms());
        List<Map<String, @Nullable Object>> cardinality = new ArrayList<>();
        alert.getValues().forEach((name, value) -> {
            if (name.startsWith("distinct ")) {
                cardinality.add(term(name.substring("distinct ".length()), value));
            }
        });
        result.put("cardinality", cardinality);
        Object count = alert.getValues().get("count");
        result.put("count", count == null ? alert.getEvents().size() + alert.getMore() : count);
        Alert.Window window = alert.getWindow();
        if (window != null) {
            result.put("from", AlertDocument.time(window.from()));
        }
        return result;
    }
}
