package io.tripline.engine.compile;

import io.tripline.engine.read.EventCondition;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a DRL file as it stands there: what its page tells and what the engine asks of it. Read from the parsed DRL,
 * so that it is true after an edit.
 *
 * @param name the rule's name; the title of its alerts
 * @param line 1-based, of the word {@code rule}
 * @param kind at which stage it runs
 * @param metadata annotation name to its values, in the order of the file
 * @param condition what it tests on an event; null for a correlation, or where the text is MVEL's business
 * @param constraints every constraint of its patterns as written, one a line
 * @param reads streams that it looks at
 * @param retains what it looks back at, in a window or by a temporal operator; what no rule looks back at goes once it
 *     has fired
 * @param writes streams that it writes to, as far as they are named by literals
 * @param raises whether its consequence raises alerts
 * @param window the longest span it looks back over, null where it does not
 * @param bounds the conditions on its aggregates, in words: {@code more than 10}
 * @param shape how it is built, pattern by pattern
 */
public record RuleOutline(
        String file,
        String packageName,
        String name,
        int line,
        Kind kind,
        Map<String, List<String>> metadata,
        @Nullable EventCondition condition,
        List<String> constraints,
        Set<String> reads,
        Set<Retained> retains,
        Set<String> writes,
        boolean raises,
        @Nullable Window window,
        String bounds,
        RuleShape shape) {

    /** Where a rule runs. */
    public enum Kind {
        /** Looks at one event. */
        MATCH,
        /** Looks at streams and time. */
        CORRELATION,
        /** Looks at events and time, hand-written: one session, one core, and the events are retained. */
        EVENT_WINDOW
    }

    /** @param type simple name of the fact's class, as the pattern names it */
    public record Retained(String stream, String type) {}

    /** @param text as the author wrote it: {@code 1h} */
    public record Window(String text, long millis) {}

    public RuleOutline {
        metadata = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        constraints = List.copyOf(constraints);
        reads = Set.copyOf(reads);
        retains = Set.copyOf(retains);
        writes = Set.copyOf(writes);
    }

    /** The span of which its alerts tell: what it looks back over, and for want of that how long a group is silent. */
    public @Nullable Window told() {
        return shape.patterns().stream()
                .filter(pattern -> !pattern.type().equals("Alert"))
                .map(RuleShape.FactPattern::window)
                .filter(Objects::nonNull)
                .max(Comparator.comparingLong(Window::millis))
                .orElse(window);
    }

    /** The first value of an annotation; null where it is not there. */
    public @Nullable String first(String annotation) {
        List<String> values = metadata.get(annotation);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    public List<String> all(String annotation) {
        return metadata.getOrDefault(annotation, List.of());
    }

    /** The rule's own id, else its package and name. */
    public String id() {
        String id = first("id");
        return id == null ? packageName + "." + name : id;
    }
}
