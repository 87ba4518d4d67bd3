package io.tripline.ruletest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.alert.Alert;
import io.tripline.config.RuleParameters;
import io.tripline.dialect.ParameterValues;
import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.event.Event;
import io.tripline.given.GivenRules;
import io.tripline.given.ServedRules;
import io.tripline.ingest.Decoded;
import io.tripline.ingest.EventDecoder;
import io.tripline.ingest.EventFormats;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of an alert passes as a test beside its rule. */
class AlertAsTestTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    Path folder;

    private final EventDecoder decoder = new EventDecoder(EventFormats.builtIn());

    private List<Alert> alerts(Path rule, List<String> events) throws IOException {
        RuleParameters parameters = new RuleParameters(ParameterValues.NONE);
        try (Engine engine = new Engine(EngineSettings.DEFAULT)) {
            GivenRules.read(List.of(rule), new ServedRules(null), parameters).loadInto(engine);
            List<Event> decoded = events.stream()
                    .flatMap(event -> decoder.decode(event.getBytes(StandardCharsets.UTF_8), 0).events().stream())
                    .map(Decoded::event)
                    .toList();
            List<Alert> alerts = new ArrayList<>(engine.process(decoded));
            alerts.addAll(engine.drain());
            return alerts;
        }
    }

    private RuleTestResult run(String text) throws IOException {
        Path file = folder.resolve("made.test.yml");
        Files.writeString(file, text);
        List<RuleTestResult> results = new ArrayList<>();
        new RuleTestRunner(
                        decoder,
                        new ServedRules(folder),
                        new RuleParameters(ParameterValues.NONE),
                        TestBounds.within(folder, () -> false))
                .run("made.test.yml", file, results::add);
        assertEquals(1, results.size(), text);
        return results.getFirst();
    }

    private static void assertPasses(RuleTestResult result, String text) {
        assertEquals(RuleTestResult.Status.PASSED, result.status(), () -> text + "\n" + result.messages());
    }

    private Path shipped(String rule) throws IOException {
        Path copy = folder.resolve(String.valueOf(Path.of(rule).getFileName()));
        Files.copy(Path.of("rules-drl").resolve(rule), copy);
        return copy;
    }

    private static List<String> registrations(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> """
                        {"log_id": "l%d", "data": {"log_id": "l%d", "date": "%s", "type": "sapi", \
                        "description": "Dynamic client registration", "tenant_name": "acme", \
                        "details": {"response": {"body": {"client_id": "client \\\\{{n}} {{m}}\\n# %d: \\u202E"}}}}}""".formatted(i, i, START.plusMillis(1500L * i), i))
                .toList();
    }

    @Test
    void theAlertOfTheShippedCorrelationPasses() throws IOException {
        // Given
        Path rule = shipped("auth0/dcr_rapid_client_creation.yml");
        List<Alert> alerts = alerts(rule, registrations(11));
        assertEquals(1, alerts.size());

        // When
        String text = AlertAsTest.of(alerts.getFirst(), List.of("dcr_rapid_client_creation.yml"));

        // Then
        RuleTestResult result = run(text);
        assertPasses(result, text);
        assertEquals(
                alerts.getFirst().getValues().keySet(),
                ((java.util.Map<?, ?>) result.expected().getFirst().get("values")).keySet());
        assertFalse(text.contains("\u202E"));
    }

    @Test
    void theAlertOfTheShippedElasticRulePasses() throws IOException {
        // Given
        Path rule = shipped("elastic/okta_new_actor_client_credentials_denied.toml");
        List<Alert> alerts = alerts(rule, List.of("""
                {"uuid": "u1", "published": "2026-03-01T10:00:00Z", "eventType": "app.oauth2.as.token.grant", "version": "0", \
                "severity": "WARN", "displayMessage": "OAuth2 token request", "legacyEventType": "x", \
                "actor": {"id": "0oa1", "type": "PublicClientApp", "alternateId": "a", "displayName": "Reporting: app"}, \
                "client": {"userAgent": {"rawUserAgent": "curl"}, "ipAddress": "192.0.2.7"}, \
                "outcome": {"result": "FAILURE", "reason": "no_matching_scope"}, \
                "debugContext": {"debugData": {"grantType": "client_credentials", "requestedScopes": "x"}}, \
                "target": [], "transaction": {"id": "t", "type": "WEB"}}"""));
        assertEquals(1, alerts.size());

        // When
        String text = AlertAsTest.of(alerts.getFirst(), List.of("okta_new_actor_client_credentials_denied.toml"));

        // Then
        assertPasses(run(text), text);
    }

    @Test
    void theAlertOfARuleAboutOneEventPasses() throws IOException {
        // Given
        Path rule = folder.resolve("one.yml");
        Files.writeString(rule, """
                title: "One: # event"
                id: 00000000-0000-4000-8000-000000000001
                logsource: {category: own}
                detection:
                    selection: {word: secret}
                    condition: selection
                """);
        List<Alert> alerts =
                alerts(rule, List.of("{\"word\": \"secret\", \"n\": [1, 2.50, true, null, {\"{{n}}\": \"a: b\"}]}"));
        assertEquals(1, alerts.size());

        // When
        String text = AlertAsTest.of(alerts.getFirst(), List.of("one.yml"));

        // Then
        assertPasses(run(text), text);
    }

    @Test
    void ofAnAlertWithMoreEventsThanAreKeptACommentSaysSo() throws IOException {
        // Given: all of 150 events counted together at the end
        Path rule = folder.resolve("many.yml");
        Files.writeString(rule, """
                title: Word
                name: word
                id: 00000000-0000-4000-8000-000000000001
                logsource: {category: own}
                detection:
                    selection: {word: secret}
                    condition: selection
                ---
                title: Many
                id: 00000000-0000-4000-8000-000000000002
                correlation:
                    type: event_count
                    rules: [word]
                    group-by: [host]
                    timespan: 1h
                    condition: {gte: 150}
                """);
        List<Alert> alerts = alerts(
                rule,
                IntStream.range(0, 150)
                        .mapToObj(i -> "{\"word\": \"secret\", \"host\": \"h\", \"i\": " + i + ", \"@timestamp\": \""
                                + START.plusSeconds(i) + "\"}")
                        .toList());
        assertEquals(1, alerts.size());
        Alert alert = alerts.getFirst();
        assertTrue(alert.getMore() > 0);

        // When
        String text = AlertAsTest.of(alert, List.of("many.yml"));

        // Then
        assertTrue(
                text.contains("# The alert has the newest " + alert.getEvents().size()), text);
        assertTrue(text.endsWith("- {rule: 00000000-0000-4000-8000-000000000002, group: {host: h}}\n"), text);
        assertEquals(RuleTestResult.Status.FAILED, run(text).status());
    }
}
