package io.tripline.dialect.elastic;

import io.tripline.problem.Problems;
import io.tripline.problem.Spelling;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The keys that the schema of a rule has: what is none of them is not ignored, because it may have been a condition. */
final class RuleKeys {

    /** Read elsewhere in this package. */
    private static final Set<String> READ = Set.of(
            "alert_suppression",
            "author",
            "building_block_type",
            "description",
            "exceptions_list",
            "false_positives",
            "filters",
            "from",
            "investigation_fields",
            "language",
            "license",
            "name",
            "query",
            "references",
            "risk_score",
            "risk_score_mapping",
            "rule_id",
            "rule_name_override",
            "severity",
            "severity_mapping",
            "tags",
            "threat",
            "to",
            "type");

    /** Keys that mean something in rules of one type only. */
    private static final Map<String, String> OF_ONE_TYPE = Map.ofEntries(
            Map.entry("threshold", "threshold"),
            Map.entry("new_terms", "new_terms"),
            Map.entry("new_terms_fields", "new_terms"),
            Map.entry("history_window_start", "new_terms"),
            Map.entry("event_category_override", "eql"),
            Map.entry("timestamp_field", "eql"),
            Map.entry("tiebreaker_field", "eql"),
            Map.entry("anomaly_threshold", "machine_learning"),
            Map.entry("machine_learning_job_id", "machine_learning"),
            Map.entry("concurrent_searches", "threat_match"),
            Map.entry("items_per_search", "threat_match"),
            Map.entry("threat_filters", "threat_match"),
            Map.entry("threat_index", "threat_match"),
            Map.entry("threat_indicator_path", "threat_match"),
            Map.entry("threat_language", "threat_match"),
            Map.entry("threat_mapping", "threat_match"),
            Map.entry("threat_query", "threat_match"),
            Map.entry("saved_id", "saved_query"));

    /**
     * What steers Elastic's search and its pages, not what alerts. {@code index} and {@code data_view_id} say where Elastic
     * stores events, which a live event does not know: the query's own tests ({@code data_stream.dataset: okta.system})
     * route it. {@code timestamp_override} answers late storage. {@code max_signals} bounds what one search gives.
     */
    private static final Set<String> WITHOUT_MEANING_HERE = Set.of(
            "actions",
            "alias_purpose",
            "alias_target_id",
            "created_at",
            "created_by",
            "data_view_id",
            "enabled",
            "execution_summary",
            "id",
            "immutable",
            "index",
            "interval",
            "max_signals",
            "meta",
            "namespace",
            "note",
            "outcome",
            "output_index",
            "params",
            "related_integrations",
            "required_fields",
            "response_actions",
            "revision",
            "rule_source",
            "setup",
            "throttle",
            "timeline_id",
            "timeline_title",
            "timestamp_override",
            "timestamp_override_fallback_disabled",
            "updated_at",
            "updated_by",
            "version");

    /** Of rules of Elastic Defend, which run on the endpoint: what they do there, and on which systems. */
    static final Set<String> OF_THE_ENDPOINT =
            Set.of("min_endpoint_version", "optional_actions", "os_list", "reputation");

    /** Elastic's {@code max_signals} of a rule that says nothing. */
    private static final long DEFAULT_MOST = 100;

    private RuleKeys() {}

    static void check(TableReader rule) {
        Set<String> known = new TreeSet<>(READ);
        known.addAll(WITHOUT_MEANING_HERE);
        known.addAll(OF_ONE_TYPE.keySet());
        String type = rule.text("type") == null ? "" : rule.string("type");
        for (String key : rule.keys()) {
            String owner = OF_ONE_TYPE.get(key);
            if (OF_THE_ENDPOINT.contains(key)) {
                rule.error(
                        key,
                        "'" + key + "' is of rules that run on the endpoint and is not taken",
                        key.equals("os_list") ? "remove it, and add host.os.type to the query" : "remove it");
            } else if (!known.contains(key)) {
                rule.error(key, "unknown key '" + key + "' in [rule]", Spelling.wayOut(key, known, "remove it"));
            } else if (owner != null && !owner.equals(type)) {
                rule.error(
                        key,
                        "'" + key + "' means nothing in a rule of type '" + type + "'",
                        "remove it, or write type = \"" + owner + "\"");
            }
        }
        mentionRestrictions(rule);
    }

    private static void mentionRestrictions(TableReader rule) {
        Problems report = rule.report();
        Long most = rule.has("max_signals") ? rule.integer("max_signals") : null;
        if (most != null && most != DEFAULT_MOST) {
            report.note(
                    rule.placeOf("max_signals"),
                    "'max_signals' is not applied: it bounds the alerts of one search, and nothing is searched here",
                    "limit alerts with alert_suppression");
        }
        if (rule.has("enabled") && !rule.isTrue("enabled")) {
            report.note(
                    rule.placeOf("enabled"),
                    "'enabled = false' is not applied: a rule in the folder runs",
                    "switch it off with tripline.rules.<id>.enabled=false");
        }
        if (rule.has("building_block_type")) {
            report.note(
                    rule.placeOf("building_block_type"),
                    "a building block: Kibana hides its alerts by default, here they are raised like any other",
                    "leave the rule out if only rules about its alerts are wanted");
        }
    }
}
