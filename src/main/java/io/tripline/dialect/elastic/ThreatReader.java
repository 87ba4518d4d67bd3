package io.tripline.dialect.elastic;

import io.tripline.dialect.elastic.ElasticRule.Filter;
import io.tripline.dialect.elastic.ElasticRule.Kind;
import io.tripline.dialect.elastic.ElasticRule.Mapping;
import io.tripline.dialect.elastic.query.ElasticField;
import io.tripline.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the keys of {@code threat_match} rules. */
final class ThreatReader {

    private static final int LONGEST_NAME = 80;

    private final TableReader rule;
    private final Problems report;

    private ThreatReader(TableReader rule) {
        this.rule = rule;
        this.report = rule.report();
    }

    /** Null where the report then holds an error. */
    static @Nullable Kind read(TableReader rule, QueryText query) {
        return new ThreatReader(rule).read(query);
    }

    private @Nullable Kind read(QueryText query) {
        String language = rule.string("threat_language");
        if (language != null && !language.equals("kuery")) {
            report.error(
                    rule.placeOfValue("threat_language"),
                    "threat_query in the language '" + language + "' is not supported",
                    "write it in KQL: threat_language = \"kuery\"");
            return null;
        }
        List<List<Mapping>> mapping = mapping();
        List<Filter> filters = rule.tables("threat_filters").stream()
                .map(FilterReader::read)
                .filter(Objects::nonNull)
                .toList();
        return mapping.isEmpty()
                ? null
                : new Kind.ThreatMatch(
                        query, list(rule.strings("threat_index")), rule.text("threat_query"), filters, mapping);
    }

    /** By the names of the indices, without what stands for any text: rules of the same indicators share a list. */
    private static String list(List<String> indices) {
        Set<String> names = new LinkedHashSet<>();
        for (String index : indices) {
            String name = index.replaceAll("[^A-Za-z0-9_.-]", "").replaceAll("^[_.-]+|[_.-]+$", "");
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        String all = String.join("-", names);
        return all.isEmpty()
                ? "indicators"
                : all.substring(0, Math.min(LONGEST_NAME, all.length())).replaceAll("[_.-]+$", "");
    }

    private List<List<Mapping>> mapping() {
        List<List<Mapping>> mapping = new ArrayList<>();
        for (TableReader alternative : rule.tables("threat_mapping")) {
            alternative.allowOnly(Set.of("entries"));
            List<Mapping> entries = new ArrayList<>();
            for (TableReader entry : alternative.tables("entries")) {
                Mapping read = entry(entry);
                if (read != null) {
                    entries.add(read);
                }
            }
            if (entries.isEmpty()) {
                report.error(alternative.place(), "a mapping needs entries", "add [[rule.threat_mapping.entries]]");
            } else {
                mapping.add(entries);
            }
        }
        if (mapping.isEmpty()) {
            report.error(
                    rule.has("threat_mapping") ? rule.placeOf("threat_mapping") : rule.placeOfValue("type"),
                    "a threat_match rule needs a threat_mapping",
                    "add [[rule.threat_mapping.entries]] with field, type = \"mapping\" and value");
        }
        return mapping;
    }

    private @Nullable Mapping entry(TableReader entry) {
        entry.allowOnly(Set.of("field", "value", "type", "negate"));
        String type = entry.string("type");
        if (type != null && !type.equals("mapping")) {
            report.error(
                    entry.placeOfValue("type"), "unknown type '" + type + "' of an entry", "write type = \"mapping\"");
        }
        if (entry.isTrue("negate")) {
            report.error(
                    entry.placeOf("negate"),
                    "'negate' is not supported: that one indicator differs is true of nearly every event",
                    "exclude with a list of its own in the DRL: !field( … ).inList( … )");
        }
        String field = name(entry, "field");
        String value = name(entry, "value");
        return field == null || value == null ? null : new Mapping(field, value);
    }

    private @Nullable String name(TableReader entry, String key) {
        String name = entry.string(key);
        if (name == null || !ElasticField.isName(name.strip())) {
            report.error(
                    name == null ? entry.place() : entry.placeOfValue(key),
                    "an entry needs the name of one field as its '" + key + "'",
                    "add " + key + " = \"…\"");
            return null;
        }
        return name.strip();
    }
}
