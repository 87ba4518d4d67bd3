package io.tripline.dialect.sigma.read;

import io.tripline.dialect.sigma.read.SigmaDocument.Header;
import io.tripline.dialect.sigma.value.DeclaredParameter;
import io.tripline.dialect.sigma.value.ModifierChain;
import io.tripline.problem.Place;
import io.tripline.problem.Problems;
import io.tripline.problem.SourceText;
import io.tripline.problem.Spelling;
import io.tripline.rule.Metadata;
import io.tripline.rule.Metadata.Level;
import io.tripline.yaml.Yaml;
import io.tripline.yaml.Yaml.Entry;
import io.tripline.yaml.Yaml.Mapping;
import io.tripline.yaml.Yaml.Scalar;
import io.tripline.yaml.Yaml.Sequence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what a document says of itself: none of it decides what alerts. */
final class HeaderReader {

    private static final List<String> LEVELS = Arrays.stream(Level.values())
            .map(level -> level.name().toLowerCase(Locale.ROOT))
            .toList();
    private static final List<String> TYPES = Arrays.stream(DeclaredParameter.Type.values())
            .map(type -> type.name().toLowerCase(Locale.ROOT))
            .toList();

    private final SourceText source;
    private final Problems findings;

    HeaderReader(SourceText source, Problems findings) {
        this.source = source;
        this.findings = findings;
    }

    /** Without an id the header's is that of (path, title). */
    Header read(Mapping document) {
        String title = oneLine(text(document, "title"));
        Entry titleEntry = document.entry("title");
        Place place = titleEntry == null ? document.place() : titleEntry.value().place();
        if (title.isEmpty()) {
            findings.error(place, "the title is missing", "write title: and what the rule detects");
        }
        String id = text(document, "id").strip();
        String name = text(document, "name").strip();
        String nameBased = NameBasedId.of(path(), title);
        return new Header(
                source,
                id.isEmpty() ? nameBased : id,
                !id.isEmpty(),
                name.isEmpty() ? null : name,
                title,
                place,
                metadata(document),
                parameters(document),
                List.of());
    }

    /** With slashes, and without a dot in front: the same wherever the file is named from. */
    private String path() {
        String path = source.file().replace('\\', '/');
        return path.startsWith("./") ? path.substring(2) : path;
    }

    private Metadata metadata(Mapping document) {
        return new Metadata(
                text(document, "description").strip(),
                level(document),
                null,
                textOrNull(document, "status"),
                authors(text(document, "author")),
                texts(document, "tags"),
                texts(document, "references"),
                texts(document, "falsepositives"),
                texts(document, "fields"),
                related(document),
                textOrNull(document, "license"),
                textOrNull(document, "date"),
                textOrNull(document, "modified"));
    }

    private @Nullable Level level(Mapping document) {
        Yaml level = document.get("level");
        if (!(level instanceof Scalar scalar) || scalar.isNull()) {
            return null;
        }
        String word = scalar.text().strip().toLowerCase(Locale.ROOT);
        int known = LEVELS.indexOf(word);
        if (known < 0) {
            findings.warning(
                    scalar.place(),
                    "unknown level '" + scalar.text() + "': the rule has none",
                    Spelling.wayOut(word, LEVELS, "the levels are " + String.join(", ", LEVELS)));
            return null;
        }
        return Level.values()[known];
    }

    private static List<String> related(Mapping document) {
        List<String> ids = new ArrayList<>();
        if (document.get("related") instanceof Sequence list) {
            for (Yaml element : list.elements()) {
                if (element instanceof Mapping map && map.get("id") instanceof Scalar id) {
                    ids.add(id.text());
                }
            }
        }
        return ids;
    }

