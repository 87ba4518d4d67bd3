package io.tripline.engine.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.tripline.alert.Alert;
import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.Events;
import io.tripline.engine.compile.DrlCompiler;
import io.tripline.engine.compile.DrlSource;
import io.tripline.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write beyond the generated forms: it runs as it reads; what is misspelt is named. */
class HandWrittenRulesTest {

    private static final String WRITES = """
            rule "writes"
            when
                $event : Event( field( "action" ).is( "a" ) )
            then
                streams.write( "s", Match.of( $event, "user" ).carrying( "bytes" ) );
            end
            """;

    /** Four events a second apart: bytes 1 to 4, users u1 and u0 in turn. */
    private static List<Alert> alerts(String drl) {
        try (Engine engine = new Engine(EngineSettings.DEFAULT)) {
            assertEquals(
                    List.of(),
                    engine.load(List.of(new DrlSource("my/hand.drl", drl))).broken());
            List<Alert> alerts = new ArrayList<>();
            for (int i = 1; i <= 4; i++) {
                alerts.addAll(engine.process(List.of(Events.at(
                        "e" + i, Duration.ofSeconds(i), Map.of("action", "a", "user", "u" + i % 2, "bytes", i)))));
            }
            return alerts;
        }
    }

    private static List<Problem> problems(String drl) {
        DrlCompiler.Result result = DrlCompiler.compile(new DrlSource("my/hand.drl", drl));
        return assertInstanceOf(DrlCompiler.Result.Broken.class, result, drl).problems();
    }

    @Test
    void packageImportsGlobalsAndDialectAreImplied() {
        // Given
        String drl = "rule \"r\"\nwhen\n    $event : Event( field( \"action\" ).is( \"a\" ) )\nthen\n"
                + "    alerts.raise( drools.getRule(), Alert.of( $event ) );\nend\n";

        // When
        DrlCompiler.Result result = DrlCompiler.compile(new DrlSource("rules/My folder/1st-rule.drl", drl));

        // Then
        DrlCompiler.Result.Compiled compiled = assertInstanceOf(DrlCompiler.Result.Compiled.class, result);
        assertEquals(
                "rules.my_folder._1st_rule", compiled.file().rules().getFirst().packageName());
        assertEquals(4, alerts(drl).size());
    }

    private static String testing(String constraint) {
        return "rule \"r\"\nwhen\n    $event : Event( " + constraint + " )\nthen\n"
                + "    alerts.raise( drools.getRule(), Alert.of( $event ) );\nend\n";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            field( "user" ).length().plus( field( "bytes" ) ).moreThan( 4 )                        | 2
            field( "user" ).concat( "-", field( "action" ) ).is( "u1-a" )                          | 2
            value( 12 ).dividedBy( field( "bytes" ) ).atLeast( field( "bytes" ) )                  | 3
            field( "user" ).substring( field( "action" ).length() ).number().equalTo( 1 )          | 2
            field( "bytes" ).lessThan( field( "user" ).indexOf( "1" ).plus( 1 ) )                  | 1
            value( "xu1" ).endsWithValueOf( field( "user" ) )                                      | 2
            !field( "nothing" ).length().moreThan( 0 )                                             | 4
            field( "nothing" ).length().notEqualTo( 0 )                                            | 0
            """)
    void whatIsComparedMayBeWorkedOut(String constraint, int alerts) {
        assertEquals(alerts, alerts(testing(constraint)).size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            field( "a" ).lenght().is( 3 )                | unknown operator 'lenght'                          | did you mean 'length'?
            field( "a" ).substring().is( "x" )           | substring( ) takes 1 to 2 arguments, not 0          | none
            field( "a" ).is( field( "b" ) )              | 'is' takes texts and numbers, not fields            | with another field: sameAs, startsWithValueOf, endsWithValueOf, includesValueOf, moreThan …
            field( "a" ).length().sameAs( 3 )            | expected field( … ), not '3'                       | none
            field( "a" ).length()                        | expected '.'                                       | none
            """)
    void aSlipInWhatIsWorkedOutIsNamed(String constraint, String message, String wayOut) {
        Problem problem = problems(testing(constraint)).getFirst();
        assertEquals(message, problem.message());
        assertEquals(wayOut, problem.wayOut());
    }

    @Test
    void stepsAreCounted() {
        String chain = "field( \"bytes\" )" + ".plus( 1 )".repeat(100);
        assertEquals(4, alerts(testing(chain + ".moreThan( 100 )")).size());
        assertEquals(
                "a value is worked out in more than 100 steps",
                problems(testing(chain + ".plus( 1 ).moreThan( 100 )"))
                        .getFirst()
                        .message());
    }

    /** Drools' parser would take years for it. */
    @ParameterizedTest
    @ValueSource(strings = {"field( \"bytes\" ).plus( ", "atLeast( 1, ", "Math.max( 1, "})
    void callsWithinCallsAreCountedBeforeTheyAreRead(String call) {
        String nested = call.repeat(60) + "field( \"a\" ).is( 1 )" + " )".repeat(60);
        Problem problem = assertTimeout(Duration.ofSeconds(20), () -> problems(
                        testing(nested + " // \" (a(").replace(" // ", "\n// "))
                .getFirst());
        assertEquals("calls stand more than 14 deep within each other", problem.message());
        assertEquals(3, problem.line());
    }

