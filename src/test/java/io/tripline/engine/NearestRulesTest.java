package io.tripline.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.engine.compile.DrlSource;
import io.tripline.engine.correlate.Nearness;
import io.tripline.event.Event;
import io.tripline.event.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rules are near to an event, and by how much they miss it. */
class NearestRulesTest {

    private final Engine engine = new Engine(EngineSettings.DEFAULT);

    @AfterEach
    void close() {
        engine.close();
    }

    private void load(String... conditions) {
        List<DrlSource> sources = new ArrayList<>();
        for (int i = 0; i < conditions.length; i++) {
            String name = "rule" + i;
            sources.add(new DrlSource(
                    name + ".drl",
                    "package rules." + name + "\nrule \"" + name + "\"\nwhen\n    $event : Event( " + conditions[i]
                            + " )\nthen\n    alerts.raise( drools.getRule(), Alert.of( $event ) );\nend\n"));
        }
        LoadReport report = engine.load(sources);
        assertEquals(List.of(), report.broken(), () -> report.problems().toString());
    }

    private static Event event(Origin origin) {
        return Event.of("e", Events.START.toEpochMilli(), origin, Map.of("a", "1", "b", "2", "c", "3"));
    }

    private static List<String> told(NearestRules nearest) {
        return nearest.explanations().stream()
                .map(near -> near.explanation().rule().name() + " " + near.missing())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '\u0001', textBlock = """
        field( "a" ).is( "1" ) ; 0
        field( "a" ).is( "x" ) ; 1
        field( "a" ).is( "1" ), field( "b" ).is( "x" ), field( "c" ).is( "x" ) ; 2
        field( "a" ).is( "x" ) || field( "b" ).is( "x" ) ; 1
        ( field( "a" ).is( "x" ) && field( "b" ).is( "x" ) ) || ( field( "c" ).is( "x" ) ) ; 1
        !field( "a" ).is( "1" ) ; 1
        !( field( "a" ).is( "1" ) || field( "b" ).is( "2" ) ) ; 2
        !( field( "a" ).is( "1" ) && field( "b" ).is( "2" ) ) ; 1
        atLeast( 2, field( "a" ).is( "1" ), field( "b" ).is( "x" ), field( "c" ).is( "x" ) ) ; 1
        atLeast( 3, field( "a" ).is( "1" ), field( "b" ).is( "x" ), field( "c" ).is( "x" ) ) ; 2
        !atLeast( 2, field( "a" ).is( "1" ), field( "b" ).is( "2" ), field( "c" ).is( "3" ) ) ; 2
        field( "a" ).is( "1" ), hasField( "d" ) ; 1
        """)
    void theFewestTestsThatWouldHaveToComeOutOtherwiseAreCounted(String condition, int missing) {
        // Given
        load(condition);
        LoadedRule rule = engine.rules().getFirst();

        // When
        NearestRules.Near near = NearestRules.of(rule, event(Origin.UNKNOWN));

        // Then
        assertNotNull(near);
        assertEquals(missing, near.missing());
        assertEquals(missing == 0, near.explanation().holds());
    }

    @Test
    void theNearestComeFirstAndThoseThatAreFarAreNotLookedAt() {
        // Given
        load(
                "field( \"a\" ).is( \"x\" ), field( \"b\" ).is( \"x\" )",
                "field( \"a\" ).is( \"1\" ), field( \"b\" ).is( \"x\" )",
                "field( \"a\" ).is( \"1\" )",
                "field( \"other\" ).is( \"1\" )",
                "fromProduct( \"windows\" ), field( \"a\" ).is( \"1\" )");
        Origin okta = new Origin(
                Set.of("okta"),
                Set.of(),
                Set.of(),
                new Origin.Vocabulary(Set.of("okta", "windows"), Set.of(), Set.of()));

        // When
        NearestRules nearest = NearestRules.of(engine.rules(), event(okta), 10, () -> false);
        NearestRules two = NearestRules.of(engine.rules(), event(okta), 2, () -> false);

        // Then
        assertEquals(List.of("rule2 0", "rule1 1", "rule0 2"), told(nearest));
        assertEquals(3, nearest.lookedAt());
        assertEquals(0, nearest.left());
        assertEquals(List.of("rule2 0", "rule1 1"), told(two));
    }

    @Test
    void theSearchEndsWhenItsTimeIsOver() {
        // Given
        load("field( \"a\" ).is( \"x\" )", "field( \"a\" ).is( \"1\" )", "field( \"a\" ).is( \"1\" )");
        AtomicInteger asked = new AtomicInteger();

        // When
        NearestRules nearest =
                NearestRules.of(engine.rules(), event(Origin.UNKNOWN), 10, () -> asked.incrementAndGet() > 2);

        // Then
        assertEquals(List.of("rule1 0", "rule0 1"), told(nearest));
        assertEquals(2, nearest.lookedAt());
        assertEquals(1, nearest.left());
    }

    @Test
    void whatCannotBeKnownIsTold() {
        // Given
        load("fromProduct( \"windows\" ), field( \"a\" ).inList( \"no-such\" ), field( \"b\" ).is( \"2\" )");

        // When
        NearestRules.Near near = NearestRules.of(engine.rules().getFirst(), event(Origin.UNKNOWN));

        // Then
        assertNotNull(near);
        assertEquals(
                List.of("true false", "false false", "true true"),
                near.explanation().tree().parts().stream()
                        .map(node -> node.holds() + " " + node.known())
                        .toList());
    }

    @Test
    void theGroupOfAnEventTellsHowNearItIs() {
        // Given: seven registrations of one tenant, three of another
        engine.load(List.of(Rules.registrations()));
        for (int i = 0; i < 7; i++) {
            engine.process(List.of(Events.registration(i, Duration.ofSeconds(i), "acme")));
        }
        for (int i = 10; i < 13; i++) {
            engine.process(List.of(Events.registration(i, Duration.ofSeconds(i), "globex")));
        }
        String file = Rules.registrations().file();
        long evaluated = engine.evaluated();

        // When
        Map<String, Nearness> acme = engine.nearness(file, Events.registration(20, Duration.ofSeconds(20), "acme"));
        Map<String, Nearness> globex = engine.nearness(file, Events.registration(20, Duration.ofSeconds(20), "globex"));

        // Then
        assertEquals(1, acme.size());
        assertTrue(acme.values().iterator().next().text().startsWith("7 of 11"), acme::toString);
        assertTrue(globex.values().iterator().next().text().startsWith("3 of 11"), globex::toString);
        assertEquals(Map.of(), engine.nearness(file, Events.registration(20, Duration.ofSeconds(20), "initech")));
        assertEquals(Map.of(), engine.nearness("other.drl", Events.registration(20, Duration.ZERO, "acme")));
        assertEquals(evaluated, engine.evaluated());
    }

    @Test
    void aRuleThatTestsNoEventIsNone() {
        // Given
        engine.load(List.of(Rules.registrations()));

        // When
        LoadedRule counting = engine.rules().stream()
                .filter(rule -> rule.outline().raises())
                .findFirst()
                .orElseThrow();

        // Then
        assertNull(NearestRules.of(counting, event(Origin.UNKNOWN)));
        assertFalse(engine.rules().isEmpty());
    }
}
