package io.tripline.dialect.elastic;

import io.tripline.dialect.OtherSources;
import io.tripline.dialect.elastic.ElasticRule.About;
import io.tripline.dialect.elastic.ElasticRule.AlertSuppression;
import io.tripline.dialect.elastic.ElasticRule.Filter;
import io.tripline.dialect.elastic.ElasticRule.Kind;
import io.tripline.problem.Lines;
import io.tripline.problem.Place;
import io.tripline.problem.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** Reads the TOML of a rule; all that is wrong with it goes to the report at once. */
final class RuleReader {

    /** Largest file of Elastic's repository: 40 kB. */
    private static final int LONGEST = 1 << 20;

    private static final Duration DEFAULT_LOOKBACK = Duration.ofMinutes(6);

    private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(5);

    /** Tables beside the rule that say nothing of alerts: its history, the form of its guide, what an endpoint does. */
    private static final Set<String> OF_A_FILE =
            Set.of("rule", "metadata", "transform", "internal", "actions", "optional_actions");

    private final Problems report;
    private final Lines lines;

    RuleReader(Problems report) {
        this.report = report;
        this.lines = new Lines(report.source().text());
    }

    /** The tables of a file, or null if it has none that can be read. */
    @Nullable
    RuleTables tables() {
        if (lines.text().length() > LONGEST) {
            report.error(Place.WHOLE_FILE, "the file has more than 1 MiB", "split it: one rule a file");
            return null;
        }
        return toml();
    }

    private @Nullable RuleTables toml() {
        TomlParseResult toml = Toml.parse(lines.text());
        for (TomlParseError error : toml.errors()) {
            Place at = error.position() == null
                    ? Place.WHOLE_FILE
                    : lines.place(
                            lines.offset(
                                    error.position().line(), error.position().column()),
                            1);
            report.error(at, "not TOML: " + error.getMessage(), "see https://toml.io/en/v1.0.0");
        }
        if (toml.hasErrors()) {
            return null;
        }
        Object rule = toml.get(List.of("rule"));
        if (!(rule instanceof TomlTable table)) {
            report.error(
                    Place.WHOLE_FILE, "there is no [rule] table", "an Elastic rule is a TOML file with a table [rule]");
            return null;
        }
        TableReader root = new TableReader(new TomlSource(toml, lines), Place.WHOLE_FILE, report);
        for (String key : root.keys()) {
            if (!OF_A_FILE.contains(key)) {
                report.warning(
                        root.placeOf(key),
                        "[" + key + "] is outside of [rule] and not taken",
                        "move it into [rule], or remove it");
            }
        }
        Object metadata = toml.get(List.of("metadata"));
        return new RuleTables(
                new TableReader(new TomlSource(table, lines), root.placeOf("rule"), report),
                metadata instanceof TomlTable found
                        ? new TableReader(new TomlSource(found, lines), root.placeOf("metadata"), report)
                        : null);
    }

    /** {@code [rule]} and {@code [metadata]}; an exported rule says all in one object. */
    record RuleTables(TableReader rule, @Nullable TableReader metadata) {}

    /** Null where the report then holds an error. */
    @Nullable
    ElasticRule read(RuleTables tables, OtherSources others) {
        TableReader rule = tables.rule();
        RuleKeys.check(rule);
        Kind kind = KindReader.read(rule);
        String name = rule.string("name");
        if (name == null || name.isBlank()) {
            report.note(rule.place(), "the rule has no name", "add 'name': it is the title of its alerts");
            name = report.source().file().replaceFirst("^.*[/\\\\]", "").replaceFirst("\\.(?:toml|ndjson)$", "");
        }
        String id = rule.string("rule_id");
        About about = AboutReader.read(rule, tables.metadata());
        Duration lookback = lookback(rule);
        List<Filter> filters = filters(rule);
        List<ExceptionItem> exceptions = ExceptionLists.read(rule, others);
        AlertSuppression suppression = alertSuppression(rule);
        return kind == null
                ? null
                : new ElasticRule(
                        id == null || id.isBlank() ? null : id.strip(),
                        name.strip(),
                        about,
                        interval(rule),
                        lookback,
                        kind,
                        filters,
                        exceptions,
                        suppression);
    }

    private Duration lookback(TableReader rule) {
        String to = rule.string("to");
        if (to != null && !to.strip().equals("now")) {
            rule.error(
                    "to",
                    "a search that ends before now is not supported",
                    "remove 'to': events are looked at when they come");
        }
        String from = rule.string("from");
        if (from == null) {
            return DEFAULT_LOOKBACK;
        }
        Duration before = DateMath.beforeNow(from);
        if (before != null && !before.isZero()) {
            return before;
        }
        if (DateMath.moment(from) == null) {
            report.error(rule.placeOfValue("from"), "not a time before now: '" + from + "'", "write 'now-9m'");
        } else if (rule.has("threshold")) {
            report.error(
                    rule.placeOfValue("from"), "the window of a threshold must be relative to now", "write 'now-9m'");
        }
        return DEFAULT_LOOKBACK;
    }

    /** It says nothing where nothing is searched, but for how long one run of the rule stands. */
    private static Duration interval(TableReader rule) {
        String written = rule.keys().contains("interval") ? rule.string("interval") : null;
        Duration length = written == null ? null : DateMath.duration(written);
        return length == null || length.isZero() ? DEFAULT_INTERVAL : length;
    }

    private List<Filter> filters(TableReader rule) {
        List<Filter> filters = new ArrayList<>();
        for (TableReader filter : rule.tables("filters")) {
            Filter read = FilterReader.read(filter);
            if (read != null) {
                filters.add(read);
            }
        }
        return filters;
    }

    private @Nullable AlertSuppression alertSuppression(TableReader rule) {
        TableReader suppression = rule.table("alert_suppression");
        if (suppression == null) {
            return null;
        }
        suppression.allowOnly(Set.of("group_by", "duration", "missing_fields_strategy"));
        TableReader duration = suppression.table("duration");
        Duration length = duration == null ? null : duration(duration);
        String missing = suppression.string("missing_fields_strategy");
        if (missing != null && !missing.equals("suppress") && !missing.equals("doNotSuppress")) {
            report.error(
                    suppression.placeOfValue("missing_fields_strategy"),
                    "unknown strategy '" + missing + "'",
                    "write 'suppress' or 'doNotSuppress'");
        }
        return new AlertSuppression(
                rule.placeOf("alert_suppression"),
                KindReader.fieldNames(suppression, "group_by"),
                length,
                !"doNotSuppress".equals(missing));
    }

    private @Nullable Duration duration(TableReader duration) {
        Long value = duration.integer("value");
        String unit = duration.string("unit");
        Duration length = value == null || unit == null ? null : DateMath.duration(value + unit);
        if (length == null || length.isZero()) {
            report.error(duration.place(), "a duration needs a value and a unit", "write {value = 5, unit = \"m\"}");
        }
        return length;
    }
}
