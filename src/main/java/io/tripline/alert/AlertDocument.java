package io.tripline.alert;

import io.tripline.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one form in which an alert leaves the program: maps, lists and scalars, ready for any JSON writer. The body of
 * webhooks, the lines of {@code replay}, the items of the HTTP interface.
 */
public final class AlertDocument {

    /** An alert on a single event carries it whole up to about this many characters. */
    private static final int LARGEST_EVENT = 64 * 1024;

    /** What stands for one that is larger. */
    private static final Map<String, Object> TOO_LARGE =
            Map.of("truncated", "the event is larger than " + LARGEST_EVENT + " characters");

    private AlertDocument() {}

    /** One that nobody keeps: it is open. */
    public static Map<String, Object> of(Alert alert) {
        return of(alert, Map.of("status", AlertStatus.OPEN.word()));
    }

    /** One that is kept, and what became of it. */
    public static Map<String, Object> of(Alert alert, AlertLife life) {
        return of(alert, standing(life));
    }

    private static Map<String, @Nullable Object> standing(AlertLife life) {
        Map<String, @Nullable Object> standing = new LinkedHashMap<>();
        Verdict verdict = life.verdict();
        standing.put("status", life.status().word());
        standing.put("verdict", verdict == null ? null : verdict.word());
        standing.put("version", life.version());
        standing.put("silenced", life.silenced());
        AlertChange last = life.last();
        standing.put("changed", last == null ? null : of(last));
        return standing;
    }

    /** What was done to an alert. */
    public static Map<String, @Nullable Object> of(AlertChange change) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        Verdict verdict = change.verdict();
        document.put("version", change.version());
        document.put("time", time(change.at()));
        document.put("by", change.by());
        document.put("from", change.from().word());
        document.put("to", change.to().word());
        document.put("verdict", verdict == null ? null : verdict.word());
        document.put("comment", change.comment());
        return document;
    }

    private static Map<String, Object> of(Alert alert, Map<String, ? extends @Nullable Object> standing) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("id", alert.getId());
        document.put("rule", rule(alert.getRule()));
        document.put("time", time(alert.getTimestamp()));
        document.put("reason", alert.getReason());
        document.putAll(standing);
        document.put("late", alert.isLate());
        document.put("group", alert.groupByName());
        Alert.Window window = alert.getWindow();
        if (window != null) {
            Map<String, Object> span = new LinkedHashMap<>();
            span.put("from", time(window.from()));
            span.put("to", time(window.to()));
            document.put("window", span);
        }
        document.put("values", alert.getValues());
        document.put("events", events(alert));
        document.put("eventCount", alert.getEvents().size() + alert.getMore());
        return document;
    }

    private static Map<String, @Nullable Object> rule(Alert.RuleInfo info) {
        Map<String, @Nullable Object> rule = new LinkedHashMap<>();
        rule.put("id", info.id());
        rule.put("title", info.title());
        rule.put("level", info.level());
        rule.put("source", info.source());
        rule.put("tags", info.tags());
        return rule;
    }

    private static List<Map<String, Object>> events(Alert alert) {
        List<Map<String, Object>> events = new ArrayList<>();
        for (Evidence evidence : alert.getEvents()) {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("id", evidence.id());
            event.put("time", time(evidence.time()));
            event.put("fields", evidence.fields());
            events.add(event);
        }
        return events;
    }

    /** The whole event, or the message that it was too large to carry. */
    static Map<String, Object> whole(Event event) {
        Map<String, Object> source = event.source();
        return size(source, LARGEST_EVENT) < 0 ? TOO_LARGE : source;
    }

    /** Whether evidence is not the event, but stands for one that was too large to carry. */
    public static boolean isTooLarge(Map<String, Object> fields) {
        return fields.equals(TOO_LARGE);
    }

    /** What is left of a budget of characters after a value; negative when it is spent. */
    private static int size(@Nullable Object value, int budget) {
        if (budget < 0) {
            return budget;
        }
        if (value instanceof Map<?, ?> object) {
            int left = budget;
            for (Map.Entry<?, ?> entry : object.entrySet()) {
                left = size(
                        entry.getValue(), left - String.valueOf(entry.getKey()).length() - 4);
            }
            return left;
        }
        if (value instanceof Iterable<?> list) {
            int left = budget;
            for (Object element : list) {
                left = size(element, left - 1);
            }
            return left;
        }
        return budget - String.valueOf(value).length() - 2;
    }

    /** ISO-8601, UTC. */
    public static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
