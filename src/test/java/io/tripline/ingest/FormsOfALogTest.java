package io.tripline.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.event.Event;
import io.tripline.event.FieldValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Events of which both forms are published: each form answers to the names of the other, with the other's values. */
class FormsOfALogTest {

    private static final EventDecoder DECODER = new EventDecoder(EventFormats.builtIn());

    private record Pair(String source, Event raw, Event ecs) {}

    @Test
    void auth0EventsOfElasticsFormAnswerToEveryNameOfTheLog() {
        // Given
        List<Pair> pairs = pairs("auth0_raw", "auth0_ecs");

        // When
        List<String> differences = new ArrayList<>();
        for (Pair pair : pairs) {
            pair.raw().forEachOwnField((path, values) -> {
                if (pair.ecs().field("auth0.logs." + path).exists()) {
                    compare(pair, path, pair.raw(), pair.ecs(), differences);
                }
            });
        }

        // Then
        assertEquals(List.of(), differences);
        assertTrue(pairs.size() >= 25, "only " + pairs.size() + " pairs");
    }

    @Test
    void rawAuth0EventsAnswerToElasticsNames() {
        // Given
        List<Pair> pairs = pairs("auth0_raw", "auth0_ecs");

        // When
        List<String> differences = new ArrayList<>();
        for (Pair pair : pairs) {
            pair.ecs().forEachOwnField((path, values) -> {
                if (path.startsWith("auth0.") || path.equals("event.dataset") || path.equals("data_stream.dataset")) {
                    compare(pair, path, pair.ecs(), pair.raw(), differences);
                }
            });
        }

        // Then
        assertEquals(List.of(), differences);
    }

    @Test
    void oktaEventsOfElasticsFormAnswerToTheNamesThatSigmasRulesAskFor() {
        // Given
        List<Pair> pairs = pairs("okta_system_raw", "okta_ecs");
        List<String> asked = List.of(
                "eventType",
                "displayMessage",
                "outcome.result",
                "outcome.reason",
                "actor.alternateId",
                "actor.displayName",
                "actor.type",
                "client.ipAddress",
                "client.userAgent.rawUserAgent",
                "securityContext.isProxy",
                "target.displayName",
                "target.alternateId",
                "transaction.id",
                "debugContext.debugData.requestUri",
                "debugContext.debugData.url");

        // When
        List<String> differences = new ArrayList<>();
        TreeSet<String> compared = new TreeSet<>();
        for (Pair pair : pairs) {
            for (String path : asked) {
                if (pair.raw().field(path).exists()) {
                    compared.add(path);
                    compare(pair, path, pair.raw(), pair.ecs(), differences);
                }
            }
        }

        // Then
        assertEquals(List.of(), differences);
        assertTrue(pairs.size() >= 30, "only " + pairs.size() + " pairs");
        assertTrue(compared.size() >= 10, "only " + compared);
    }

    private static void compare(Pair pair, String path, Event wanted, Event actual, List<String> differences) {
        List<String> want = texts(wanted, path);
        if (!want.isEmpty() && !want.equals(texts(actual, path))) {
            differences.add(pair.source() + " " + path + ": " + want + " but " + texts(actual, path));
        }
    }

    /** Null and empty texts count as absent. */
    private static List<String> texts(Event event, String path) {
        return event.field(path).values().stream()
                .map(FieldValue::text)
                .filter(text -> !text.isEmpty())
                .sorted()
                .toList();
    }

    private static List<Pair> pairs(String rawFile, String ecsFile) {
        Map<String, Event> ecs = new HashMap<>();
        for (Map<String, Object> each : Shared.lines("events/" + ecsFile + ".jsonl")) {
            ecs.putIfAbsent(source(each), event(each));
        }
        List<Pair> pairs = new ArrayList<>();
        for (Map<String, Object> each : Shared.lines("events/" + rawFile + ".jsonl")) {
            String source = source(each);
            Event other = ecs.get(source);
            if (other != null) {
                pairs.add(new Pair(source, event(each), other));
            }
        }
        return pairs;
    }

    /** The line of the other form says before a colon how it came to be. */
    private static String source(Map<String, Object> event) {
        String source = String.valueOf(event.get("_source"));
        return source.substring(source.indexOf(": ") < 0 ? 0 : source.indexOf(": ") + 2);
    }

    private static Event event(Map<String, Object> object) {
        object.remove("_source");
        object.remove("_derived");
        object.remove("_licence");
        return DECODER.event(object, 0).event();
    }
}
