package io.tripline.engine.closure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.engine.DrlFiles;
import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.EventStreams;
import io.tripline.engine.LoadReport;
import io.tripline.engine.LoadedRule;
import io.tripline.engine.Rules;
import io.tripline.engine.compile.DrlSource;
import io.tripline.event.Event;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is generated runs as closures: MVEL's interpreter is not asked once. */
class NoInterpreterTest {

    static Stream<DrlSource> files() {
        return DrlFiles.all().stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void rulesThatAreGeneratedAreNotInterpreted(DrlSource source) {
        try (Engine engine = new Engine(EngineSettings.DEFAULT)) {
            // Given
            LoadReport report = engine.load(List.of(source));
            assertEquals(List.of(), notes(report));

            // When
            engine.process(EventStreams.of(source));

            // Then
            for (LoadedRule rule : engine.rules()) {
                assertEquals(0, rule.guard().interpreted(), rule.outline()::name);
                assertEquals(0, rule.guard().failed(), rule.outline()::name);
            }
        }
    }

    /** A relation between moments is Drools' own, and inside of another expression MVEL's interpreter calls it. */
    @Test
    void whatIsLeftToTheInterpreterIsSaidAndCounted() {
        try (Engine engine = new Engine(EngineSettings.DEFAULT)) {
            // Given
            LoadReport report =
                    engine.load(List.of(new DrlSource("left.drl", "package rules.left\n" + Rules.IMPORTS + """
                            rule "Written"
                            when
                                $event : Event( field( "action" ).is( "a" ) )
                            then
                                streams.write( "left", Match.of( $event ) );
                            end

                            rule "Left"
                            when
                                $first : Match() over window:time( 1m ) from entry-point "left"
                                $second : Match( this != $first, this after[ 0ms, 1m ] $first || step == 1 )
                                    over window:time( 1m ) from entry-point "left"
                            then
                                alerts.raise( drools.getRule(), Alert.of( io.tripline.event.Key.NONE, $second ) );
                            end
                            """)));

            // When
            engine.process(List.of(action("e1", 0), action("e2", 1)));

            // Then
            assertEquals(1, notes(report).size(), report.problems()::toString);
            assertTrue(notes(report).getFirst().startsWith("in rule 'Left', MVEL's interpreter evaluates '"));
            LoadedRule left = engine.rules().getLast();
            assertEquals("Left", left.outline().name());
            assertTrue(left.guard().interpreted() > 0);
        }
    }

    private static Event action(String id, long seconds) {
        return io.tripline.engine.Events.at(id, Duration.ofSeconds(seconds), Map.of("action", "a"));
    }

    private static List<String> notes(LoadReport report) {
        return report.problems().stream()
                .map(problem -> problem.message())
                .filter(message -> message.contains("interpreter"))
                .toList();
    }
}
