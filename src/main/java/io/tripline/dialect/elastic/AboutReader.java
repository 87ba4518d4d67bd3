package io.tripline.dialect.elastic;

import io.tripline.dialect.elastic.ElasticRule.About;
import io.tripline.dialect.elastic.ElasticRule.Threat;
import io.tripline.dialect.elastic.query.ElasticField;
import io.tripline.event.FieldPath;
import io.tripline.problem.Place;
import io.tripline.problem.Spelling;
import io.tripline.rule.Metadata.Level;
import io.tripline.rule.Overrides;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what a rule says about itself. */
final class AboutReader {

    private static final List<String> SEVERITIES = List.of("low", "medium", "high", "critical");

    private AboutReader() {}

    static About read(TableReader rule, @Nullable TableReader metadata) {
        String description = rule.string("description");
        TableReader investigation = rule.table("investigation_fields");
        return new About(
                description == null ? "" : description.strip(),
                severity(rule),
                riskScore(rule),
                metadata == null ? null : metadata.string("maturity"),
                rule.strings("author"),
                rule.strings("tags"),
                rule.strings("references"),
                rule.strings("false_positives").stream().map(String::strip).toList(),
                investigation == null ? List.of() : investigation.strings("field_names"),
                rule.tables("threat").stream().map(AboutReader::threat).toList(),
                overrides(rule),
                rule.string("license"),
                metadata == null ? day(rule, "created_at") : metadata.string("creation_date"),
                metadata == null ? day(rule, "updated_at") : metadata.string("updated_date"),
                rule.string("note"),
                rule.string("building_block_type"));
    }

    /** An export says moments. */
    private static @Nullable String day(TableReader rule, String key) {
        String moment = rule.text(key) == null ? null : rule.string(key);
        return moment == null ? null : moment.replaceFirst("T.*$", "");
    }

    private static @Nullable String severity(TableReader rule) {
        String severity = rule.string("severity");
        if (severity != null && !SEVERITIES.contains(severity)) {
            rule.report()
                    .error(
                            rule.placeOfValue("severity"),
                            "unknown severity '" + severity + "'",
                            Spelling.wayOut(severity, SEVERITIES, "one of " + SEVERITIES));
            return null;
        }
        return severity;
    }

    private static @Nullable Integer riskScore(TableReader rule) {
        Long score = rule.integer("risk_score");
        if (score == null) {
            return null;
        }
        if (score < 0 || score > 100) {
            rule.error("risk_score", "risk_score must be 0 to 100", "write a number in that range");
            return null;
        }
        return score.intValue();
    }

    private static Overrides overrides(TableReader rule) {
        List<Overrides.LevelFor> levels = new ArrayList<>();
        for (TableReader mapping : rule.tables("severity_mapping")) {
            FieldPath field = mapped(mapping, mapping.string("field"), mapping.place());
            String value = mapping.scalar("value");
            String severity = mapping.string("severity");
            if (field == null || value == null || severity == null || !SEVERITIES.contains(severity)) {
                rule.report()
                        .error(
                                mapping.place(),
                                "a severity_mapping needs a field, a value and a severity",
                                "add what is missing; severities are " + SEVERITIES);
            } else {
                levels.add(new Overrides.LevelFor(field, value, Level.valueOf(severity.toUpperCase(Locale.ROOT))));
            }
        }
        List<TableReader> scores = rule.tables("risk_score_mapping");
        String name = rule.string("rule_name_override");
        return new Overrides(
                name == null || name.isBlank() ? null : mapped(rule, name, rule.placeOfValue("rule_name_override")),
                levels,
                scores.isEmpty()
                        ? null
                        : mapped(
                                scores.getFirst(),
                                scores.getFirst().string("field"),
                                scores.getFirst().place()));
    }

    private static @Nullable FieldPath mapped(TableReader table, @Nullable String field, Place place) {
        String operator = table.keys().contains("operator") ? table.string("operator") : null;
        if (operator != null && !operator.equals("equals")) {
            table.error("operator", "unknown operator '" + operator + "'", "write equals");
        }
        if (field == null || !ElasticField.isName(field)) {
            table.report().error(place, "not the name of one field: '" + field + "'", "write the whole name");
            return null;
        }
        return ElasticField.of(field).path();
    }

    private static Threat threat(TableReader threat) {
        TableReader tactic = threat.table("tactic");
        String framework = threat.string("framework");
        List<String> techniques = new ArrayList<>();
        for (TableReader technique : threat.tables("technique")) {
            addId(technique, techniques);
            technique.tables("subtechnique").forEach(sub -> addId(sub, techniques));
        }
        return new Threat(
                framework == null ? "MITRE ATT&CK" : framework,
                tactic == null ? null : tactic.string("name"),
                techniques);
    }

    private static void addId(TableReader technique, List<String> ids) {
        String id = technique.string("id");
        if (id != null && !id.isBlank()) {
            ids.add(id.strip());
        }
    }
}
