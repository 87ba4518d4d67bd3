package io.tripline.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.event.Event;
import io.tripline.problem.SourceText;
import io.tripline.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Log sources of real events against the log sources of real rules. */
class OriginCorpusTest {

    private static final EventDecoder DECODER = new EventDecoder(EventFormats.builtIn());

    private record Source(
            @Nullable String product,
            @Nullable String category,
            @Nullable String service) {
        boolean admits(Event event) {
            return (product == null || event.fromProduct(product))
                    && (category == null || event.fromCategory(category))
                    && (service == null || event.fromService(service));
        }
    }

    @Test
    void everyRegressionEventMeetsItsRule() {
        // Given
        List<Map<String, Object>> cases = Shared.lines("suites/sigmahq-regression.jsonl");

        // When
        List<String> missed = new ArrayList<>();
        for (Map<String, Object> each : cases) {
            Source source = source((Map<?, ?>) there(each.get("logsource")));
            for (String events : List.of("events", "events_raw")) {
                List<?> list = (List<?>) there(each.get(events));
                for (Object index : (List<?>) there(each.get("expected"))) {
                    Decoded decoded = decoded(list.get((int) index));
                    if (!source.admits(decoded.event())
                            || !(decoded.time() instanceof SaidTime.Read)
                            || !decoded.format().startsWith("windows")) {
                        missed.add(each.get("id") + " " + events + " "
                                + decoded.event().origin());
                    }
                }
            }
        }

        // Then
        assertEquals(List.of(), missed);
        assertEquals(89, cases.size());
    }

    /** What an event that was flattened on its way has lost: all that says where it comes from. */
    private static final List<String> AROUND = List.of(
            "Channel",
            "SourceName",
            "ProviderGuid",
            "Provider_Name",
            "Message",
            "Keywords",
            "Task",
            "Category",
            "Opcode");

    @Test
    void flattenedEventsOfWindowsAreOfTheLogThatTheyWereOf() {
        // Given
        List<Map<String, Object>> events = Shared.lines("events/otrf_windows_sample.jsonl");

        // When
        int same = 0;
        List<String> wrong = new ArrayList<>();
        for (Map<String, Object> event : events) {
            Event whole = decoded(event).event();
            Map<String, Object> flat = new java.util.LinkedHashMap<>(event);
            AROUND.forEach(flat::remove);
            Event flattened = decoded(flat).event();
            boolean isSame = flattened.origin().services().equals(whole.origin().services())
                    && flattened.origin().categories().equals(whole.origin().categories());
            same += isSame ? 1 : 0;
            if (!isSame && !flattened.origin().products().isEmpty()) {
                wrong.add(event.get("EventID") + ": " + whole.origin() + ", not " + flattened.origin());
            }
        }

        // Then: what nothing but a channel tells apart is of unknown log
        assertEquals(List.of(), wrong);
        int told = same;
        assertTrue(same > 0.93 * events.size(), () -> told + " of " + events.size());
    }

    @Test
    void mostRulesDoNotLookAtAnEventOfAnotherLog() throws IOException {
        // Given
        List<Source> rules = rules(Shared.path("corpora/sigmahq"));

        // When
        Map<String, String> files = Map.of(
                "otrf_windows_sample", "windows",
                "okta_system_raw", "okta",
                "auth0_raw", "auth0",
                "aws_cloudtrail_raw", "aws-cloudtrail",
                "otrf_aws_cloudtrail_raw", "aws-cloudtrail",
                "github_audit_raw", "github-audit",
                "azure_raw", "azure",
                "gcp_audit_raw", "gcp-audit",
                "kubernetes_audit_raw", "kubernetes-audit",
                "gsuite_raw", "google-workspace");
        for (Map.Entry<String, String> file : files.entrySet()) {
            double share = share(file.getKey(), file.getValue(), rules);

            // Then: windows has by far the most rules
            double most = file.getValue().equals("windows") ? 0.40 : 0.10;
            assertTrue(share < most, () -> file.getKey() + ": " + share + " of the rules look at an event");
        }
    }

    private static double share(String file, String format, List<Source> rules) {
        long looks = 0;
        int events = 0;
        int all = 0;
        for (Map<String, Object> object : Shared.lines("events/" + file + ".jsonl")) {
            Decoded decoded = decoded(object);
            all++;
            if (decoded.format().equals(format)) {
                events++;
                looks += rules.stream()
                        .filter(rule -> rule.admits(decoded.event()))
                        .count();
            }
        }
        double share = (double) looks / Math.max(1, events) / rules.size();
        System.out.printf(
                "%-24s %5d of %5d events are %-18s %5.1f %% of %d rules look%n",
                file, events, all, format, 100 * share, rules.size());
        return share;
    }

    private static Decoded decoded(Object object) {
        @SuppressWarnings("unchecked")
        Map<String, Object> event = (Map<String, Object>) object;
        event.remove("_source");
        event.remove("_licence");
        return DECODER.event(event, 0);
    }

    private static List<Source> rules(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Source> sources = new ArrayList<>();
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".yml")).toList()) {
                YamlNode source = YamlNode.read(
                                new SourceText(file.toString(), Files.readString(file)), "a rule", FormatFile.YAML)
                        .get("logsource");
                if (source != null) {
                    sources.add(new Source(source.text("product"), source.text("category"), source.text("service")));
                }
            }
            return sources;
        }
    }

    private static Object there(@Nullable Object value) {
        return Objects.requireNonNull(value);
    }

    private static Source source(Map<?, ?> logsource) {
        return new Source((String) logsource.get("product"), (String) logsource.get("category"), (String)
                logsource.get("service"));
    }
}
