package io.tripline.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tripline.alert.Alert;
import io.tripline.engine.compile.DrlSource;
import io.tripline.event.Event;
import io.tripline.event.Origin;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an alert says where its rule leaves that to its events. */
class AlertOverridesTest {

    private static final String SINGLE = """
            rule "Sensor"
                @level( "low" )
                @titleFrom( "message" )
                @levelFrom( "event.severity = 47: medium", "event.severity = 99: critical", "kind = a = b: c: high" )
                @riskScoreFrom( "event.risk_score" )
            when
                $event : Event( field( "n" ).exists() )
            then
                alerts.raise( drools.getRule(), Alert.of( $event ) );
            end
            """;

    private static final String PAIR = """
            import accumulate io.tripline.engine.function.EvidenceFunction evidence
            rule "First" when $event : Event( field( "n" ).exists() )
            then streams.write( "s", Match.of( $event, "host" ).carrying( "message" ).carrying( "severity" ) ); end
            rule "Two" @level( "low" ) @titleFrom( "message" ) @levelFrom( "severity = 1: high", "host = h9: critical" ) when
                groupby( $match : Match( $key : key ) over window:time( 1h ) from entry-point "s"; $group : $key;
                    $count : count(), $evidence : evidence( $match ); $count >= 2 )
            then alerts.raise( drools.getRule(), Alert.of( $group, $evidence ) ); end
            """;

    private final Engine engine = new Engine(EngineSettings.DEFAULT);
    private int sent;

    @AfterEach
    void close() {
        engine.close();
    }

    private List<Alert> process(Map<String, Object> fields) {
        return engine.process(List.of(Event.of("e" + ++sent, sent, Origin.UNKNOWN, fields)));
    }

    private String said(Map<String, Object> fields) {
        Alert alert = process(fields).getLast();
        @Nullable Object risk = alert.getValues().get("riskScore");
        return alert.getRule().title() + "/" + alert.getRule().level() + "/" + risk;
    }

    @Test
    void aSingleEventSaysItselfWhatTheAlertIs() {
        engine.load(List.of(new DrlSource("x.drl", SINGLE)));

        assertEquals("Sensor/low/null", said(Map.of("n", 1)));
        assertEquals(
                "Malware/critical/73.5",
                said(Map.of("n", 1, "message", "Malware", "event", Map.of("severity", 99, "risk_score", 73.5))));
        assertEquals("Sensor/medium/21", said(Map.of("n", 1, "event", Map.of("severity", "47", "risk_score", "21"))));
        // of several values no title, the highest level and the highest score that is one
        assertEquals(
                "Sensor/critical/50",
                said(Map.of(
                        "n",
                        1,
                        "message",
                        List.of("a", "b"),
                        "event",
                        Map.of("severity", List.of(47, 99), "risk_score", List.of(50, 101, -1, "x")))));
        assertEquals("Sensor/high/null", said(Map.of("n", 1, "kind", "a = b: c")));
        assertEquals("Sensor/low/null", said(Map.of("n", 1, "message", 7, "event", Map.of("severity", "047"))));
    }

    @Test
    void ofSeveralEventsCountsWhatTheyHaveAlike() {
        engine.load(List.of(new DrlSource("x.drl", PAIR)));

        process(Map.of("n", 1, "host", "h1", "message", "same", "severity", 1));
        assertEquals("same/high/null", said(Map.of("n", 1, "host", "h1", "message", "same", "severity", 1)));
        process(Map.of("n", 1, "host", "h2", "message", "one", "severity", 1));
        assertEquals("Two/low/null", said(Map.of("n", 1, "host", "h2", "message", "other")));
        process(Map.of("n", 1, "host", "h9"));
        assertEquals("Two/critical/null", said(Map.of("n", 1, "host", "h9")));
    }
}
