package io.tripline.dialect.sigma.read;

import io.tripline.dialect.sigma.read.SigmaCorrelation.Alias;
import io.tripline.dialect.sigma.read.SigmaCorrelation.Criterion;
import io.tripline.dialect.sigma.read.SigmaCorrelation.Type;
import io.tripline.dialect.sigma.read.SigmaDocument.Header;
import io.tripline.problem.Problems;
import io.tripline.problem.Spelling;
import io.tripline.rule.Comparison;
import io.tripline.yaml.Yaml;
import io.tripline.yaml.Yaml.Entry;
import io.tripline.yaml.Yaml.Mapping;
import io.tripline.yaml.Yaml.Scalar;
import io.tripline.yaml.Yaml.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the {@code correlation} section of a document. */
final class CorrelationReader {

    private static final List<String> TYPES =
            Arrays.stream(Type.values()).map(Type::word).toList();
    private static final List<String> KEYS =
            List.of("type", "rules", "group-by", "timespan", "aliases", "condition", "generate");
    private static final List<String> CRITERIA = List.of("gt", "gte", "lt", "lte", "eq", "neq", "field", "percentile");

    private final Problems findings;

    CorrelationReader(Problems findings) {
        this.findings = findings;
    }

    /** Null where not even the type can be read. */
    @Nullable
    SigmaCorrelation read(Header header, Mapping section) {
        Type type = type(section);
        section.entries().forEach(this::warnOfUnknownKey);
        if (type == null) {
            return null;
        }
        Yaml timespan = section.get("timespan");
        // Rules of 2024 still call it timeframe.
        timespan = timespan == null ? section.get("timeframe") : timespan;
        Yaml condition = section.get("condition");
        Mapping criteria = condition instanceof Mapping map ? map : null;
        if (condition instanceof Sequence list) {
            findings.error(list.place(), "the condition of a correlation is a map or a text", "for example gte: 10");
        }
        return new SigmaCorrelation(
                header,
                type,
                section.place(),
                scalars(section, "rules"),
                scalars(section, "group-by"),
                timespan instanceof Scalar span && !span.isNull() ? span : null,
                aliases(section),
                criteria == null ? List.of() : criteria(criteria),
                criteria == null ? List.of() : scalars(criteria, "field"),
                criteria != null && criteria.get("percentile") instanceof Scalar percentile ? percentile : null,
                condition instanceof Scalar text && !text.isNull() ? text : null,
                section.get("generate") instanceof Scalar generate
                        && generate.text().equalsIgnoreCase("true"));
    }

    private @Nullable Type type(Mapping section) {
        Yaml type = section.get("type");
        if (!(type instanceof Scalar word) || word.isNull()) {
            findings.error(
                    type == null ? section.place() : type.place(),
                    "the type of the correlation is missing",
                    "the types are " + String.join(", ", TYPES));
            return null;
        }
        String name = word.text().strip().toLowerCase(Locale.ROOT);
        // The draft of 2.2 had a name of its own for temporal with a boolean condition.
        String known = name.equals("temporal_extended") || name.equals("extended_temporal") ? "temporal" : name;
        int index = TYPES.indexOf(known);
        if (index < 0) {
            findings.error(
                    word.place(),
                    "unknown type of correlation '" + word.text() + "'",
                    Spelling.wayOut(name, TYPES, "the types are " + String.join(", ", TYPES)));
            return null;
        }
        return Type.values()[index];
    }

    private void warnOfUnknownKey(Entry entry) {
        if (entry.name().equals("window") || entry.name().equals("gap")) {
            findings.error(
                    entry.key().place(),
                    "'" + entry.name() + "' is not part of the specification: windows slide",
                    "leave it out");
        } else if (!KEYS.contains(entry.name()) && !entry.name().equals("timeframe")) {
            findings.approximation(
                    entry.key().place(),
                    "'" + entry.name() + "' means nothing in a correlation and is not taken",
                    Spelling.suggestion(entry.name(), KEYS));
        }
    }

    private List<Scalar> scalars(Mapping section, String key) {
        Yaml written = section.get(key);
        List<Yaml> elements =
                switch (written) {
                    case Sequence list -> list.elements();
                    case Scalar scalar when scalar.isNull() -> List.of();
                    case null -> List.of();
                    case Scalar scalar -> List.of(scalar);
                    case Mapping map -> List.of(map);
                };
        List<Scalar> scalars = new ArrayList<>();
        for (Yaml element : elements) {
            if (element instanceof Scalar scalar && !scalar.text().isBlank()) {
                scalars.add(scalar);
            } else {
                findings.error(element.place(), "'" + key + "' takes names", null);
            }
        }
        return scalars;
    }

    private List<Alias> aliases(Mapping section) {
        Yaml written = section.get("aliases");
        if (written == null || written instanceof Scalar none && none.isNull()) {
            return List.of();
        }
        if (!(written instanceof Mapping map)) {
            findings.error(written.place(), "'aliases' is a map", "of an alias to a map of rule names and fields");
            return List.of();
        }
        List<Alias> aliases = new ArrayList<>();
        for (Entry entry : map.entries()) {
            if (entry.value() instanceof Mapping fields
                    && fields.entries().stream().allMatch(field -> field.value() instanceof Scalar)) {
                aliases.add(new Alias(entry.key(), fields.entries()));
            } else {
                findings.error(entry.value().place(), "an alias is a map of rule names and fields", null);
            }
        }
        return aliases;
    }

    private List<Criterion> criteria(Mapping condition) {
        List<Criterion> criteria = new ArrayList<>();
        for (Entry entry : condition.entries()) {
            Comparison comparison =
                    switch (entry.name()) {
                        case "gt" -> Comparison.GREATER;
                        case "gte" -> Comparison.AT_LEAST;
                        case "lt" -> Comparison.LESS;
                        case "lte" -> Comparison.AT_MOST;
                        case "eq" -> Comparison.EQUAL;
                        case "neq" -> Comparison.NOT_EQUAL;
                        default -> null;
                    };
            if (comparison == null) {
                if (!CRITERIA.contains(entry.name())) {
                    findings.error(
                            entry.key().place(),
                            "unknown condition '" + entry.name() + "'",
                            Spelling.wayOut(entry.name(), CRITERIA, "one of " + String.join(", ", CRITERIA)));
                }
            } else if (entry.value() instanceof Scalar number && !number.isNull()) {
                criteria.add(new Criterion(comparison, number));
            } else if (entry.value() instanceof Mapping map && map.bareWord() instanceof Scalar name) {
                criteria.add(new Criterion(comparison, name.inBraces()));
            } else {
                findings.error(entry.value().place(), "'" + entry.name() + "' takes a number", null);
            }
        }
        return criteria;
    }
}