    @Test
    void aFileWithoutThemTellsErrorsAtTheirPlace() {
        // When
        Problem problem = problems("rule \"r\"\nwhen\n    $m : Match( $k : kye ) from entry-point \"s\"\nthen\nend\n")
                .getFirst();

        // Then
        assertEquals("my/hand.drl:3:22", problem.position());
        assertEquals("a value of type Match has no property 'kye'", problem.message());
        assertEquals("did you mean 'key'?", problem.wayOut());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var n = 0; for ( Object b : $m.values( \"bytes\" ) ) { n = n + 1; } «n == 1»",
                "List<Object> all = new ArrayList<>(); all.add( \"x\" ); «all.size() == 1 && all[ 0 ] == \"x\"»",
                "String s = \"n\" + 1; «s == \"n1\" && s.length() == 2»",
                "if ( $n > 2 ) { «true» } else if ( $n > 1 ) { «true» } else «$n == 1»",
                "if ( $n > 100 ) { return; } «true»",
                "for ( String name : $m.key.names() ) { «name == \"user\"» }",
                "«( $n.intValue() > 2 ? \"big\" : \"small\" ).length() > 2»",
                "«\"\\\\ \\\" ' ; // /* } { ${x} é \\u0041\".endsWith( \"A\" )»",
                "«1 - -2 * 3 + ( 4 - 5 ) == 6 && !( 1 > 2 || 2 > 3 )»",
                "var n = 0; for ( int i = 0; i < 3; i++ ) { n = n + i; } «n == 3»",
                "«$m.get( \"bytes\" ).toString().length() == 1»",
                "{ var a = 1; } { var a = 2; «a == 2» }",
                "«java.math.BigDecimal.ONE.add( 1.5B ) == 2.5B»",
                "Map m = Map.of( \"a\", 1 ); «m[ \"a\" ] == 1 && [ 1, 2 ].contains( 2 )»",
                "«$m.timestamp > 0 && $m.getFields()[ \"bytes\" ] != null && Math.max( 1, 2 ) == 2»",
                "// «false»\n /* «false» */ «true»"
            })
    void statementsDoWhatTheySay(String then) {
        // Given: each marked expression is what an alert shows
        String statements = then.replace("«", "alerts.raise( drools.getRule(), Alert.of( $key, $m ).showing( \"ok\", ")
                .replace("»", " ) );");
        String drl = WRITES
                + "rule \"r\"\nwhen\n    $m : Match( $key : key, $n : number( \"bytes\" ) ) from entry-point \"s\"\nthen\n    "
                + statements + "\nend\n";

        // When
        List<Object> shown =
                alerts(drl).stream().map(alert -> alert.getValues().get("ok")).toList();

        // Then
        assertEquals(List.of(true, true, true, true), shown, drl);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "3 ~ declare window Last Match( step == 0 ) over window:time( 1h ) from entry-point \"s\" end ~ accumulate( $m : Match( $n : number( \"bytes\" ) ) from window Last; $s : sum( $n ), $e : evidence( $m ); $s > 2 )",
                "4 ~ ~ $f : Match( $k : key ) from entry-point \"s\" $l : List( size > 1 ) from collect( Match( key == $k ) over window:time( 1h ) from entry-point \"s\" ) $x : Match( this == $f ) from $l $e : List() from [ $l ]",
                "4 ~ ~ $m : Match( step < 1 && > -1, key contains \"u\" || key.names().size() == 1, eventId not in ( \"x\", \"y\" ) ) from entry-point \"s\" $e : Match( this == $m ) from [ $m ]",
                "4 ~ ~ $m : Match( $k : key ) from entry-point \"s\" $n : Number( intValue > 1 ) from accumulate( $o : Match( key == $k ) over window:time( 1h ) from entry-point \"s\", count( $o ) ) $e : Match( this == $m ) from [ $m ]",
                "2 ~ ~ ( $e : Match( key.values().contains( \"u0\" ) ) from entry-point \"s\" or $e : Match( step > 7 ) from entry-point \"s\" )",
                "4 ~ ~ $e : Match( $k : key ) from entry-point \"s\" eval( $e.step == 0 ) exists( Match( key == $k ) over window:time( 1h ) from entry-point \"s\" ) not( Match() over window:time( 1h ) from entry-point \"never\" )",
                "2 ~ ~ $a : Match( $k : key ) from entry-point \"s\" $e : Match( key == $k, this != $a, this after[ 1ms, 1h ] $a ) over window:time( 1h ) from entry-point \"s\""
            })
    void conditionsHoldWhereTheyShould(int expected, String top, String when) {
        // Given
        String drl = (top == null ? "" : top) + "\n" + WRITES + "rule \"r\"\nwhen\n    " + when
                + "\nthen\n    alerts.raise( drools.getRule(), Alert.of( Key.NONE, $e ) );\nend\n";

        // When, Then
        assertEquals(expected, alerts(drl).size(), drl);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Evnt( )| 'Evnt' | did you mean 'Event'?",
                "Event( filed( \"a\" ).is( \"b\" ) )| 'filed' | did you mean 'field'?",
                "Match( key == $kye ) from entry-point \"s\"| '$kye' | bind it in a pattern before: $kye : …",
                "accumulate( Match() over window:time( 1h ) from entry-point \"s\"; $n : cuont(); $n > 1 )| 'cuont' | did you mean 'count'?",
                "Match( timestmp > 0 ) from entry-point \"s\"| 'timestmp' | did you mean 'timestamp'?",
                "Match( key ) from entry-point \"s\"| no test | compare it: … != null, … > 0"
            })
    void whatIsMisspeltIsNamed(String when, String named, String wayOut) {
        // When
        Problem problem = problems("rule \"r\"\nwhen\n    " + when + "\nthen\n    drools.getRule();\nend\n")
                .getFirst();

        // Then
        assertEquals(3, problem.line(), problem::toString);
        assertEquals(true, problem.message().contains(named.strip()), problem::toString);
        assertEquals(wayOut.strip(), problem.wayOut(), problem::toString);
    }
}
