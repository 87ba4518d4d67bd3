package io.tripline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Alerts as a running service tells them, for a person. */
final class ServiceAlert {

    static final List<String> COLUMNS = List.of("time", "level", "status", "title", "reason", "id");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ServiceAlert() {}

    /** Whether it is one. */
    static boolean isAlert(JsonNode node) {
        return node.path("id").isTextual() && node.path("rule").isObject();
    }

    /** Maps, lists and scalars. */
    static Object value(JsonNode node) {
        return MAPPER.convertValue(node, Object.class);
    }

    static Map<String, @Nullable Object> row(JsonNode alert) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        String verdict = text(alert, "verdict");
        row.put("time", text(alert, "time"));
        row.put("level", text(alert.path("rule"), "level"));
        row.put("status", text(alert, "status") + (verdict == null ? "" : ", " + verdict));
        row.put("title", text(alert.path("rule"), "title"));
        row.put("reason", text(alert, "reason"));
        row.put("id", text(alert, "id"));
        return row;
    }

    /** On one line. */
    static String line(JsonNode alert) {
        return String.join(
                "  ",
                String.valueOf(text(alert, "time")),
                String.valueOf(text(alert.path("rule"), "level")),
                String.valueOf(text(alert.path("rule"), "title")) + ": " + text(alert, "reason"),
                String.valueOf(text(alert, "id")));
    }

    /** A name and a value for each line. */
    static void print(Console console, JsonNode alert, JsonNode history) {
        line(console, "alert", text(alert, "id"));
        line(console, "rule", text(alert.path("rule"), "title") + " (" + text(alert.path("rule"), "id") + ")");
        line(console, "level", text(alert.path("rule"), "level"));
        line(console, "time", text(alert, "time"));
        line(console, "reason", text(alert, "reason"));
        line(console, "group", words(alert.path("group")));
        line(console, "values", words(alert.path("values")));
        line(console, "events", alert.path("eventCount").asText());
        line(console, "silenced", alert.path("silenced").asText());
        line(console, "status", String.valueOf(row(alert).get("status")));
        line(console, "version", alert.path("version").asText());
        history.path("items")
                .forEach(change -> line(console, "  " + change.path("version").asText(), change(change)));
    }

    private static String change(JsonNode change) {
        String verdict = text(change, "verdict");
        String comment = text(change, "comment");
        return text(change, "time") + "  " + text(change, "by") + "  " + text(change, "from") + " > "
                + text(change, "to")
                + (verdict == null ? "" : ", " + verdict)
                + (comment == null ? "" : ": " + comment);
    }

    private static void line(Console console, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            console.print(String.format("%-9s %s", name, value));
        }
    }

    private static String words(JsonNode object) {
        List<String> words = new ArrayList<>();
        object.properties()
                .forEach(field -> words.add(field.getKey() + "="
                        + (field.getValue().isTextual()
                                ? field.getValue().asText()
                                : field.getValue().toString())));
        return String.join(", ", words);
    }

    static @Nullable String text(JsonNode node, String name) {
        return node.path(name).isTextual() ? node.get(name).asText() : null;
    }
}
