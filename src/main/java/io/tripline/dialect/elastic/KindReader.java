package io.tripline.dialect.elastic;

import io.tripline.dialect.elastic.ElasticRule.Cardinality;
import io.tripline.dialect.elastic.ElasticRule.Kind;
import io.tripline.dialect.elastic.eql.EqlParser;
import io.tripline.dialect.elastic.query.ElasticField;
import io.tripline.problem.Problems;
import io.tripline.problem.Spelling;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code type} and the keys that go with it. */
final class KindReader {

    private static final List<String> TYPES = List.of(
            "query", "threshold", "new_terms", "eql", "esql", "machine_learning", "threat_match", "saved_query");

    private final TableReader rule;
    private final Problems report;

    private KindReader(TableReader rule) {
        this.rule = rule;
        this.report = rule.report();
    }

    /** Null if there is not even a query; with an error in the report, only good for finding more of them. */
    static @Nullable Kind read(TableReader rule) {
        return new KindReader(rule).kind();
    }

    private @Nullable Kind kind() {
        String type = rule.string("type");
        return switch (type) {
            case null -> withoutType();
            case "query" -> {
                QueryText query = query("kuery");
                yield query == null ? null : new Kind.Query(query);
            }
            case "threshold" -> threshold();
            case "new_terms" -> newTerms();
            case "eql" -> {
                QueryText query = query("eql");
                List<String> category = fieldNames(rule, "event_category_override");
                yield query == null
                        ? null
                        : new Kind.Eql(query, category.isEmpty() ? "event.category" : category.getFirst());
            }
            case "esql" -> notSupported(type, "it computes tables of stored events", "a query, threshold or eql rule");
            case "machine_learning" ->
                notSupported(
                        type, "it reads what Elastic's machine learning jobs found", "a threshold or new_terms rule");
            case "threat_match" -> {
                QueryText query = query("kuery");
                Kind threat = query == null ? null : ThreatReader.read(rule, query);
                yield threat == null && query != null ? new Kind.Query(query) : threat;
            }
            case "saved_query" ->
                notSupported(type, "its query is kept in Kibana", "a query rule that holds the query");
            case String other ->
                refused("type", "unknown rule type '" + other + "'", Spelling.wayOut(other, TYPES, "one of " + TYPES));
        };
    }

    /** Rules of Elastic Defend, which run on the endpoint itself, have no type and are written in EQL. */
    private @Nullable Kind withoutType() {
        String query = rule.text("query") == null ? null : rule.string("query");
        if (rule.has("threshold")) {
            return refused("type", "the rule has no type", "add type = \"threshold\"");
        }
        if (rule.has("new_terms") || rule.has("new_terms_fields")) {
            return refused("type", "the rule has no type", "add type = \"new_terms\"");
        }
        boolean eql = query != null && EqlParser.parse(query) instanceof EqlParser.Result.Read;
        boolean endpoint = rule.keys().stream().anyMatch(RuleKeys.OF_THE_ENDPOINT::contains);
        return refused(
                "type",
                endpoint
                        ? "the rule has no type: it is one of Elastic Defend, for the endpoint"
                        : "the rule has no type",
                eql || endpoint ? "add type = \"eql\" and language = \"eql\"" : "add type = \"query\"");
    }

    private @Nullable Kind notSupported(String type, String why, String instead) {
        return refused("type", "rules of type '" + type + "' are not supported: " + why, "rewrite it as " + instead);
    }

    private <T> @Nullable T refused(String key, String message, String wayOut) {
        report.error(rule.placeOfValue(key), message, wayOut);
        return null;
    }

    private @Nullable QueryText query(String language) {
        String written = rule.string("language");
        if (written != null && !written.equals(language)) {
            return refused(
                    "language",
                    written.equals("lucene")
                            ? "queries in Lucene's language are not supported"
                            : "a rule of this type cannot have the language '" + written + "'",
                    language.equals("eql") ? "write the query in EQL" : "write the query in KQL: language = \"kuery\"");
        }
        if (rule.string("query") == null && !rule.has("query") && !rule.has("filters")) {
            return refused("query", "the rule has no query", "add query = '…'; '*' takes every event");
        }
        QueryText query = rule.text("query");
        return query != null || rule.has("query") ? query : QueryText.empty();
    }