    /** Separated by commas, but not by those in parentheses. */
    private static List<String> authors(String written) {
        List<String> authors = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= written.length(); i++) {
            char c = i < written.length() ? written.charAt(i) : ',';
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (i == written.length() || c == ',' && depth <= 0) {
                String author = oneLine(written.substring(start, i));
                if (!author.isEmpty()) {
                    authors.add(author);
                }
                start = i + 1;
            }
        }
        return authors;
    }

    private static String text(Mapping document, String key) {
        return switch (document.get(key)) {
            case Scalar scalar when !scalar.isNull() -> scalar.text();
            case Sequence list -> String.join(", ", texts(list));
            case null, default -> "";
        };
    }

    private static @Nullable String textOrNull(Mapping document, String key) {
        String text = oneLine(text(document, key));
        return text.isEmpty() ? null : text;
    }

    static List<String> texts(Mapping document, String key) {
        return switch (document.get(key)) {
            case Scalar scalar
            when !scalar.isNull() && !scalar.text().isBlank() ->
                List.of(scalar.text().strip());
            case Sequence list -> texts(list);
            case null, default -> List.of();
        };
    }

    private static List<String> texts(Sequence list) {
        List<String> texts = new ArrayList<>();
        for (Yaml element : list.elements()) {
            if (element instanceof Scalar scalar
                    && !scalar.isNull()
                    && !scalar.text().isBlank()) {
                texts.add(scalar.text().strip());
            }
        }
        return texts;
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private List<DeclaredParameter> parameters(Mapping document) {
        Yaml block = document.get("parameters");
        if (!(block instanceof Mapping map)) {
            return List.of();
        }
        List<DeclaredParameter> parameters = new ArrayList<>();
        for (Entry entry : map.entries()) {
            DeclaredParameter parameter = parameter(entry);
            String refusal = parameter.values().isEmpty() ? null : parameter.refuses(parameter.values());
            if (refusal != null) {
                findings.error(parameter.place(), "the default of '" + parameter.name() + "': it " + refusal, null);
            }
            parameters.add(parameter);
        }
        return parameters;
    }

    /** {@code name: 10}, {@code name: [a, b]}, or a map with default, type, min and max. */
    private DeclaredParameter parameter(Entry entry) {
        if (!(entry.value() instanceof Mapping map)) {
            List<String> values = defaults(entry.value());
            DeclaredParameter.Type type = entry.value() instanceof Sequence
                    ? DeclaredParameter.Type.LIST
                    : values.size() == 1 && ModifierChain.number(values.getFirst()) != null
                            ? DeclaredParameter.Type.NUMBER
                            : DeclaredParameter.Type.TEXT;
            return new DeclaredParameter(
                    entry.name(), type, values, null, null, entry.key().place());
        }
        Yaml dflt = map.get("default");
        return new DeclaredParameter(
                entry.name(),
                type(map),
                dflt == null ? List.of() : defaults(dflt),
                bound(map, "min"),
                bound(map, "max"),
                dflt == null ? entry.key().place() : dflt.place());
    }

    private DeclaredParameter.Type type(Mapping map) {
        if (!(map.get("type") instanceof Scalar word)) {
            boolean listed = map.get("default") instanceof Sequence;
            boolean numeric = map.get("min") != null || map.get("max") != null;
            return listed
                    ? DeclaredParameter.Type.LIST
                    : numeric ? DeclaredParameter.Type.NUMBER : DeclaredParameter.Type.TEXT;
        }
        int known = TYPES.indexOf(word.text().toLowerCase(Locale.ROOT));
        if (known < 0) {
            findings.error(
                    word.place(),
                    "unknown type '" + word.text() + "' of a parameter",
                    Spelling.wayOut(word.text(), TYPES, "the types are " + String.join(", ", TYPES)));
            return DeclaredParameter.Type.TEXT;
        }
        return DeclaredParameter.Type.values()[known];
    }

    private @Nullable BigDecimal bound(Mapping map, String key) {
        if (!(map.get(key) instanceof Scalar scalar)) {
            return null;
        }
        BigDecimal bound = ModifierChain.number(scalar.text());
        if (bound == null) {
            findings.error(scalar.place(), "'" + key + "' of a parameter is a number", null);
        }
        return bound;
    }

    private static List<String> defaults(Yaml yaml) {
        return switch (yaml) {
            case Scalar scalar -> scalar.isNull() ? List.of() : List.of(scalar.text());
            case Sequence list -> texts(list);
            case Mapping map -> List.of();
        };
    }
}
