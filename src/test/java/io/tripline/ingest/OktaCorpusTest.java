package io.tripline.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.event.Event;
import io.tripline.event.FieldValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Raw Okta events under Elastic's names, against the same events as Elastic's pipeline gives them. */
class OktaCorpusTest {

    private static final EventDecoder DECODER = new EventDecoder(EventFormats.builtIn());

    private static final String DERIVED = "derived by scripts/events.py from: ";

    @Test
    void everyFieldOfAnOktaRuleHasUpstreamsValue() throws IOException {
        // Given
        Set<String> used = fieldsOfRules(Shared.path("corpora/elastic/rules/integrations/okta"));
        List<Map<String, Object>> raw = Shared.lines("events/okta_system_raw.jsonl");
        Map<String, Map<String, Object>> ecs = new HashMap<>();
        for (Map<String, Object> each : Shared.lines("events/okta_ecs.jsonl")) {
            String source = String.valueOf(each.get("_source"));
            String key = source.startsWith(DERIVED) ? source.substring(DERIVED.length()) : uuid(each, "okta.uuid");
            ecs.putIfAbsent(key, each);
        }

        // When
        int pairs = 0;
        Set<String> compared = new TreeSet<>();
        List<String> differences = new ArrayList<>();
        for (Map<String, Object> each : raw) {
            Map<String, Object> expected =
                    ecs.getOrDefault(String.valueOf(each.get("_source")), ecs.get(uuid(each, "uuid")));
            Decoded actual = DECODER.event(each, 0);
            if (expected == null || !actual.format().equals("okta")) {
                continue;
            }
            pairs++;
            Event wanted = DECODER.event(expected, 0).event();
            for (String field : used) {
                List<String> want = texts(wanted, field);
                // upstream looks the address up in GeoLite; without it Okta's own answer stands there
                if (!want.isEmpty() && !field.startsWith("source.geo.")) {
                    compared.add(field);
                    if (!want.equals(texts(actual.event(), field))) {
                        differences.add(each.get("_source") + " " + field + ": " + want + " but "
                                + texts(actual.event(), field));
                    }
                }
            }
        }

        // Then
        assertEquals(List.of(), differences);
        assertTrue(pairs >= 30, "only " + pairs + " pairs");
        assertTrue(compared.size() >= 25, "only " + compared);
    }

    private static List<String> texts(Event event, String field) {
        return event.field(field).values().stream().map(FieldValue::text).toList();
    }

    private static String uuid(Map<String, Object> event, String path) {
        return String.valueOf(SourcePath.of(path).scalar(event));
    }

    private static Set<String> fieldsOfRules(Path folder) throws IOException {
        Pattern query =
                Pattern.compile("query = '''(.*?)'''|new_terms_fields = (\\[.*?])|field = (\\[.*?])", Pattern.DOTALL);
        Pattern name = Pattern.compile("\\b(okta|event|user|client|source|user_agent|data_stream)(\\.\\w+)+");
        Set<String> fields = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".toml")).toList()) {
                Matcher queries = query.matcher(Files.readString(file));
                while (queries.find()) {
                    name.matcher(queries.group()).results().forEach(found -> fields.add(found.group()));
                }
            }
        }
        return fields;
    }
}
