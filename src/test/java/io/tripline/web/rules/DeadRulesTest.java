package io.tripline.web.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.LoadedRule;
import io.tripline.engine.Rules;
import io.tripline.engine.compile.DrlSource;
import io.tripline.event.Event;
import io.tripline.event.Origin;
import io.tripline.ingest.Decoded;
import io.tripline.ingest.SaidTime;
import io.tripline.live.LogsSeen;
import io.tripline.live.rules.DrlChoice;
import io.tripline.live.rules.FolderStatus;
import io.tripline.live.rules.RuleGraph;
import io.tripline.problem.SourceText;
import io.tripline.translate.RuleSource;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadRulesTest {

    private static final Origin.Vocabulary WORDS =
            new Origin.Vocabulary(Set.of("okta", "windows"), Set.of("process_creation"), Set.of("system", "sysmon"));
    private static final Origin OKTA = new Origin(Set.of("okta"), Set.of("none"), Set.of("system"), WORDS);
    private static final Origin SYSMON =
            new Origin(Set.of("windows"), Set.of("process_creation"), Set.of("sysmon"), WORDS);

    private final Engine engine = new Engine(EngineSettings.DEFAULT);
    private final LogsSeen logs = new LogsSeen(Instant.parse("2026-01-01T00:00:00.123Z"));

    @AfterEach
    void close() {
        engine.close();
    }

    private void rule(String condition) {
        DrlSource file = new DrlSource(
                "r.drl",
                "package rules.r\n" + Rules.IMPORTS
                        + "rule \"R\"\nwhen\n    $event : Event( " + condition
                        + " )\nthen\n    alerts.raise( drools.getRule(), Alert.of( $event ) );\nend\n");
        assertEquals(List.of(), engine.load(List.of(file)).broken());
        logs.rules(engine.rules());
    }

    private void came(Origin origin, int times, Map<String, Object> fields) {
        logs.look(
                Collections.nCopies(times, new Decoded(Event.of("e", 0, origin, fields), null, SaidTime.NOTHING, "x")));
    }

    private List<Coverage.Dead> dead() {
        RuleSource source = new RuleSource("r.drl", new SourceText("r.drl", ""));
        FolderStatus.Entry entry = new FolderStatus.Entry("r.drl", "r.drl", new DrlChoice.Alone(source), null);
        List<LoadedRule> rules = engine.rules();
        return new DeadRules(logs)
                .among(new RulePages.Running(
                        rules.stream()
                                .filter(rule -> rule.outline().raises())
                                .map(rule -> new RulePages.RunningRule("id", "Title", entry, rule))
                                .toList(),
                        new RuleGraph(rules)));
    }

    @Test
    void aRuleWhoseLogNeverCameIsDead() {
        // Given
        rule("fromProduct( \"okta\" ), fromService( \"system\" ), field( \"a\" ).is( \"x\" )");
        came(SYSMON, 500, Map.of("a", "x"));

        // When
        Coverage.Dead dead = dead().getFirst();

        // Then
        assertEquals("no event of okta/system came since 2026-01-01T00:00:00Z", dead.why());
        assertEquals(Coverage.Dead.Cause.LOG, dead.cause());
        assertEquals("okta/system", dead.log());
        assertEquals(List.of(), dead.fields());
    }

    @Test
    void aRuleThatNeedsAFieldWhichNoEventOfItsLogHasIsDead() {
        // Given
        rule("fromProduct( \"okta\" ), field( \"there\" ).is( \"x\" ), field( \"gone.\u202eaway\" ).is( \"y\" )");
        came(OKTA, 200, Map.of("there", "q"));
        came(SYSMON, 200, Map.of("gone.\u202eaway", "y"));

        // When
        Coverage.Dead dead = dead().getFirst();

        // Then
        assertEquals(
                "no event of okta has the field gone.\\u202Eaway; 200 of 200 were looked at since 2026-01-01T00:00:00Z",
                dead.why());
        assertEquals(List.of("gone.\\u202Eaway"), dead.fields());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "field( \"there\" ).is( \"x\" )",
                "field( \"there\" ).is( \"x\" ) || field( \"gone\" ).is( \"x\" )",
                "!field( \"gone\" ).is( \"x\" )",
                "field( \"gone\" ).isNull()",
                "atLeast( 1, field( \"gone\" ).is( \"x\" ), field( \"there\" ).exists() )",
                "anyField().includes( \"x\" )",
                "field( \"go*\" ).is( \"x\" )",
                "hasField( \"there\" )"
            })
    void aRuleThatMayHoldWithoutAFieldIsNot(String condition) {
        // Given
        rule("fromProduct( \"okta\" ), " + condition);
        came(OKTA, 200, Map.of("there", "q"));

        // Then
        assertEquals(List.of(), dead());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "field( \"gone\" ).is( \"x\" )",
                "field( \"gone\" ).is( \"x\" ) || field( \"gone\" ).like( \"y*\" )",
                "field( \"gone\" ).exists()",
                "hasField( \"gone\" )",
                "atLeast( 2, field( \"gone\" ).is( \"x\" ), field( \"there\" ).exists() )",
                "field( \"gone\" ).length().moreThan( 3 )",
                "( fromService( \"sysmon\" ) && field( \"there\" ).is( \"x\" ) ) || ( fromService( \"system\" ) && field( \"gone\" ).is( \"x\" ) )"
            })
    void aRuleThatCannotHoldWithoutAFieldIs(String condition) {
        // Given
        rule("fromProduct( \"okta\" ), " + condition);
        came(OKTA, 200, Map.of("there", "q"));

        // Then
        assertEquals(List.of("gone"), dead().getFirst().fields());
    }

    @Test
    void ofFewEventsNothingIsSaidOfTheirFields() {
        // Given
        rule("fromProduct( \"okta\" ), field( \"gone\" ).is( \"x\" )");
        came(OKTA, 99, Map.of("there", "q"));

        // Then
        assertEquals(List.of(), dead());
    }

    @Test
    void whatComesFromNobodyKnowsWhereMayBeOfAnyLog() {
        // Given
        rule("fromProduct( \"okta\" ), field( \"a\" ).is( \"x\" )");

        // When
        came(Origin.UNKNOWN, 3, Map.of("b", "x"));
        boolean before = dead().isEmpty();
        came(Origin.UNKNOWN, 1, Map.of("a", "x"));

        // Then
        assertEquals(false, before);
        assertEquals(List.of(), dead());
    }

    @Test
    void aRuleThatNamesNoLogIsDeadWhereNothingCame() {
        // Given
        rule("field( \"a\" ).is( \"x\" )");

        // Then
        assertEquals(
                "no event came since 2026-01-01T00:00:00Z", dead().getFirst().why());
    }

    @Test
    void whereLogsAreLeftOutNothingIsSaid() {
        // Given
        rule("fromProduct( \"okta\" ), field( \"a\" ).is( \"x\" )");
        for (int i = 0; i < 600; i++) {
            came(new Origin("p" + i, Set.of(), Set.of()), 1, Map.of("b", 1));
        }

        // Then
        assertTrue(dead().isEmpty());
    }
}
