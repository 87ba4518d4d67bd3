package io.tripline.dialect.sigma.read;

import io.tripline.dialect.Blanks;
import io.tripline.dialect.sigma.read.Detections.Aggregation;
import io.tripline.dialect.sigma.read.Detections.Item;
import io.tripline.dialect.sigma.read.Detections.PlacedCondition;
import io.tripline.dialect.sigma.read.Detections.PlacedModifier;
import io.tripline.dialect.sigma.read.Detections.PlacedValue;
import io.tripline.dialect.sigma.read.Detections.Search;
import io.tripline.dialect.sigma.value.Modifier;
import io.tripline.dialect.sigma.value.SigmaValue;
import io.tripline.problem.Place;
import io.tripline.problem.Problems;
import io.tripline.problem.Spelling;
import io.tripline.yaml.Yaml;
import io.tripline.yaml.Yaml.Entry;
import io.tripline.yaml.Yaml.Mapping;
import io.tripline.yaml.Yaml.Scalar;
import io.tripline.yaml.Yaml.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the {@code detection} section of a rule and the same keys of a filter. */
final class DetectionReader {

    private final Problems findings;

    DetectionReader(Problems findings) {
        this.findings = findings;
    }

    /** @param reserved keys that are no search identifiers, besides condition and timeframe */
    Detections read(Mapping section, Set<String> reserved) {
        Map<String, Search> searches = new LinkedHashMap<>();
        for (Entry entry : section.entries()) {
            String name = entry.name();
            if (name.equals("condition") || name.equals("timeframe") || reserved.contains(name)) {
                continue;
            }
            if (entry.value() instanceof Scalar scalar && scalar.isNull()) {
                findings.warning(entry.key().place(), "the search '" + name + "' is empty", "leave it out");
            } else {
                Search search = search(entry.value());
                // One that cannot be read is known all the same: the condition may name it.
                searches.put(name, search == null ? new Search.AnyOf(List.of()) : search);
            }
        }
        List<PlacedCondition> conditions = conditions(section);
        Entry timeframe = section.entry("timeframe");
        boolean counts = conditions.stream().anyMatch(condition -> condition.aggregation() != null);
        if (timeframe != null && !counts && !conditions.isEmpty()) {
            findings.approximation(
                    timeframe.key().place(),
                    "the timeframe is not taken: the condition counts nothing",
                    "write a correlation, or leave it out");
        }
        return new Detections(
                searches,
                conditions,
                timeframe != null && timeframe.value() instanceof Scalar scalar && !scalar.isNull() ? scalar : null);
    }

    private List<PlacedCondition> conditions(Mapping section) {
        Entry entry = section.entry("condition");
        if (entry == null) {
            findings.error(section.place(), "the condition is missing", "for example condition: selection");
            return List.of();
        }
        List<PlacedCondition> conditions = new ArrayList<>();
        List<Yaml> written = entry.value() instanceof Sequence list ? list.elements() : List.of(entry.value());
        for (Yaml element : written) {
            if (element instanceof Scalar scalar && !scalar.text().isBlank()) {
                PlacedCondition condition = condition(scalar);
                if (condition != null) {
                    conditions.add(condition);
                }
            } else {
                findings.error(element.place(), "a condition is a text", "for example condition: selection");
            }
        }
        if (written.isEmpty()) {
            findings.error(entry.key().place(), "the condition is empty", "for example condition: selection");
        }
        return conditions;
    }

    private @Nullable PlacedCondition condition(Scalar scalar) {
        int bar = scalar.text().indexOf('|');
        String logic = bar < 0 ? scalar.text() : scalar.text().substring(0, bar);
        Aggregation aggregation = null;
        if (bar >= 0) {
            aggregation = new AggregationParser(scalar, bar + 1, findings).parse();
            if (aggregation == null) {
                return null;
            }
        }
        return switch (ConditionParser.parse(logic)) {
            case ConditionParser.Result.Read read -> new PlacedCondition(scalar, read.expression(), aggregation);
            case ConditionParser.Result.Unreadable bad -> {
                findings.error(scalar.at(bad.offset(), bad.length()), bad.message(), bad.wayOut());
                yield null;
            }
        };
    }

    /** Null after an error. */
    private @Nullable Search search(Yaml yaml) {
        return switch (yaml) {
            case Mapping mapping -> map(mapping);
            case Sequence sequence -> list(sequence);
            case Scalar scalar -> keywords(List.of(scalar), scalar.place());
        };
    }

    private @Nullable Search map(Mapping mapping) {
        if (mapping.entries().isEmpty()) {
            findings.error(mapping.place(), "an empty search", "name fields and values, or keywords");
            return null;
        }
        for (Entry entry : mapping.repeated()) {
            findings.approximation(
                    entry.key().place(),
                    "'" + entry.name()
                            + "' stands twice: both lines must hold here, other readers take the last or refuse",
                    "put the values into one list if any of them will do, else write '|all'");
        }
        List<Item> items = new ArrayList<>();
        for (Entry entry : mapping.entries()) {
            Item item = item(entry);
            if (item != null) {
                items.add(item);
            }
        }
        return items.isEmpty() ? null : new Search.AllOf(items);
    }

