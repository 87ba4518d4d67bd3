package io.tripline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The streams of a running service: what they hold, and the groups that are nearest to an alert. */
final class StreamList {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Console console;

    StreamList(Console console) {
        this.console = console;
    }

    void print(RunningService service, boolean json) {
        JsonNode answer = service.get("/api/v1/streams");
        if (!answer.path("items").isArray() || !answer.path("totals").isObject()) {
            throw service.stranger();
        }
        if (json) {
            answer.get("items").forEach(item -> console.out().println(JsonLines.write(value(item))));
            return;
        }
        List<Map<String, @Nullable Object>> streams = new ArrayList<>();
        Set<Map<String, @Nullable Object>> groups = new LinkedHashSet<>();
        answer.get("items").forEach(item -> {
            streams.add(stream(item));
            item.path("readBy").forEach(reader -> reader.path("nearest").forEach(group -> groups.add(group(group))));
        });
        Table.of(List.of("stream", "matches", "groups", "oldest", "newest", "written_by", "read_by"), streams)
                .print(console);
        if (!groups.isEmpty()) {
            console.out().println();
            Table.of(List.of("nearest", "group", "rule", "newest"), List.copyOf(groups))
                    .print(console);
        }
        JsonNode totals = answer.get("totals");
        console.say("groups: " + number(totals, "groups") + ", of them open: " + number(totals, "open") + "; matches: "
                + number(totals, "matches"));
    }

    private static Object value(JsonNode node) {
        return MAPPER.convertValue(node, Object.class);
    }

    private static Map<String, @Nullable Object> stream(JsonNode item) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("stream", item.path("stream").asText());
        row.put("matches", number(item, "matches"));
        row.put("groups", number(item, "groups"));
        row.put("oldest", text(item, "oldest"));
        row.put("newest", text(item, "newest"));
        row.put("written_by", rules(item.path("writtenBy")));
        row.put("read_by", rules(item.path("readBy")));
        return row;
    }

    private static List<String> rules(JsonNode rules) {
        List<String> names = new ArrayList<>();
        rules.forEach(rule -> names.add(rule.path("rule").asText()));
        return names;
    }

    private static Map<String, @Nullable Object> group(JsonNode group) {
        List<String> fields = new ArrayList<>();
        group.path("group")
                .properties()
                .forEach(field -> fields.add(field.getKey() + "="
                        + (field.getValue().isNull()
                                ? "(none)"
                                : field.getValue().asText())));
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("nearest", text(group, "text"));
        row.put("group", fields.isEmpty() ? List.of("all events") : fields);
        row.put("rule", text(group, "rule"));
        row.put("newest", text(group, "newest"));
        return row;
    }

    private static long number(JsonNode node, String name) {
        return node.path(name).asLong();
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.path(name).isTextual() ? node.get(name).asText() : null;
    }
}
