package io.tripline.dialect.elastic;

import io.tripline.dialect.OtherSources;
import io.tripline.problem.Lines;
import io.tripline.problem.Place;
import io.tripline.problem.Problems;
import io.tripline.problem.SourceText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The exception lists that a rule names: in its own file, or in an export of Kibana in the same folder. */
final class ExceptionLists {

    private ExceptionLists() {}

    /** Reads {@code exceptions_list}. What is not found or cannot be asked of an event is a restriction of the rule. */
    static List<ExceptionItem> read(TableReader rule, OtherSources others) {
        Set<String> wanted = new LinkedHashSet<>();
        for (TableReader named : rule.tables("exceptions_list")) {
            String id = named.string("list_id");
            if (id == null || id.isBlank()) {
                rule.report().error(named.place(), "an exception list needs its list_id", "add list_id");
            } else {
                wanted.add(id);
            }
        }
        if (wanted.isEmpty()) {
            return List.of();
        }
        Found found = new Found(wanted);
        SourceText own = rule.report().source();
        Stream.concat(Stream.of(own), others.sources().stream().filter(other -> isBeside(own, other)))
                .distinct()
                .forEach(found::look);
        List<ExceptionItem> applied = new ArrayList<>();
        for (String id : wanted) {
            if (!found.isThere(id)) {
                rule.report()
                        .warning(
                                rule.placeOf("exceptions_list"),
                                "the exception list '" + id + "' is not there, so the rule alerts more often",
                                "export it from Kibana, and put the .ndjson beside the rule");
            }
            for (ExceptionItem item : found.items(id)) {
                if (item.refusal() == null) {
                    applied.add(item);
                } else {
                    rule.report()
                            .warning(
                                    rule.placeOf("exceptions_list"),
                                    "the exception '" + item.name()
                                            + "' is not applied, so the rule alerts more often: " + item.refusal(),
                                    "write it in the query: and not (…)");
                }
            }
        }
        return applied;
    }

    private static boolean isBeside(SourceText rule, SourceText other) {
        String name = other.file().toLowerCase(Locale.ROOT);
        return name.endsWith(ElasticParser.EXPORT) && folder(rule).equals(folder(other));
    }

    private static String folder(SourceText source) {
        try {
            Path folder = Path.of(source.file()).toAbsolutePath().normalize().getParent();
            return String.valueOf(folder);
        } catch (InvalidPathException noFile) {
            return "";
        }
    }

    private static final class Found {

        private final Set<String> wanted;
        private final Map<String, String> names = new LinkedHashMap<>();
        private final Map<String, List<Entry>> items = new LinkedHashMap<>();

        private record Entry(SourceTable object, Place place, SourceText source) {}

        Found(Set<String> wanted) {
            this.wanted = wanted;
        }

        void look(SourceText source) {
            List<String> lines = source.text().lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                if (line.contains("\"list_id\"") && wanted.stream().anyMatch(line::contains)) {
                    Lines places = new Lines(line, i);
                    SourceTable object = JsonSource.read(places, problem -> {});
                    if (object != null) {
                        take(object, places.place(0, 1), source);
                    }
                }
            }
        }

        private void take(SourceTable object, Place place, SourceText source) {
            if (!(object.value("list_id") instanceof String id) || !wanted.contains(id)) {
                return;
            }
            switch (KibanaExport.kind(object)) {
                case LIST -> names.putIfAbsent(id, object.value("name") instanceof String name ? name.strip() : id);
                case ITEM ->
                    items.computeIfAbsent(id, list -> new ArrayList<>()).add(new Entry(object, place, source));
                case RULE, OTHER -> {}
            }
        }

        boolean isThere(String id) {
            return names.containsKey(id) || items.containsKey(id);
        }

        List<ExceptionItem> items(String id) {
            String name = names.getOrDefault(id, id);
            return items.getOrDefault(id, List.of()).stream()
                    .map(entry -> ExceptionReader.read(entry.object(), entry.place(), name, entry.source()))
                    .toList();
        }
    }

    /** What is wrong with the items of a text, whoever names their lists. */
    static void check(List<TableReader> objects) {
        for (TableReader object : objects) {
            if (KibanaExport.kind(object.source()) != KibanaExport.Kind.ITEM) {
                continue;
            }
            Problems report = object.report();
            @Nullable String list = KibanaExport.text(object, "list_id");
            ExceptionItem item =
                    ExceptionReader.read(object.source(), object.place(), String.valueOf(list), report.source());
            if (item.refusal() != null) {
                report.warning(
                        object.place(),
                        "the exception '" + item.name() + "' is not applied: " + item.refusal(),
                        "write it in the queries of its rules: and not (…)");
            }
        }
    }
}
