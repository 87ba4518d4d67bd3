package io.tripline.ingest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names under which the events of one form of a log answer. Immutable, any thread. */
public final class LogNames {

    /** Below the name stands whatever the sender put there. */
    private static final String OPEN = ".*";

    private final List<Field> fields;
    private final boolean complete;
    private final Set<String> exact = new HashSet<>();
    private final Set<String> open = new HashSet<>();

    private LogNames(Collection<Field> fields, boolean complete) {
        this.fields = List.copyOf(fields);
        this.complete = complete;
        for (Field field : fields) {
            boolean isOpen = field.name().endsWith(OPEN);
            String name = isOpen ? field.name().substring(0, field.name().length() - OPEN.length()) : field.name();
            if (isOpen || !field.isOwn()) {
                open.add(name);
            }
            for (int end = name.length(); end > 0; end = name.lastIndexOf('.', end - 1)) {
                exact.add(name.substring(0, end));
            }
        }
    }

    /**
     * @param name a dotted path; one that ends with {@code .*} stands for all below it, {@code *} for the whole event
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

    /** In the order of the tables. */
    public List<Field> fields() {
        return fields;
    }

    /** Whether the log has no other names than these. */
    public boolean isComplete() {
        return complete;
    }

    /** Whether an event can have a value at the path or below it. */
    public boolean has(String path) {
        if (exact.contains(path)) {
            return true;
        }
        for (int end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
            if (open.contains(path.substring(0, end))) {
                return true;
            }
        }
        return false;
    }

    /** The names in full, the log's own first. */
    public List<String> paths() {
        return fields.stream()
                .sorted(Comparator.comparing(field -> !field.isOwn()))
                .map(Field::name)
                .toList();
    }

    /** What several tables for one format say. */
    static LogNames of(Collection<LogNames> some) {
        Map<String, Field> fields = new LinkedHashMap<>();
        boolean complete = false;
        for (LogNames each : some) {
            each.fields.forEach(field -> fields.putIfAbsent(field.name(), field));
            complete |= each.complete;
        }
        return new LogNames(fields.values(), complete);
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
