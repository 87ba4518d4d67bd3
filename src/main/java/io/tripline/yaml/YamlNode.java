package io.tripline.yaml;

import io.tripline.problem.Place;
import io.tripline.problem.Problem;
import io.tripline.problem.Problem.Severity;
import io.tripline.problem.Problems;
import io.tripline.problem.SourceText;
import io.tripline.problem.Spelling;
import io.tripline.yaml.Yaml.Entry;
import io.tripline.yaml.Yaml.Mapping;
import io.tripline.yaml.Yaml.Scalar;
import io.tripline.yaml.Yaml.Sequence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A piece of YAML, asked for what must stand there: the first thing that does not fit ends the reading, with its place.
 *
 * @param what a person calls it, for messages
 */
public record YamlNode(SourceText source, String what, Yaml yaml) {

    /** The text is not what it should be; the message begins with file, line and column. */
    public static final class Malformed extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        public Malformed(Problem problem) {
            super(problem.position() + ": " + problem.message());
            this.problem = problem;
        }

        public Problem problem() {
            return problem;
        }
    }

    /**
     * The only document of a text.
     *
     * @throws Malformed also where there is none
     */
    public static YamlNode read(SourceText source, String what, YamlSettings settings) {
        Problems problems = new Problems(source);
        List<Yaml> documents = YamlReader.read(source, settings, problems);
        if (problems.hasErrors()) {
            throw new Malformed(problems.problems().getFirst());
        }
        if (documents.size() == 1) {
            return new YamlNode(source, what, documents.getFirst());
        }
        throw documents.isEmpty()
                ? new Malformed(Problem.ofFile(Severity.ERROR, source.file(), "is empty", null))
                : new YamlNode(source, what, documents.get(1)).malformed("a second document", "write one document");
    }

    public boolean isMap() {
        return yaml instanceof Mapping;
    }

    /** Key to value, in the order of the text; no key stands twice. */
    public Map<String, YamlNode> entries() {
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        for (Entry entry : mapping().entries()) {
            if (entries.put(entry.name(), child(entry.name(), entry.value())) != null) {
                throw child("a key", entry.key()).malformed("the key '" + entry.name() + "' is there twice", null);
            }
        }
        return entries;
    }

    /** This map, in which no key stands twice, and none but the known ones. */
    public YamlNode only(Collection<String> known) {
        for (Entry entry : mapping().entries()) {
            if (!known.contains(entry.name())) {
                List<String> words = known.stream().sorted().toList();
                throw child("a key", entry.key())
                        .malformed(
                                "unknown key '" + entry.name() + "'",
                                Spelling.wayOut(entry.name(), words, "known: " + String.join(", ", words)));
            }
        }
        entries();
        return this;
    }

    /** What stands at a key of this map; null if the key is not there. */
    public @Nullable YamlNode get(String key) {
        Yaml value = mapping().get(key);
        return value == null ? null : child(key, value);
    }

    /** The text at a key; null if the key is not there. */
    public @Nullable String text(String key) {
        YamlNode found = get(key);
        return found == null ? null : found.text();
    }

    /** The one text or the list of texts at a key; none if the key is not there. */
    public List<String> texts(String key) {
        YamlNode found = get(key);
        return found == null ? List.of() : found.texts();
    }

    /** The list at a key; none if the key is not there. */
    public List<YamlNode> list(String key) {
        YamlNode found = get(key);
        return found == null ? List.of() : found.list();
    }

    public List<YamlNode> list() {
        if (!(yaml instanceof Sequence sequence)) {
            throw malformed(what + " must be a list", null);
        }
        String each = what.startsWith("each of ") ? what : "each of " + what;
        return sequence.elements().stream().map(element -> child(each, element)).toList();
    }

    public List<String> texts() {
        return yaml instanceof Scalar
                ? List.of(text())
                : list().stream().map(YamlNode::text).toList();
    }

    public String text() {
        if (yaml instanceof Scalar scalar && !scalar.isNull()) {
            return scalar.text();
        }
        throw malformed(what + " must be a text", null);
    }

    public int integer(int least) {
        try {
            int value = Integer.parseInt(text());
            if (value >= least) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw malformed(what + " must be a whole number of at least " + least, null);
    }

    /** Maps, lists, String, BigDecimal, Boolean, null. */
    public @Nullable Object value() {
        return switch (yaml) {
            case Mapping mapping -> map();
            case Sequence sequence -> {
                List<@Nullable Object> list = new ArrayList<>();
                list().forEach(element -> list.add(element.value()));
                yield list;
            }
            case Scalar scalar ->
                switch (scalar.kind()) {
                    case NULL -> null;
                    case BOOLEAN -> Boolean.valueOf(scalar.text());
                    case NUMBER -> number(scalar.text());
                    case TEXT -> scalar.text();
                };
        };
    }

    /** The values of this map. */
    public Map<String, @Nullable Object> map() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        entries().forEach((key, child) -> map.put(key, child.value()));
        return map;
    }

    private BigDecimal number(String spelling) {
        try {
            return new BigDecimal(spelling);
        } catch (NumberFormatException e) {
            throw malformed("'" + spelling + "' is no number of JSON", "write it in quotes");
        }
    }

    /** Tells of every text in here, keys included. */
    public void forEachText(Consumer<YamlNode> told) {
        switch (yaml) {
            case Mapping mapping ->
                mapping.entries().forEach(entry -> {
                    child("a key", entry.key()).forEachText(told);
                    child(entry.name(), entry.value()).forEachText(told);
                });
            case Sequence sequence -> list().forEach(element -> element.forEachText(told));
            case Scalar scalar -> {
                if (!scalar.isNull()) {
                    told.accept(this);
                }
            }
        }
    }

    private Mapping mapping() {
        if (yaml instanceof Mapping mapping) {
            return mapping;
        }
        throw malformed(what + " must be a map", null);
    }

    private YamlNode child(String name, Yaml child) {
        return new YamlNode(source, name, child);
    }

    /** 1-based. */
    public int line() {
        return yaml.place().line();
    }

    /** To be thrown. */
    public Malformed malformed(String message, @Nullable String wayOut) {
        return new Malformed(problem(message, wayOut));
    }

    public Problem problem(String message, @Nullable String wayOut) {
        Place place = yaml.place();
        return source.error(place.line(), place.column(), place.length(), message, wayOut);
    }
}
