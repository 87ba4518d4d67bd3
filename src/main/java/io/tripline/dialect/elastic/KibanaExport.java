package io.tripline.dialect.elastic;

import io.tripline.dialect.FilePart;
import io.tripline.problem.Lines;
import io.tripline.problem.Place;
import io.tripline.problem.Problems;
import io.tripline.problem.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Kibana exports: a JSON object a line, each a rule, an exception list, an item of one, or the account of the export. A rule
 * that somebody wrote over several lines is read as well.
 */
final class KibanaExport {

    /** Of exception lists and their items. */
    private static final String LISTS = "exceptions";

    private static final int LONGEST_NAME = 80;

    /** One of these stands in all that is exported. */
    private static final Pattern TRACE = Pattern.compile("\"(?:risk_score|list_id|rule_id)\"\\s*:");

    private KibanaExport() {}

    /** What a line holds. */
    enum Kind {
        RULE,
        LIST,
        ITEM,
        /** How many were exported, connectors and the like: nothing of a rule. */
        OTHER
    }

    /** Whether a text can be an export. */
    static boolean isOne(String text) {
        String begin = text.stripLeading();
        return begin.startsWith("{") && TRACE.matcher(text).find();
    }

    static Kind kind(SourceTable object) {
        Object type = object.value("type");
        boolean listed = object.value("list_id") instanceof String;
        if (listed && object.value("entries") != null) {
            return Kind.ITEM;
        }
        if (listed && type instanceof String) {
            return Kind.LIST;
        }
        boolean rule = object.value("rule_id") != null
                || object.value("risk_score") != null
                || object.value("query") != null && object.value("language") != null;
        return rule && object.value("attributes") == null ? Kind.RULE : Kind.OTHER;
    }

    /** The rules of a file, and then its exception lists; the file itself where it is no export. */
    static List<FilePart> parts(SourceText file) {
        List<FilePart> whole = List.of(new FilePart("", file));
        if (!isOne(file.text())) {
            return whole;
        }
        List<String> lines = file.text().lines().toList();
        if (isOneObject(file.text(), lines)) {
            return whole;
        }
        Set<String> names = new HashSet<>(Set.of(LISTS));
        List<FilePart> parts = new ArrayList<>();
        List<Integer> shared = new ArrayList<>();
        boolean known = false;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            SourceTable object = JsonSource.read(new Lines(lines.get(i)), problem -> {});
            if (object == null) {
                parts.add(part(distinct("line_" + (i + 1), names), file, lines, List.of(i)));
                continue;
            }
            Kind kind = kind(object);
            known |= kind != Kind.OTHER;
            switch (kind) {
                case RULE -> parts.add(part(distinct(name(object, i), names), file, lines, List.of(i)));
                case LIST, ITEM -> shared.add(i);
                case OTHER -> {}
            }
        }
        if (!shared.isEmpty()) {
            parts.add(part(LISTS, file, lines, shared));
        }
        return known ? parts : whole;
    }

    private static boolean isOneObject(String text, List<String> lines) {
        String first =
                lines.stream().filter(line -> !line.isBlank()).findFirst().orElse("");
        return JsonSource.read(new Lines(first), problem -> {}) == null
                && JsonSource.read(new Lines(text), problem -> {}) != null;
    }

    private static FilePart part(String name, SourceText file, List<String> lines, List<Integer> kept) {
        StringBuilder text = new StringBuilder();
        int line = 0;
        for (int next : kept) {
            text.repeat('\n', next - line).append(lines.get(next));
            line = next;
        }
        return new FilePart(name, new SourceText(file.file(), text.append('\n').toString()));
    }

    /** By the rule's name: words that a file's name may have. */
    private static String name(SourceTable rule, int line) {
        String name = rule.value("name") instanceof String said ? said : "";
        String words =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
        String cut = words.substring(0, Math.min(LONGEST_NAME, words.length())).replaceAll("_+$", "");
        return cut.isEmpty() ? "line_" + (line + 1) : cut;
    }

    private static String distinct(String name, Set<String> names) {
        String free = name;
        for (int n = 2; !names.add(free); n++) {
            free = name + "_" + n;
        }
        return free;
    }

    /** The objects of a text, whose lines hold one each or which holds one in all; what cannot be read goes to the report. */
    static List<TableReader> objects(Problems report) {
        String text = report.source().text();
        List<String> lines = text.lines().toList();
        if (isOneObject(text, lines)) {
            Lines places = new Lines(text);
            SourceTable object = JsonSource.read(places, problem -> {});
            return object == null ? List.of() : List.of(new TableReader(object, beginning(places), report));
        }
        List<TableReader> objects = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                Lines places = new Lines(lines.get(i), i);
                SourceTable object = JsonSource.read(
                        places,
                        problem -> report.error(
                                problem.place(),
                                "not JSON: " + problem.message(),
                                "an object of JSON a line, as Kibana exports"));
                if (object != null) {
                    objects.add(new TableReader(object, beginning(places), report));
                }
            }
        }
        return objects;
    }

    private static Place beginning(Lines lines) {
        String text = lines.text();
        return lines.place(text.length() - text.stripLeading().length(), 1);
    }

    static @Nullable String text(TableReader object, String key) {
        QueryText text = object.text(key);
        return text == null ? null : text.text();
    }
}
