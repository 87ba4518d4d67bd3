package io.tripline.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.alert.Alert;
import io.tripline.engine.compile.DrlSource;
import io.tripline.event.Event;
import io.tripline.event.FurtherNames;
import io.tripline.event.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the alert of a rule for single events says. */
class SightingTest {

    private static String reason(String conditions, String annotations, Map<String, Object> fields) {
        String drl = "package rules.seen\n" + Rules.IMPORTS + "rule \"Seen\"\n" + annotations
                + "\nwhen\n    $event : Event( " + conditions
                + " )\nthen\n    alerts.raise( drools.getRule(), Alert.of( $event ) );\nend\n";
        try (Engine engine = new Engine(EngineSettings.DEFAULT)) {
            LoadReport report = engine.load(List.of(new DrlSource("seen.drl", drl)));
            assertEquals(List.of("seen.drl"), report.live(), report.problems().toString());
            List<Alert> alerts = engine.process(
                    List.of(Event.of("id", 0, Origin.UNKNOWN, new LinkedHashMap<>(fields), FurtherNames.NONE)));
            assertEquals(1, alerts.size());
            return alerts.getFirst().getReason();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '\'', textBlock = """
            field( "a" ).is( "1" ), field( "b" ).is( "2" ) ; a=1, b=2 for user=ann, host=h1
            field( "b" ).is( "2" ), !field( "c" ).is( "4" ) ; b=2 for user=ann, host=h1
            ( field( "a" ).is( "9" ) || field( "b" ).is( "2" ) || field( "c" ).is( "3" ) ) ; b=2 for user=ann, host=h1
            atLeast( 2, field( "a" ).is( "1" ), field( "b" ).is( "9" ), field( "c" ).is( "3" ) ) ; a=1, c=3 for user=ann, host=h1
            anyField().includes( "3" ) ; c=3 for user=ann, host=h1
            field( "*" ).is( "3" ) ; c=3 for user=ann, host=h1
            hasField( "a" ) ; a=1 for user=ann, host=h1
            field( "a" ).sameAs( field( "a2" ) ) ; a=1, a2=1 for user=ann, host=h1
            field( "user" ).is( "ann" ) ; user=ann for host=h1
            field( "list" ).is( "y" ) ; list=y for user=ann, host=h1
            !hasField( "z" ) ; user=ann, host=h1
            field( "a" ).is( "1" ), field( "b" ).is( "2" ), field( "c" ).is( "3" ), hasField( "user" ), hasField( "list" ) ; a=1, b=2, c=3, user=ann, … for host=h1
            """)
    void theFieldsThatMadeItHoldAreNamedAndWhomTheyConcern(String conditions, String reason) {
        // Given
        Map<String, Object> fields =
                Map.of("a", "1", "a2", "1", "b", 2, "c", "3", "user", "ann", "host", "h1", "list", List.of("x", "y"));
        // When, Then
        assertEquals(reason, reason(conditions, "", fields));
    }

    @Test
    void withNothingToTellTheTitleIsTheReason() {
        assertEquals("Seen", reason("!hasField( \"a\" )", "", Map.of("b", "1")));
    }

    @Test
    void theRulesOwnSentenceMayNameFieldsOfTheEvent() {
        assertEquals(
                "ann did 1 but not {nothing}",
                reason(
                        "field( \"a\" ).is( \"1\" )",
                        "@reason( \"{user} did {a} but not {nothing}\" )",
                        Map.of("a", "1", "user", "ann")));
    }

    @Test
    void hostileTextIsShortAndCanBeSeen() {
        // Given
        Map<String, Object> fields = Map.of("a", "x\n\u202e\u009b" + "🦊".repeat(5000), "user", "u\u2028");
        // When
        String reason = reason("hasField( \"a\" )", "", fields);
        // Then
        assertTrue(reason.startsWith("a=x\\u000A\\u202E\\u009B🦊🦊"), reason);
        assertTrue(reason.endsWith("🦊… for user=u\\u2028"), reason);
        assertTrue(reason.length() < 300, reason);
    }
}
