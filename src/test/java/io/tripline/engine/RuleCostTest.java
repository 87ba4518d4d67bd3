package io.tripline.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.engine.compile.DrlSource;
import io.tripline.event.Event;
import io.tripline.event.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What rules are said to cost. */
class RuleCostTest {

    private static final String LOGINS = "package rules.logins\n" + Rules.IMPORTS + """
            rule "Login"
            when
                $event : Event( field( "login" ).exists() )
            then
                streams.write( "logins", Match.of( $event, "login" ) );
            end
            rule "Many logins" @id( "many" )
            when
                groupby( $match : Match( $key : key ) over window:time( 1h ) from entry-point "logins";
                    $group : $key; $count : count(), $evidence : evidence( $match ); $count >= 1000000 )
            then
                alerts.raise( drools.getRule(), Alert.of( $group, $evidence ) );
            end
            """;

    private static final String LOGOUTS = "package rules.logouts\n" + Rules.IMPORTS + """
            rule "Logout" @id( "logout" )
            when
                $event : Event( field( "logout" ).is( "yes" ) )
            then
                alerts.raise( drools.getRule(), Alert.of( $event ) );
            end
            """;

    private final CostSampler sampler = new CostSampler();

    @Test
    void itIsTheMeanOverEventsThatWereTimedAndTheNewestWeighMost() {
        // Given
        RuleCost cost = new RuleCost(sampler);
        assertNull(cost.mean());
        sampler.next();
        cost.add(60);
        cost.add(40);
        assertEquals(100, mean(cost), 1e-9);

        // When: the rule has nothing to do with the next one
        sampler.next();

        // Then
        assertTrue(mean(cost) < 50, cost.mean() + " ns");
        assertEquals(50, mean(cost), 0.1);

        // When
        for (int i = 0; i < 10_000; i++) {
            sampler.next();
            cost.add(7);
        }

        // Then
        assertEquals(7, mean(cost), 0.1);
    }

    @Test
    void ofARuleThatIsLoadedLaterEarlierEventsDoNotCount() {
        // Given
        sampler.next();
        RuleCost cost = new RuleCost(sampler);
        assertNull(cost.mean());

        // When
        sampler.next();
        cost.add(5);

        // Then
        assertEquals(5, mean(cost), 1e-9);
    }

    private static double mean(RuleCost cost) {
        return Objects.requireNonNull(cost.mean());
    }

    @Test
    void oneEventOfManyIsTimedForEveryRuleThatLooksAtIt() {
        try (Engine engine = new Engine(EngineSettings.DEFAULT)) {
            // Given
            engine.load(List.of(new DrlSource("logins.drl", LOGINS), new DrlSource("logouts.drl", LOGOUTS)));

            // When
            engine.process(logins(0, CostSampler.EVERY - 1));

            // Then
            assertNull(costs(engine).get("Login"));

            // When
            engine.process(logins(CostSampler.EVERY - 1, CostSampler.EVERY));

            // Then: no event holds what the other rule needs
            assertTrue(Objects.requireNonNull(costs(engine).get("Login")) > 0);
            assertTrue(Objects.requireNonNull(costs(engine).get("Many logins")) > 0);
            assertEquals(0.0, costs(engine).get("Logout"));
        }
    }

    private static List<Event> logins(int from, int to) {
        List<Event> events = new ArrayList<>();
        for (int i = from; i < to; i++) {
            events.add(Event.of("e" + i, i, Origin.UNKNOWN, Map.of("login", "ann")));
        }
        return events;
    }

    private static Map<String, @Nullable Double> costs(Engine engine) {
        Map<String, @Nullable Double> costs = new HashMap<>();
        engine.rules()
                .forEach(rule ->
                        costs.put(rule.outline().name(), rule.counters().cost().mean()));
        return costs;
    }
}
