package io.tripline.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.alert.Alert;
import io.tripline.engine.compile.DrlSource;
import io.tripline.engine.guard.RuleGuard;
import io.tripline.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that throw for events without an {@code n}, beside one that does not. */
class FailingRulesTest {

    private final Engine engine = new Engine(EngineSettings.DEFAULT);
    private int events;

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void anAlertOfAConsequenceThatFailsLaterIsNotRaised() {
        // Given
        load(Rules.eachMatch("good", "field( \"a\" ).is( 1 )"), failing("bad", "field( \"a\" ).is( 1 )", """
                    alerts.raise( drools.getRule(), Alert.of( $event ) );
                    $event.get( "n" ).toString();
                """));

        // When
        List<Alert> failed = send(Map.of("a", 1));
        List<Alert> well = send(Map.of("a", 1, "n", "x"));

        // Then
        assertEquals(List.of("good"), rules(failed));
        assertEquals(List.of("bad", "good"), rules(well));
        assertEquals(1, guard("bad").failed());
        assertTrue(
                guard("bad").last().toString().startsWith("then failed at event e1: "),
                guard("bad").last() + "");
        assertEquals(1, counters("bad").alerts());
        assertEquals(0, guard("good").failed());
    }

    @Test
    void whatAFailingMatchRuleWroteIsInNoStream() {
        // Given
        load(withSecondRule("bad", """
                    streams.write( "bad", Match.of( $event, "user" ) );
                    $event.get( "n" ).toString();
                """, """
                    $match : Match( $key : key ) from entry-point "bad"
                """, "alerts.raise( drools.getRule(), Alert.of( $key, $match ) );"));

        // When
        List<Alert> failed = send(Map.of("a", 1, "user", "ann"));
        List<Alert> well = send(Map.of("a", 1, "user", "ann", "n", "x"));

        // Then
        assertEquals(0, failed.size());
        assertEquals(1, well.size());
    }

