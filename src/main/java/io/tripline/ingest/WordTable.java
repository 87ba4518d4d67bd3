package io.tripline.ingest;

import io.tripline.event.Document;
import io.tripline.event.Glob;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The words of one part of a log source (products, categories or services) for the events of one format: those that all of
 * them have, or those that a table gives by the values of some fields.
 *
 * @param always empty: not known without the table
 * @param fields for each level of the table, the fields that hold its value; the first one that an event has counts
 */
record WordTable(Set<String> always, List<List<SourcePath>> fields, Entry table) {

    /** Nothing is known. */
    static final WordTable UNKNOWN = new WordTable(Set.of(), List.of(), Entry.EMPTY);

    /**
     * @param words those of the levels above and of {@code always} included
     * @param exact folded value to the next level
     * @param patterns tried in order where no exact value fits
     */
    record Entry(Set<String> words, Map<String, Entry> exact, List<PatternEntry> patterns) {
        static final Entry EMPTY = new Entry(Set.of(), Map.of(), List.of());
    }

    record PatternEntry(Glob glob, Entry entry) {}

    /** The event's words; the same set for the same values. */
    Set<String> words(Document event) {
        Entry entry = table;
        Set<String> words = always;
        for (List<SourcePath> level : fields) {
            String value = value(level, event);
            Entry next = value == null ? null : next(entry, value);
            if (next == null) {
                return words;
            }
            entry = next;
            words = entry.words.isEmpty() ? words : entry.words;
        }
        return words;
    }

    /** Without case. */
    private static @Nullable String value(List<SourcePath> level, Document event) {
        for (SourcePath path : level) {
            String value = path.folded(event);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static @Nullable Entry next(Entry entry, String value) {
        Entry exact = entry.exact.get(value);
        if (exact != null) {
            return exact;
        }
        for (int i = 0; i < entry.patterns.size(); i++) {
            if (entry.patterns.get(i).glob.matches(value)) {
                return entry.patterns.get(i).entry;
            }
        }
        return null;
    }

    /** Every word that the table can give. */
    void eachWord(Consumer<String> seen) {
        always.forEach(seen);
        eachWord(table, seen);
    }

    private static void eachWord(Entry entry, Consumer<String> seen) {
        entry.words.forEach(seen);
        entry.exact.values().forEach(next -> eachWord(next, seen));
        entry.patterns.forEach(pattern -> eachWord(pattern.entry, seen));
    }
}
