package io.tripline.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.engine.compile.DrlSource;
import io.tripline.event.Event;
import io.tripline.event.Origin;
import io.tripline.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that look into lists. */
class InListTest {

    private static final long NOW = Instant.parse("2026-01-31T00:00:00Z").toEpochMilli();

    @TempDir
    Path folder;

    private final Engine engine = new Engine(EngineSettings.DEFAULT);

    @BeforeEach
    void lists() throws IOException {
        engine.lists().lookIn(List.of(folder));
        write("threat-ips.txt", "203.0.113.7\n198.51.100.0/24\n");
        write("indicators.ndjson", """
                {"type": "c2", "ip": "203.0.113.7", "port": 443, "seen": "2026-01-30T00:00:00Z"}
                {"type": "c2", "ip": "203.0.113.8", "port": 80, "seen": "2025-01-30T00:00:00Z"}
                {"type": "scanner", "ip": "203.0.113.9", "port": 22, "seen": "2026-01-30T00:00:00Z"}
                """);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private LoadReport load(String condition) {
        return engine.load(List.of(new DrlSource("rule.drl", rule("rule", condition))));
    }

    private static String rule(String name, String condition) {
        return "package rules." + name + "\nrule \"" + name + "\"\nwhen\n    $event : Event( " + condition
                + " )\nthen\n    alerts.raise( drools.getRule(), Alert.of( $event ) );\nend\n";
    }

    private boolean alerts(Object... fields) {
        return !engine.process(List.of(event(fields))).isEmpty();
    }

    private static Event event(Object... fields) {
        Map<String, Object> source = new java.util.LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            source.put(fields[i].toString(), fields[i + 1]);
        }
        return Event.of("e", NOW, Origin.UNKNOWN, source);
    }

    @Test
    void aFieldIsLookedUp() {
        LoadReport report = load("field( \"source.ip\" ).inList( \"threat-ips\" )");

        assertEquals(List.of(), report.problems());
        assertTrue(alerts("source.ip", "203.0.113.7"));
        assertTrue(alerts("source.ip", List.of("10.0.0.1", "198.51.100.20")));
        assertFalse(alerts("source.ip", "203.0.113.8"));
        assertFalse(alerts("destination.ip", "203.0.113.7"));
    }

    @Test
    void aListMayAllow() {
        load("field( \"action\" ).is( \"signin\" ), !field( \"source.ip\" ).inList( \"threat-ips\" )");

        assertFalse(alerts("action", "signin", "source.ip", "203.0.113.7"));
        assertTrue(alerts("action", "signin", "source.ip", "10.0.0.1"));
        assertTrue(alerts("action", "signin"), "as every exception, it needs its field");
    }

    @Test
    void severalFieldsAreOfOneEntryOrAnyOfThemIs() {
        load("fields( \"ip\", \"port\" ).inList( \"indicators\", \"ip\", \"port\" )");

        assertTrue(alerts("ip", "203.0.113.7", "port", 443));
        assertFalse(alerts("ip", "203.0.113.7", "port", 80));

        load("fields( \"source.ip\", \"destination.ip\" ).anyInList( \"indicators\", \"ip\" )");

        assertTrue(alerts("source.ip", "10.0.0.1", "destination.ip", "203.0.113.8"));
        assertTrue(alerts("source.ip", "203.0.113.8"));
        assertFalse(alerts("source.ip", "10.0.0.1", "destination.ip", "10.0.0.2"));
    }