    /** A list of maps, of keywords, or of both. */
    private @Nullable Search list(Sequence sequence) {
        List<Search> alternatives = new ArrayList<>();
        List<Scalar> keywords = new ArrayList<>();
        for (Yaml element : sequence.elements()) {
            switch (element) {
                case Scalar keyword -> keywords.add(keyword);
                case Mapping mapping -> {
                    Search search = map(mapping);
                    if (search != null) {
                        alternatives.add(search);
                    }
                }
                case Sequence nested ->
                    findings.error(nested.place(), "a list in a list is no search", "write one list");
            }
        }
        if (!keywords.isEmpty()) {
            Search search = keywords(keywords, sequence.place());
            if (search != null) {
                alternatives.addFirst(search);
            }
        }
        if (sequence.elements().isEmpty()) {
            findings.error(sequence.place(), "an empty search", "name fields and values, or keywords");
        }
        if (alternatives.isEmpty()) {
            return null;
        }
        return alternatives.size() == 1 ? alternatives.getFirst() : new Search.AnyOf(alternatives);
    }

    private @Nullable Search keywords(List<Scalar> scalars, Place place) {
        List<PlacedValue> values = new ArrayList<>();
        for (Scalar scalar : scalars) {
            if (scalar.isNull()) {
                findings.error(scalar.place(), "an empty keyword", "leave it out");
            } else {
                values.add(new PlacedValue(value(scalar, true), scalar.place()));
            }
        }
        return values.isEmpty() ? null : new Search.AllOf(List.of(new Item(null, List.of(), values, place)));
    }

    private @Nullable Item item(Entry entry) {
        String key = entry.name();
        int bar = key.indexOf('|');
        String field = fieldName(bar < 0 ? key : key.substring(0, bar));
        if (field.isBlank() && bar < 0) {
            findings.error(entry.key().place(), "the name of the field is missing", null);
            return null;
        }
        List<PlacedModifier> modifiers = bar < 0 ? List.of() : modifiers(entry.key(), bar);
        List<PlacedValue> values =
                values(entry, modifiers != null && modifiers.stream().anyMatch(DetectionReader::looksInside));
        if (modifiers == null || values == null) {
            return null;
        }
        return new Item(
                field.isBlank() ? null : field, modifiers, values, entry.key().place());
    }

    /** JSONPath's <code>$.</code> in front of a path adds nothing. */
    private static String fieldName(String written) {
        String name = written.startsWith("$.") ? written.substring(2) : written;
        return name.replace("{}", "").isBlank() ? "" : name;
    }

    /** Null after an error. */
    private @Nullable List<PlacedModifier> modifiers(Scalar key, int bar) {
        List<PlacedModifier> modifiers = new ArrayList<>();
        boolean wrong = false;
        int start = bar + 1;
        while (start <= key.text().length()) {
            int end = key.text().indexOf('|', start);
            end = end < 0 ? key.text().length() : end;
            String word = key.text().substring(start, end).strip();
            Place place = key.at(start, Math.max(1, end - start));
            Modifier modifier = Modifier.named(word.toLowerCase(Locale.ROOT));
            if (modifier == null) {
                wrong = true;
                findings.error(
                        place,
                        word.isEmpty() ? "a modifier is missing" : "unknown modifier '" + word + "'",
                        Spelling.suggestion(word, Modifier.WORDS));
            } else if (modifiers.stream().anyMatch(known -> known.modifier().equals(modifier))) {
                wrong = true;
                findings.error(place, "'" + word + "' stands twice", "leave one out");
            } else {
                modifiers.add(new PlacedModifier(modifier, word, place));
            }
            start = end + 1;
        }
        return wrong ? null : modifiers;
    }

    private static boolean looksInside(PlacedModifier placed) {
        Modifier modifier = placed.modifier();
        return modifier instanceof Modifier.Contains
                || modifier instanceof Modifier.StartsWith
                || modifier instanceof Modifier.EndsWith
                || modifier instanceof Modifier.Re;
    }

    /**
     * Null after an error.
     *
     * @param part whether a value is looked for inside a longer one
     */
    private @Nullable List<PlacedValue> values(Entry entry, boolean part) {
        List<Yaml> written = entry.value() instanceof Sequence list ? list.elements() : List.of(entry.value());
        List<PlacedValue> values = new ArrayList<>();
        for (Yaml element : written) {
            if (element instanceof Scalar scalar) {
                if (scalar.isNull() && scalar.text().isEmpty()) {
                    findings.warning(
                            entry.key().place(),
                            "nothing stands after '" + entry.name() + "': it holds where the field is missing or empty",
                            "write null if that is meant");
                }
                values.add(new PlacedValue(value(scalar, part), scalar.place()));
            } else if (element instanceof Mapping map && map.bareWord() instanceof Scalar name) {
                values.add(new PlacedValue(new SigmaValue.Placeholder(name.text()), map.place()));
            } else {
                String field = entry.name().split("\\|", 2)[0];
                findings.error(
                        element.place(),
                        "a value is a text, a number, true, false or null",
                        "for a field below '" + field + "' write '" + field + ".name'");
                return null;
            }
        }
        if (values.isEmpty()) {
            findings.error(
                    entry.value().place(),
                    "an empty list of values matches nothing",
                    "leave the line out, or write null for a field that is missing");
            return null;
        }
        return values;
    }

    private static SigmaValue value(Scalar scalar, boolean part) {
        return switch (scalar.kind()) {
            case NULL -> new SigmaValue.Null();
            case BOOLEAN -> new SigmaValue.Bool(scalar.text().equalsIgnoreCase("true"));
            case NUMBER -> new SigmaValue.Number(scalar.text());
            case TEXT -> {
                String name = Blanks.parameter(scalar.text(), part);
                yield name == null ? new SigmaValue.Text(scalar.text()) : new SigmaValue.Placeholder(name);
            }
        };
    }
}
