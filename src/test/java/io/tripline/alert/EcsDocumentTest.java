package io.tripline.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tripline.dialect.Dialects;
import io.tripline.dialect.ParameterValues;
import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.LoadedRule;
import io.tripline.engine.compile.DrlSource;
import io.tripline.event.Event;
import io.tripline.event.Origin;
import io.tripline.problem.SourceText;
import io.tripline.translate.RuleSource;
import io.tripline.translate.Translation;
import io.tripline.translate.Translator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules of all dialects, and what of their alerts Elastic's tools find where they look for it. */
class EcsDocumentTest {

    private final Engine engine = new Engine(EngineSettings.DEFAULT);
    private int sent;

    @AfterEach
    void close() {
        engine.close();
    }

    private void rule(String file, String text) {
        Translation translation = new Translator(Dialects.all().parsers(), ParameterValues.NONE)
                .translate(List.of(new RuleSource(file, new SourceText(file, text))))
                .getFirst();
        engine.load(List.of(new DrlSource(file, Objects.requireNonNull(translation.drl()))));
    }

    private static String elastic(String type, String more) {
        return """
                [rule]
                name = "Doors"
                rule_id = "r-1"
                type = "%s"
                severity = "high"
                risk_score = 73
                description = "Somebody tries doors."
                references = ["https://example.org/doors"]
                %s

                [[rule.threat]]
                framework = "MITRE ATT&CK"
                [rule.threat.tactic]
                id = "TA0006"
                name = "Credential Access"
                [[rule.threat.technique]]
                id = "T1110"
                [[rule.threat.technique.subtechnique]]
                id = "T1110.003"
                """.formatted(type, more);
    }

    private Map<String, @Nullable Object> last(List<Map<String, Object>> events) {
        List<Alert> alerts = new ArrayList<>();
        for (Map<String, Object> fields : events) {
            alerts.addAll(engine.process(List.of(Event.of("e" + ++sent, 1000L * sent, Origin.UNKNOWN, fields))));
        }
        LoadedRule raising = engine.rules().stream()
                .filter(rule -> rule.outline().raises())
                .findFirst()
                .orElseThrow();
        return EcsDocument.of(alerts.getLast(), AlertLife.NEW, raising.about());
    }

    private static Map<String, Object> failure(String host, String user) {
        return Map.of(
                "event", Map.of("kind", "event", "outcome", "failure"), "host.id", host, "user", Map.of("name", user));
    }

    @Test
    void anAlertOnOneEventHasItsFieldsAndTheRules() {
        rule("x.toml", elastic("query", "query = 'event.outcome: failure'"));

        Map<String, @Nullable Object> document = last(List.of(Map.of(
                "event", Map.of("kind", "event", "outcome", "failure"),
                "user", Map.of("name", "ada"),
                "kibana.alert.severity", "forged",
                "kibana", Map.of("alert", "forged"))));

        assertEquals(Map.of("kind", "signal", "outcome", "failure"), document.get("event"));
        assertEquals("event", document.get("kibana.alert.original_event.kind"));
        assertEquals(Map.of("name", "ada"), document.get("user"));
        assertEquals("high", document.get("kibana.alert.severity"));
        assertFalse(document.containsKey("kibana"));
        assertEquals(73, document.get("kibana.alert.risk_score"));
        assertEquals("Doors", document.get("kibana.alert.rule.name"));
        assertEquals("r-1", document.get("kibana.alert.rule.rule_id"));
        assertEquals("query", document.get("kibana.alert.rule.type"));
        assertEquals("Somebody tries doors.", document.get("kibana.alert.rule.description"));
        assertEquals("1970-01-01T00:00:01Z", document.get("kibana.alert.original_time"));
        assertEquals("active", document.get("kibana.alert.status"));
        assertEquals("open", document.get("kibana.alert.workflow_status"));
        assertEquals(List.of("default"), document.get("kibana.space_ids"));
        assertEquals(
                List.of(Map.of("id", "e1", "type", "event", "index", "", "depth", 0)),
                document.get("kibana.alert.ancestors"));
        assertEquals(
                List.of(Map.of(
                        "framework",
                        "MITRE ATT&CK",
                        "tactic",
                        Map.of(
                                "id",
                                "TA0006",
                                "name",
                                "Credential Access",
                                "reference",
                                "https://attack.mitre.org/tactics/TA0006/"),
                        "technique",
                        List.of(Map.of(
                                "id",
                                "T1110",
                                "reference",
                                "https://attack.mitre.org/techniques/T1110/",
                                "subtechnique",
                                List.of(Map.of(
                                        "id",
                                        "T1110.003",
                                        "reference",
                                        "https://attack.mitre.org/techniques/T1110/003/")))))),
                document.get("kibana.alert.rule.threat"));
        Map<?, ?> parameters = (Map<?, ?>) Objects.requireNonNull(document.get("kibana.alert.rule.parameters"));
        assertEquals(List.of("https://example.org/doors"), parameters.get("references"));
        assertNull(document.get("kibana.alert.threshold_result"));
    }