    @Test
    void onlySomeEntriesCount() {
        load(
                "field( \"ip\" ).inList( \"indicators\", \"ip\", where( field( \"seen\" ).within( 30d ), !field( \"type\" ).is("
                        + " \"scanner\" ) ) )");

        assertTrue(alerts("ip", "203.0.113.7"));
        assertFalse(alerts("ip", "203.0.113.8"), "seen too long ago");
        assertFalse(alerts("ip", "203.0.113.9"), "a scanner");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "field( \"ip\" ).inList( \"none\" )",
                "!field( \"ip\" ).inList( \"none\" )",
                "field( \"a\" ).is( \"x\" ) && !field( \"ip\" ).inList( \"none\" )",
                "!( field( \"a\" ).is( \"y\" ) || field( \"ip\" ).inList( \"none\" ) )",
                "!( !field( \"ip\" ).inList( \"none\" ) )",
                "atLeast( 2, field( \"a\" ).is( \"x\" ), !field( \"ip\" ).inList( \"none\" ) )"
            })
    void withoutTheListNothingAlertsForItsSakeAndThatIsSaid(String condition) throws IOException {
        // Given
        LoadReport report = load(condition);
        boolean inverted = condition.startsWith("!( !");
        // When
        boolean alerted = alerts("a", "x", "ip", "10.0.0.1");
        // Then
        assertFalse(alerted);
        assertEquals(List.of("rule.drl"), report.live());
        Problem problem = report.problems().stream()
                .filter(one -> one.message().startsWith("there is no list \"none\""))
                .findFirst()
                .orElseThrow();
        assertTrue(String.valueOf(problem.wayOut()).contains("lists/none.txt"), problem.wayOut());
        // and when it comes
        write("none.txt", "10.0.0.2\n");
        engine.lists().reload(List.of("none"));
        assertEquals(
                !condition.startsWith("field( \"ip\"") && !inverted,
                alerts("a", "x", "ip", "10.0.0.1"),
                "nobody is listed");
    }

    @Test
    void whatHoldsWithoutTheListAlerts() {
        load("field( \"a\" ).is( \"x\" ) || field( \"ip\" ).inList( \"none\" )");

        assertTrue(alerts("a", "x"));
        assertFalse(alerts("ip", "10.0.0.1"));
    }

    @Test
    void theAlertAndTheExplanationNameTheEntry() {
        load("fields( \"source.ip\", \"destination.ip\" ).anyInList( \"indicators\", \"ip\" )");
        Event event = event("source.ip", "203.0.113.8");

        String reason = engine.process(List.of(event)).getFirst().getReason();
        String explained = engine.explain(event).getFirst().tree().text();

        assertEquals("source.ip=203.0.113.8, listed=indicators.ndjson:2", reason);
        assertTrue(explained.endsWith("(indicators.ndjson:2)"), explained);
    }

    @Test
    void rulesOfOneQuestionShareItsAnswerAndALaterOneIsAnsweredToo() throws IOException {
        // Given
        load("field( \"ip\" ).inList( \"threat-ips\" )");
        // When
        engine.load(List.of(new DrlSource("second.drl", rule("second", "field( \"ip\" ).inList( \"threat-ips\" )"))));
        write("threat-ips.txt", "192.0.2.1\n");
        engine.lists().reload(List.of("threat-ips"));
        // Then
        assertEquals(2, engine.process(List.of(event("ip", "192.0.2.1"))).size());
        assertEquals(0, engine.process(List.of(event("ip", "203.0.113.7"))).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "field( \"ip\" ).inList( )",
                "field( \"ip\" ).inList( \"../secret\" )",
                "field( \"ip\" ).inList( \"l\", \"a\", \"b\" )",
                "fields( \"ip\", \"port\" ).inList( \"l\", \"a\" )",
                "fields( \"ip\", \"port\" ).inList( \"l\" )",
                "fields( \"ip\", \"port\" ).is( \"l\" )",
                "field( \"ip\" ).inList( \"l\", when( field( \"a\" ).is( \"x\" ) ) )",
                "field( \"ip\" ).inList( \"l\", where( field( \"a\" ).inList( \"m\" ) ) )",
                "field( \"ip\" ).inList( \"l\", where( field( \"a\" ).within( soon ) ) )",
                "field( \"ip\" ).inList( \"l\", where( field( \"a\" ).within( 1d ), field( \"b\" ).within( 1d ) ) )",
                "field( \"a\" ).within( 1d )"
            })
    void aSlipIsSaidWithItsPlace(String condition) {
        LoadReport report = load(condition);

        assertEquals(List.of("rule.drl"), report.broken());
        Problem problem = report.problems().getFirst();
        assertEquals(4, problem.line(), problem.message());
        assertTrue(problem.column() > 0);
    }
}
