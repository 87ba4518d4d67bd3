package io.tripline.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tripline.alert.Alert;
import io.tripline.engine.compile.DrlSource;
import io.tripline.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A run of everything that DRL does: rules of every kind are compiled, evaluated, edited and removed. */
public final class EveryDrl implements Runnable {

    /** For a class loader of its own. */
    public EveryDrl() {}

    @Override
    public void run() {
        DrlFiles.condensed().forEach(source -> run(source, EventStreams.of(source)));
        Set<String> raised = new TreeSet<>();
        run(handWritten(), actions())
                .forEach(alert -> raised.add(alert.getRule().title()));
        assertEquals(
                Set.of("After another of the same user", "Several events in a minute", "Sum of what is collected"),
                raised);
    }

    private static List<Alert> run(DrlSource source, List<Event> events) {
        try (Engine engine = new Engine(EngineSettings.DEFAULT)) {
            assertEquals(List.of(), engine.load(List.of(source)).broken(), source.file());
            List<Alert> alerts = new ArrayList<>();
            for (Event event : events) {
                if (event == events.get(events.size() / 2)) {
                    engine.load(List.of(new DrlSource(source.file(), source.text() + "\n// edited\n")));
                }
                alerts.addAll(engine.process(List.of(event)));
            }
            engine.explain(events.getFirst());
            alerts.addAll(engine.drain());
            engine.remove(List.of(source.file()));
            assertFalse(engine.rules().stream().findAny().isPresent());
            return alerts;
        }
    }

    private static List<Event> actions() {
        return IntStream.range(0, 20)
                .mapToObj(i -> Events.at(
                        "e" + i,
                        Duration.ofSeconds(i),
                        Map.of("action", i % 5 == 0 ? "b" : "a", "user", "u" + i % 2, "bytes", i)))
                .toList();
    }

    /** What the generator never writes and people may: constraints that MVEL evaluates, functions of Drools, a window over events. */
    private static DrlSource handWritten() {
        return new DrlSource("by_hand.drl", "package rules.by_hand\n" + Rules.IMPORTS + """
                rule "By MVEL"
                when
                    $event : Event( get( "action" ) == "a", $bytes : get( "bytes" ), origin != null )
                then
                    streams.write( "by_hand", Match.of( $event, "?user" ).carrying( "bytes" ) );
                end

                rule "Sum of what is collected"
                when
                    accumulate(
                        $match : Match( $key : key, $n : number( "bytes" ) ) over window:time( 5m ) from entry-point "by_hand";
                        $all : collectSet( $match ), $list : collectList( $n ), $count : count(), $sum : sum( $n );
                        $count > 2, $all.size() > 1, $sum != null
                    )
                then
                    alerts.raise( drools.getRule(), Alert.of( io.tripline.event.Key.NONE, $all )
                        .showing( "sum", Math.max( 1, $count.intValue() ) )
                        .showing( "text", String.valueOf( $sum ).trim() ) );
                end

                rule "After another of the same user"
                when
                    $first : Match( $key : key, timestamp > 0 ) from entry-point "by_hand"
                    $second : Match( key == $key, this != $first, this after[ 0ms, 1m ] $first )
                        over window:time( 1m ) from entry-point "by_hand"
                then
                    alerts.raise( drools.getRule(), Alert.of( $key, $second ).showing( "first", $first.getEventId() ) );
                end

                rule "Several events in a minute"
                when
                    accumulate( $e : Event( field( "action" ).is( "a" ) ) over window:time( 1m ); $n : count(); $n > 3 )
                    exists( Event( field( "action" ).is( "a" ) ) over window:length( 2 ) )
                then
                    alerts.raise( drools.getRule(), Alert.of( io.tripline.event.Key.NONE, java.util.List.of() )
                        .showing( "n", $n ) );
                end
                """);
    }
}