    @Test
    void aThresholdHasItsTermsAndItsGroupsFieldsAlone() {
        rule(
                "x.toml",
                elastic(
                        "threshold",
                        "query = 'event.outcome: failure'\nthreshold = {field = [\"host.id\"], value = 2, cardinality = [{field = \"user.name\", value = 2}]}"));

        Map<String, @Nullable Object> document = last(List.of(failure("h1", "ada"), failure("h1", "bob")));

        assertEquals("h1", document.get("host.id"));
        assertFalse(document.containsKey("event.outcome"));
        assertEquals("signal", document.get("event.kind"));
        Map<?, ?> result = (Map<?, ?>) Objects.requireNonNull(document.get("kibana.alert.threshold_result"));
        assertEquals(List.of(Map.of("field", "host.id", "value", "h1")), result.get("terms"));
        assertEquals(
                "user.name",
                ((Map<?, ?>) ((List<?>) Objects.requireNonNull(result.get("cardinality"))).getFirst()).get("field"));
        assertEquals("2", String.valueOf(result.get("count")));
        assertEquals("threshold", document.get("kibana.alert.rule.type"));
    }

    @Test
    void newTermsSequencesAndSuppressionsSayWhatTheyFound() {
        rule(
                "x.toml",
                elastic(
                        "new_terms",
                        "query = 'event.outcome: failure'\nnew_terms_fields = [\"host.id\"]\nhistory_window_start = \"now-7d\""));
        Map<String, @Nullable Object> terms = last(List.of(failure("h1", "ada")));
        assertEquals(List.of("h1"), terms.get("kibana.alert.new_terms"));

        rule(
                "x.toml",
                elastic(
                        "eql",
                        "query = 'sequence by host.id with maxspan=1m [any where user.name == \"ada\"] [any where user.name == \"bob\"]'"));
        Map<String, @Nullable Object> sequence = last(List.of(failure("h1", "ada"), failure("h1", "bob")));
        assertEquals(sequence.get("kibana.alert.uuid"), sequence.get("kibana.alert.group.id"));
        assertEquals(2, ((List<?>) Objects.requireNonNull(sequence.get("kibana.alert.ancestors"))).size());
        assertEquals("h1", sequence.get("host.id"));
        assertFalse(sequence.containsKey("user.name"));

        rule(
                "x.toml",
                elastic(
                        "query",
                        "query = 'event.outcome: failure'\nalert_suppression = {group_by = [\"host.id\"], duration = {value = 1, unit = \"h\"}}"));
        Map<String, @Nullable Object> suppressed = last(List.of(failure("h7", "ada")));
        assertEquals(
                List.of(Map.of("field", "host.id", "value", "h7")), suppressed.get("kibana.alert.suppression.terms"));
        assertEquals(0, suppressed.get("kibana.alert.suppression.docs_count"));
    }

    @Test
    void aRuleOfSigmasSaysItInTheSameWords() {
        rule("x.yml", """
                title: Doors
                id: 4bf28f3a-716c-11f0-9932-723487b95270
                level: informational
                tags: [attack.initial-access, attack.persistence, attack.t1078]
                logsource: {product: x}
                detection:
                  s: {act: open}
                  condition: s
                """);

        Map<String, @Nullable Object> document = last(List.of(Map.of("act", "open", "event.kind", "event")));

        assertEquals("low", document.get("kibana.alert.severity"));
        assertEquals("signal", document.get("event.kind"));
        assertEquals("event", document.get("kibana.alert.original_event.kind"));
        assertEquals(3, ((List<?>) Objects.requireNonNull(document.get("kibana.alert.rule.threat"))).size());
    }
}