    @Test
    void aHalfDoneAlertDoesNotSilenceItsGroup() {
        // Given: from three on, but the consequence fails at three
        load(counting("bad", 3, """
                    Alert $alert = alerts.raise( drools.getRule(), Alert.of( $group, $evidence ).showing( "count", $count ) );
                    streams.write( "bad", $alert );
                    $evidence.toArray()[3].toString();
                """));

        // When
        List<Alert> three = send(3, Map.of("a", 1, "user", "ann"));
        List<Alert> fourth = send(Map.of("a", 1, "user", "ann"));
        List<Alert> fifth = send(Map.of("a", 1, "user", "ann"));

        // Then
        assertEquals(0, three.size());
        assertEquals(1, fourth.size());
        assertEquals(0, fifth.size(), "silenced by the alert that was raised");
        assertEquals(1, guard("bad count").failed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get( \"n\" ).toString().length() > 0",
                "$n : get( \"n\" ), $n.toString().length() > 0",
                "field( \"a\" ).is( 1 ), get( \"n\" ).toString() == \"x\"",
            })
    void aConstraintThatThrowsDoesNotHold(String constraints) {
        // Given
        load(Rules.eachMatch("good", "field( \"a\" ).is( 1 )"), Rules.eachMatch("bad", constraints));

        // When
        List<Alert> failed = send(Map.of("a", 1));
        List<Alert> well = send(Map.of("a", 1, "n", "x"));

        // Then
        assertEquals(List.of("good"), rules(failed));
        assertEquals(List.of("bad", "good"), rules(well));
        assertEquals(1, guard("bad").failed());
    }

    @Test
    void anEvalThatThrowsDoesNotHold() {
        // Given
        load(new DrlSource(
                "bad.drl",
                "package rules.bad\n" + Rules.IMPORTS + "rule \"bad\"\nwhen\n    $event : Event( get( \"a\" ) == 1 )\n"
                        + "    eval( $event.get( \"n\" ).toString().length() > 0 )\nthen\n"
                        + "    alerts.raise( drools.getRule(), Alert.of( $event ) );\nend\n"));

        // When
        List<Alert> failed = send(Map.of("a", 1));
        List<Alert> well = send(Map.of("a", 1, "n", "x"));

        // Then
        assertEquals(0, failed.size());
        assertEquals(1, well.size());
        assertEquals(1, guard("bad").failed());
    }

    @Test
    void aFunctionThatThrowsLeavesTheEventOutAndTakesNothingBackLater() {
        // Given
        load(
                withSecondRule("bad", """
                    streams.write( "bad", Match.of( $event, "user" ).carrying( "n" ) );
                """, """
                    groupby(
                        $match : Match( $key : key, $n : get( "n" ) ) over window:time( 10s ) from entry-point "bad";
                        $group : $key;
                        $letters : sum( $n.toString().length() ), $evidence : evidence( $match );
                        $letters >= 3
                    )
                """, "alerts.raise( drools.getRule(), Alert.of( $group, $evidence ) );"),
                Rules.eachMatch("good", "field( \"a\" ).is( 1 )"));

        // When
        List<Alert> first = send(Map.of("a", 1, "user", "ann", "n", "xx"));
        List<Alert> failing = send(Map.of("a", 1, "user", "ann"));
        List<Alert> later = engine.process(
                List.of(Events.at("later", Duration.ofMinutes(1), Map.of("a", 1, "user", "ann", "n", "xx"))));

        // Then
        assertEquals(List.of("good"), rules(first));
        assertEquals(List.of("good"), rules(failing));
        assertEquals(List.of("good"), rules(later));
        assertEquals(1, guard("bad second").failed());
        assertNull(engine.lastStumble());
    }

    @Test
    void aKeyThatThrowsLeavesTheEventOutAndTheOthersInTheirWindows() {
        // Given
        load(withSecondRule("bad", """
                    streams.write( "bad", Match.of( $event, "user" ).carrying( "n" ) );
                """, """
                    groupby(
                        $match : Match( $key : key, $n : get( "n" ) ) over window:time( 1h ) from entry-point "bad";
                        $group : ( $n.toString().length() > 0 ? $key : null );
                        $count : count(), $evidence : evidence( $match );
                        $count == 3
                    )
                """, "alerts.raise( drools.getRule(), Alert.of( $group, $evidence ) );"));

        // When
        List<Alert> two = send(2, Map.of("a", 1, "user", "ann", "n", "x"));
        List<Alert> failing = send(Map.of("a", 1, "user", "ann"));
        List<Alert> third = send(Map.of("a", 1, "user", "ann", "n", "xy"));

        // Then
        assertEquals(0, two.size() + failing.size());
        assertEquals(1, third.size());
        assertEquals(1, guard("bad second").failed());
    }

    @Test
    void aRuleThatOnlyFailsIsSwitchedOffUntilItIsEdited() {
        // Given
        load(Rules.eachMatch("bad", "get( \"n\" ).toString() == \"x\""));

        // When
        send(RuleGuard.MOST_IN_A_ROW - 1, Map.of("a", 1));
        boolean before = guard("bad").isOff();
        send(Map.of("a", 1));
        List<Alert> off = send(Map.of("a", 1, "n", "x"));

        // Then
        assertFalse(before);
        assertTrue(
                guard("bad").off().contains("failed 100 times in a row"),
                guard("bad").off());
        assertEquals(0, off.size());

        // and when it is edited
        load(Rules.eachMatch("bad", "get( \"n\" ) == \"x\""));
        assertNull(guard("bad").off());
        assertEquals(1, send(Map.of("a", 1, "n", "x")).size());
    }

    @Test
    void aRuleThatFailsNowAndThenStaysOn() {
        // Given
        load(Rules.eachMatch("bad", "get( \"n\" ).toString() == \"x\""));

        // When
        for (int i = 0; i < 300; i++) {
            send(i % 50 == 0 ? Map.of("a", 1, "n", "y") : Map.of("a", 1));
        }

        // Then
        assertEquals(294, guard("bad").failed());
        assertFalse(guard("bad").isOff());
    }

    @Test
    void aRuleThatFeedsItselfIsFoundAndTheOthersGoOn() {
        // Given
        load(
                withSecondRule("bad", """
                    streams.write( "bad", Match.of( $event, "user" ) );
                """, """
                    $match : Match() from entry-point "bad"
                """, "streams.write( \"bad\", $match );"),
                Rules.eachMatch("good", "field( \"a\" ).is( 1 )"));

        // When
        List<Alert> first = send(Map.of("a", 1, "user", "ann"));
        List<Alert> second = send(Map.of("a", 1, "user", "ann"));

        // Then
        assertEquals(List.of("good"), rules(first));
        assertEquals(List.of("good"), rules(second));
        assertTrue(
                guard("bad second").off().startsWith("it feeds itself"),
                guard("bad second").off());
        assertNull(guard("bad").off());
    }

    @Test
    void rulesThatFeedEachOtherTwiceAsMuchEachTimeAreFound() {
        // Given
        load(
                withSecondRule(
                        "ping", """
                    streams.write( "ping", Match.of( $event, "user" ) );
                """, """
                    $match : Match() from entry-point "ping"
                """, "streams.write( \"pong\", $match ); streams.write( \"pong\", $match );"),
                withSecondRule("pong", """
                    streams.write( "pong", Match.of( $event, "user" ) );
                """, """
                    $match : Match() from entry-point "pong"
                """, "streams.write( \"ping\", $match );"));

        // When
        send(Map.of("a", 1, "user", "ann"));

        // Then
        assertTrue(guard("ping second").isOff() || guard("pong second").isOff());
        assertEquals(0, send(Map.of("b", 1)).size());
    }

    @Test
    void anAlertThatLeadsToItselfIsFound() {
        // Given
        load(withSecondRule(
                "bad",
                """
                    streams.write( "bad", Match.of( $event, "user" ) );
                """,
                """
                    $match : Match() from entry-point "bad"
                    $alert : Alert() over window:time( 1h ) from entry-point "bad"
                """,
                "streams.write( \"bad\", alerts.raise( drools.getRule(), Alert.of( $match.getKey(), $match ) ) );"));

        // When
        send(Map.of("a", 1, "user", "ann"));

        // Then
        assertNotNull(guard("bad second"));
        assertEquals(0, send(Map.of("b", 1)).size());
    }

    @Test
    void aConsequenceThatWritesWithoutEndFails() {
        // Given
        load(failing("bad", "field( \"a\" ).is( 1 )", """
                    for ( int i = 0; i < 20000; i++ ) { streams.write( "bad", Match.of( $event, "user" ) ); }
                """), Rules.eachMatch("good", "field( \"a\" ).is( 1 )"));

        // When
        List<Alert> alerts = send(Map.of("a", 1, "user", "ann"));

        // Then
        assertEquals(List.of("good"), rules(alerts));
        assertTrue(
                guard("bad").last().error().contains("more than 10000 facts"),
                guard("bad").last() + "");
    }

    @Test
    void whoWatchesSeesWhichRuleIsAtWork() throws InterruptedException {
        // Given
        load(failing("slow", "field( \"a\" ).is( 1 )", """
                    for ( int i = 0; i < 3000000; i++ ) { $event.get( "n" ); }
                """));
        assertNull(engine.underWay());

        // When
        Thread evaluation = Thread.ofPlatform().daemon().start(() -> send(Map.of("a", 1)));
        Engine.UnderWay seen = null;
        while (seen == null && evaluation.isAlive()) {
            seen = engine.underWay();
        }

        // Then
        assertNotNull(seen);
        assertEquals("slow", seen.rule());
        assertEquals("slow.drl", seen.file());
        evaluation.join();
        assertNull(engine.underWay());
    }

    private static DrlSource failing(String name, String constraints, String consequence) {
        return new DrlSource(
                name + ".drl",
                "package rules." + name + "\n" + Rules.IMPORTS + "rule \"" + name + "\"\nwhen\n    $event : Event( "
                        + constraints + " )\nthen\n" + consequence + "end\n");
    }

    /** A match rule of events with an {@code a}, and a correlation named "… second". */
    private static DrlSource withSecondRule(String name, String first, String when, String then) {
        return new DrlSource(
                name + ".drl",
                "package rules." + name + "\n" + Rules.IMPORTS + "rule \"" + name
                        + "\"\nwhen\n    $event : Event( field( \"a\" ).is( 1 ) )\nthen\n" + first + "end\n\nrule \""
                        + name
                        + " second\"\nwhen\n" + when + "then\n    " + then + "\nend\n");
    }

    /** Counts events with an {@code a} by user, silent for an hour after an alert; the correlation is named "… count". */
    private static DrlSource counting(String name, int threshold, String then) {
        return new DrlSource(
                name + ".drl",
                "package rules." + name + "\n" + Rules.IMPORTS + "rule \"" + name
                        + "\"\nwhen\n    $event : Event( field( \"a\" ).is( 1 ) )\nthen\n    streams.write( \"" + name
                        + "\", Match.of( $event, \"user\" ) );\nend\n\nrule \"" + name + " count\"\nwhen\n"
                        + "    groupby(\n        $match : Match( $key : key ) over window:time( 1h ) from entry-point \""
                        + name
                        + "\";\n        $group : $key;\n        $count : count(), $evidence : evidence( $match );\n"
                        + "        $count >= " + threshold
                        + "\n    )\n    not( Alert( group == $group ) over window:time( 1h )"
                        + " from entry-point \"" + name + "\" )\nthen\n" + then + "end\n");
    }

    private void load(DrlSource... sources) {
        LoadReport report = engine.load(List.of(sources));
        assertEquals(List.of(), report.broken(), report.problems().toString());
    }

    private List<Alert> send(Map<String, Object> fields) {
        Event event = Events.at("e" + ++events, Duration.ofMillis(events), new HashMap<>(fields));
        return engine.process(List.of(event));
    }

    private List<Alert> send(int times, Map<String, Object> fields) {
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            alerts.addAll(send(fields));
        }
        return alerts;
    }

    private static List<String> rules(List<Alert> alerts) {
        return alerts.stream().map(alert -> alert.getRule().title()).sorted().toList();
    }

    private RuleGuard guard(String rule) {
        return rule(rule).guard();
    }

    private RuleCounters counters(String rule) {
        return rule(rule).counters();
    }

    private LoadedRule rule(String name) {
        return engine.rules().stream()
                .filter(rule -> rule.outline().name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