    private @Nullable Kind threshold() {
        QueryText query = query("kuery");
        TableReader threshold = rule.table("threshold");
        if (threshold == null) {
            if (!rule.has("threshold")) {
                refused(
                        "type",
                        "a threshold rule needs [rule.threshold]",
                        "add field, value and, if need be, cardinality");
            }
            return query == null ? null : new Kind.Query(query);
        }
        threshold.allowOnly(Set.of("field", "value", "cardinality"));
        Long value = atLeastOne(threshold, "value");
        List<Cardinality> cardinality = new ArrayList<>();
        for (TableReader one : threshold.tables("cardinality")) {
            one.allowOnly(Set.of("field", "value"));
            String field = one.string("field");
            Long distinct = atLeastOne(one, "value");
            if (field == null || !ElasticField.isName(field)) {
                report.error(one.place(), "a cardinality needs a field", "add field = \"…\"");
            } else if (distinct != null) {
                cardinality.add(new Cardinality(field, distinct));
            }
        }
        List<String> fields = fieldNames(threshold, "field");
        return query == null ? null : new Kind.Threshold(query, fields, value == null ? 1 : value, cardinality);
    }

    private @Nullable Long atLeastOne(TableReader table, String key) {
        Long value = table.integer(key);
        if (value == null && !table.has(key)) {
            report.error(table.place(), "'" + key + "' is missing", "add " + key + " = 1 or more");
        } else if (value != null && value < 1) {
            report.error(table.placeOf(key), "'" + key + "' must be 1 or more", "write 1 or more");
            return null;
        }
        return value;
    }

    static List<String> fieldNames(TableReader table, String key) {
        Problems report = table.report();
        List<String> names = table.strings(key).stream().map(String::strip).toList();
        if (names.equals(List.of(""))) {
            return List.of();
        }
        names.stream()
                .filter(name -> !ElasticField.isName(name))
                .forEach(name -> report.error(
                        table.placeOf(key), "not the name of one field: '" + name + "'", "write the whole name"));
        return names.stream().filter(ElasticField::isName).toList();
    }

    /** In the repository's form, {@code [rule.new_terms]}, or in the form of Kibana's API. */
    private @Nullable Kind newTerms() {
        QueryText query = query("kuery");
        TableReader table = rule.table("new_terms");
        if (table != null) {
            table.allowOnly(Set.of("field", "value", "history_window_start"));
        }
        List<String> fields = table == null ? fieldNames(rule, "new_terms_fields") : fieldNames(table, "value");
        if (fields.isEmpty() || fields.size() > 3) {
            report.error(
                    table == null ? rule.placeOf("new_terms_fields") : table.placeOf("value"),
                    "a new_terms rule needs 1 to 3 fields, not " + fields.size(),
                    "add [rule.new_terms] with value = [\"…\"]");
        }
        Duration history = history(table == null ? rule : table);
        if (query == null) {
            return null;
        }
        return report.hasErrors() || history == null
                ? new Kind.Query(query)
                : new Kind.NewTerms(query, fields, history);
    }

    /** {@code history_window_start = "now-14d"}, or a list of one table with that as its value. */
    private @Nullable Duration history(TableReader table) {
        if (table.text("history_window_start") != null) {
            return history(table, "history_window_start");
        }
        List<TableReader> windows = table.tables("history_window_start");
        if (windows.isEmpty()) {
            report.error(table.place(), "history_window_start is missing", "write how far to look back: 'now-14d'");
            return null;
        }
        return history(windows.getFirst(), "value");
    }

    private @Nullable Duration history(TableReader window, String key) {
        String start = window.string(key);
        if (start == null) {
            report.error(window.place(), "history_window_start is missing", "write 'now-14d'");
            return null;
        }
        Duration before = DateMath.beforeNow(start);
        String from = rule.string("from");
        Instant first = DateMath.moment(start);
        Instant last = from == null ? null : DateMath.moment(from);
        if (first != null && last != null) {
            before = Duration.between(first, last);
        }
        if (before == null || before.isZero() || before.isNegative()) {
            report.error(
                    window.placeOfValue(key),
                    "not a time before now: '" + start + "'",
                    "write how far to look back without rounding: 'now-14d'");
            return null;
        }
        return before;
    }
}
