package io.tripline.dialect.elastic;

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
            "history_window_start",
            "investigation_fields",
            "language",
            "license",
            "name",
            "new_terms",
            "new_terms_fields",
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
            "threshold",
            "to",
            "type");

    /** Belong to types that are refused by name, so they need no word of their own. */
    private static final Set<String> OF_OTHER_TYPES = Set.of(
            "anomaly_threshold",
            "concurrent_searches",
            "items_per_search",
            "machine_learning_job_id",
            "saved_id",
            "threat_filters",
            "threat_index",
            "threat_indicator_path",
            "threat_language",
            "threat_mapping",
            "threat_query");

    /**
     * What steers Elastic's search and its pages, not what alerts. {@code index} and {@code data_view_id} say where Elastic
     * stores events, which a live event does not know: the query's own tests ({@code data_stream.dataset: okta.system})
     * route it. {@code timestamp_override} answers late storage. Without {@code max_signals} there are more alerts at most.
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

    /** Of EQL rules. {@code event_category_override} is read with them. */
    private static final Set<String> OF_EQL = Set.of("event_category_override", "timestamp_field", "tiebreaker_field");

    private RuleKeys() {}

    static void check(TableReader rule) {
        Set<String> known = new TreeSet<>(READ);
        known.addAll(OF_OTHER_TYPES);
        known.addAll(WITHOUT_MEANING_HERE);
        known.addAll(OF_EQL);
        for (String key : rule.keys()) {
            if (!known.contains(key)) {
                rule.error(key, "unknown key '" + key + "' in [rule]", Spelling.wayOut(key, known, "remove it"));
            }
        }
        mentionRestrictions(rule);
    }

    private static void mentionRestrictions(TableReader rule) {
        Report report = rule.report();
        if (!rule.tables("exceptions_list").isEmpty()) {
            report.warning(
                    rule.placeOf("exceptions_list"),
                    "exceptions_list is not applied: its lists are kept in Kibana, so this rule alerts more often",
                    "add what is excepted to the query: and not (…)");
        }
        for (String key : new String[] {"severity_mapping", "risk_score_mapping", "rule_name_override"}) {
            if (rule.has(key)) {
                report.warning(
                        rule.placeOf(key),
                        key + " is not applied: every alert has the rule's own "
                                + (key.startsWith("rule_name")
                                        ? "name"
                                        : key.replace("_mapping", "").replace('_', ' ')),
                        "remove it, or write one rule for each value");
            }
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
