package io.tripline.yaml;

import io.tripline.problem.Place;
import io.tripline.problem.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A YAML document as a finite, immutable tree with positions; aliases are resolved. */
public sealed interface Yaml {

    public Place place();

    /** What a plain scalar means, by the schema it was read with. */
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        NULL
    }

    /** How the characters of a scalar stand in the file. */
    enum Layout {
        /** On one line, plain or quoted. */
        LINE,
        /** A literal block: each line as it stands, indented. */
        LITERAL,
        /** Folded over several lines. */
        FOLDED
    }

    /**
     * @param text the value; for a number its spelling in the file
     * @param lastLine the last line that the scalar stands on
     */
    record Scalar(String text, Kind kind, Place place, Layout layout, int lastLine, SourceText source) implements Yaml {

        public boolean isNull() {
            return kind == Kind.NULL;
        }

        /** The placeholder of this name. */
        public Scalar inBraces() {
            return new Scalar("{" + text + "}", Kind.TEXT, place, layout, lastLine, source);
        }

        /** Where a part of the text stands in the file; the scalar's own place where that cannot be said. */
        public Place at(int offset, int length) {
            return new PlaceInScalar(this).of(Math.max(0, offset), Math.max(1, length));
        }
    }

    record Sequence(List<Yaml> elements, Place place) implements Yaml {
        public Sequence {
            elements = List.copyOf(elements);
        }
    }

    /**
     * @param entries in the order of the file; a key that stands twice is in it twice, and whoever reads the map decides
     * @param flow written as <code>{a: b}</code>
     */
    record Mapping(List<Entry> entries, Place place, boolean flow) implements Yaml {
        public Mapping {
            entries = List.copyOf(entries);
        }

        public @Nullable Entry entry(String key) {
            for (Entry entry : entries) {
                if (entry.name().equals(key)) {
                    return entry;
                }
            }
            return null;
        }

        /** The entries whose key stands before them already. */
        public List<Entry> repeated() {
            Set<String> seen = new HashSet<>();
            return entries.stream().filter(entry -> !seen.add(entry.name())).toList();
        }

        public @Nullable Yaml get(String key) {
            Entry entry = entry(key);
            return entry == null ? null : entry.value();
        }

        /** This mapping with the entries of the other on top; mappings in both are merged, all else is replaced. */
        public Mapping mergedWith(Mapping other) {
            List<Entry> merged = new ArrayList<>();
            for (Entry mine : entries) {
                Entry theirs = other.entry(mine.name());
                if (theirs == null) {
                    merged.add(mine);
                } else if (mine.value() instanceof Mapping inner && theirs.value() instanceof Mapping outer) {
                    merged.add(new Entry(theirs.key(), inner.mergedWith(outer)));
                } else {
                    merged.add(theirs);
                }
            }
            other.entries.stream()
                    .filter(theirs -> entry(theirs.name()) == null)
                    .forEach(merged::add);
            return new Mapping(merged, other.place, flow);
        }

        /** A placeholder whose quotes were forgotten is a map of one key: <code>{name}</code>. */
        public @Nullable Scalar bareWord() {
            boolean one =
                    flow && entries.size() == 1 && entries.getFirst().value() instanceof Scalar none && none.isNull();
            return one ? entries.getFirst().key() : null;
        }

        public Mapping without(String key) {
            return new Mapping(
                    entries.stream().filter(entry -> !entry.name().equals(key)).toList(), place, flow);
        }
    }

    record Entry(Scalar key, Yaml value) {
        public String name() {
            return key.text();
        }
    }
}
