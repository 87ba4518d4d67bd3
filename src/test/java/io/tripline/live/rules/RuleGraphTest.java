package io.tripline.live.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.LoadedRule;
import io.tripline.engine.compile.DrlSource;
import io.tripline.event.Event;
import io.tripline.event.Origin;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How the rules of a file are shown. */
class RuleGraphTest {

    @Test
    void twoRulesOfOneIdAreOneRuleWithTheAlertsOfBoth() {
        try (Engine engine = new Engine(EngineSettings.DEFAULT)) {
            // Given
            engine.load(List.of(new DrlSource("two.drl", """
                    rule "With a user" @id( "one" )
                    when
                        $event : Event( field( "user" ).exists() )
                    then
                        alerts.raise( drools.getRule(), Alert.of( $event ) );
                    end
                    rule "Without a user" @id( "one" )
                    when
                        $event : Event( !field( "user" ).exists() )
                    then
                        alerts.raise( drools.getRule(), Alert.of( $event ) );
                    end
                    """)));

            // When
            engine.process(List.of(
                    Event.of("1", 1_000, Origin.UNKNOWN, Map.of("user", "ann")),
                    Event.of("2", 2_000, Origin.UNKNOWN, Map.of("host", "h"))));

            // Then
            RuleGraph live = new RuleGraph(engine.rules());
            List<LoadedRule> raising = live.raising("two.drl");
            assertEquals(
                    List.of("With a user"),
                    raising.stream().map(rule -> rule.outline().name()).toList());
            assertEquals(2, live.alerts(raising.getFirst()));
            assertEquals(2, live.stages(raising.getFirst()).size());
        }
    }
}
