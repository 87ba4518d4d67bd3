package io.tripline.ingest;

import io.tripline.event.CaseFolding;
import io.tripline.event.Glob;
import io.tripline.event.Origin;
import io.tripline.ingest.WordTable.Entry;
import io.tripline.ingest.WordTable.PatternEntry;
import io.tripline.problem.SourceText;
import io.tripline.yaml.YamlNode;
import io.tripline.yaml.YamlSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table of formats as it is written in YAML; {@code formats.yml} begins with the description of its form.
 *
 * @param words words of log sources that no format gives, but that are known
 */
record FormatFile(List<EventFormat> formats, Origin.Vocabulary words) {

    /** Of the tables of this room. */
    static final YamlSettings YAML = new YamlSettings(YamlSettings.Schema.JSON, 4 * 1024 * 1024, 20, 1, 500_000);

    private static final Set<String> KEYS = Set.of("formats", "words");
    private static final Set<String> FORMAT_KEYS = Set.of(
            "format",
            "when",
            "wrap",
            "lift",
            "time",
            "id",
            "redelivery",
            "sender",
            "view",
            "form",
            "product",
            "category",
            "service",
            "product-by",
            "category-by",
            "service-by");

    FormatFile {
        formats = List.copyOf(formats);
    }

    /** @throws IllegalArgumentException with file, line and column */
    static FormatFile read(String file, String text) {
        YamlNode root =
                YamlNode.read(new SourceText(file, text), "the file", YAML).only(KEYS);
        List<EventFormat> formats = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlNode each : root.list("formats")) {
            EventFormat format = format(each);
            if (!names.add(format.name())) {
                throw each.malformed("there is a format '" + format.name() + "' already", null);
            }
            formats.add(format);
        }
        return new FormatFile(formats, words(root.get("words")));
    }

    private static Origin.Vocabulary words(@Nullable YamlNode node) {
        return node == null
                ? new Origin.Vocabulary(Set.of(), Set.of(), Set.of())
                : new Origin.Vocabulary(
                        Set.copyOf(node.texts("products")),
                        Set.copyOf(node.texts("categories")),
                        Set.copyOf(node.texts("services")));
    }

    private static EventFormat format(YamlNode node) {
        node.only(FORMAT_KEYS);
        String name = node.text("format");
        if (name == null) {
            throw node.malformed("a format needs a name: 'format: …'", null);
        }
        String sender = node.text("sender");
        FieldViewFile.Form form = form(node);
        List<FieldViewFile.Read> tables = node.texts("view").stream()
                .map(table -> FieldViewFile.read(table, EventFormats.resource(table), form))
                .toList();
        return new EventFormat(
                name,
                node.list("when").stream()
                        .map(line -> line.texts().stream().map(FieldTerm::of).toList())
                        .toList(),
                node.text("wrap"),
                node.texts("lift"),
                paths(node.texts("time")),
                paths(node.texts("id")),
                paths(node.texts("redelivery")),
                sender == null ? name : sender,
                view(tables),
                LogNames.of(tables.stream().map(FieldViewFile.Read::names).toList()),
                form == FieldViewFile.Form.ECS,
                words(node, "product"),
                words(node, "category"),
                words(node, "service"));
    }

    private static List<SourcePath> paths(List<String> texts) {
        return texts.stream().map(SourcePath::of).toList();
    }

    private static @Nullable FieldView view(List<FieldViewFile.Read> tables) {
        List<FieldView.Block> blocks = new ArrayList<>();
        tables.forEach(table -> blocks.addAll(table.blocks()));
        return blocks.isEmpty() ? null : new FieldView(blocks);
    }

    private static FieldViewFile.Form form(YamlNode node) {
        return switch (node.text("form")) {
            case null -> FieldViewFile.Form.LOG;
            case "ecs" -> FieldViewFile.Form.ECS;
            default -> throw node.malformed("'form' can be ecs, or is left out", null);
        };
    }

    private static WordTable words(YamlNode node, String part) {
        Set<String> always = folded(node.texts(part));
        YamlNode by = node.get(part + "-by");
        if (by == null) {
            return new WordTable(always, List.of(), Entry.EMPTY);
        }
        by.only(Set.of("fields", "values"));
        List<List<SourcePath>> fields =
                by.list("fields").stream().map(level -> paths(level.texts())).toList();
        YamlNode values = by.get("values");
        if (values == null) {
            throw by.malformed("'" + part + "-by' needs 'values'", null);
        }
        return new WordTable(always, fields, entry(values, always, fields.size()));
    }

    private static Entry entry(YamlNode node, Set<String> above, int levels) {
        if (!node.isMap()) {
            Set<String> words = new HashSet<>(above);
            words.addAll(folded(node.texts()));
            return new Entry(Set.copyOf(words), Map.of(), List.of());
        }
        if (levels == 0) {
            throw node.malformed("there are more levels than 'fields' has", null);
        }
        Map<String, Entry> exact = new HashMap<>();
        List<PatternEntry> patterns = new ArrayList<>();
        node.entries().forEach((key, child) -> {
            Entry entry = entry(child, above, levels - 1);
            String folded = CaseFolding.fold(key);
            if (key.indexOf('*') >= 0) {
                patterns.add(new PatternEntry(Glob.of(folded), entry));
            } else {
                exact.put(folded, entry);
            }
        });
        return new Entry(Set.of(), Map.copyOf(exact), List.copyOf(patterns));
    }

    private static Set<String> folded(List<String> texts) {
        Set<String> words = new HashSet<>();
        texts.forEach(text -> words.add(CaseFolding.fold(text)));
        return Set.copyOf(words);
    }
}
