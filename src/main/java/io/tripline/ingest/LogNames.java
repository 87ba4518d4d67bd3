package io.tripline.ingest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names under which the events of one format answer. Immutable, any thread.
 *
 * @param fields by name, in the order of the table; a name that ends with {@code .*} stands for all below it
 * @param complete whether the log has no other names of its own
 */
public record LogNames(List<Field> fields, boolean complete) {

    public LogNames {
        fields = List.copyOf(fields);
    }

    /**
     * @param how {@code own}: the log has it; otherwise the word of the table by which it is made
     * @param from what it is made from; empty for the log's own
     */
    public record Field(String name, String how, List<String> from) {
        public Field {
            from = List.copyOf(from);
        }

        public boolean isOwn() {
            return how.equals(OWN);
        }
    }

    static final String OWN = "own";

    /** What several tables for one format say. */
    static LogNames of(Collection<LogNames> some) {
        Map<String, Field> fields = new LinkedHashMap<>();
        boolean complete = false;
        for (LogNames each : some) {
            each.fields().forEach(field -> fields.putIfAbsent(field.name(), field));
            complete |= each.complete();
        }
        return new LogNames(new ArrayList<>(fields.values()), complete);
    }

    /** Collects the names of a table as it is read. */
    static final class Builder {
        private final FieldViewFile.Form form;
        private final Map<String, Field> own = new LinkedHashMap<>();
        private final Map<String, Field> derived = new LinkedHashMap<>();
        private boolean complete;

        Builder(FieldViewFile.Form form) {
            this.form = form;
        }

        void own(List<String> names) {
            names.forEach(name -> own.putIfAbsent(name, new Field(name, OWN, List.of())));
        }

        /** The log has no others, beside those that lines mention. */
        void all(List<String> names) {
            if (form == FieldViewFile.Form.LOG) {
                own(names);
                complete = true;
            }
        }

        /** What a line reads is the log's own, or was given by a line above. */
        void source(String name) {
            if (form == FieldViewFile.Form.LOG && !derived.containsKey(name)) {
                own(List.of(name));
            }
        }

        void derived(String name, String how, List<String> from) {
            derived.putIfAbsent(name, new Field(name, how, from));
        }

        LogNames build() {
            Map<String, Field> all = new LinkedHashMap<>(own);
            derived.forEach(all::putIfAbsent);
            return new LogNames(new ArrayList<>(all.values()), complete);
        }
    }
}
