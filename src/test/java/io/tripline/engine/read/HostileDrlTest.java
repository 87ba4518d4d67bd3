package io.tripline.engine.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.engine.compile.DrlCompiler;
import io.tripline.engine.compile.DrlSource;
import io.tripline.problem.Problem;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways out of a rule, each in the place where it would be computed: refused with its line, and never run. */
class HostileDrlTest {

    private static final String TOP = """
            package rules.hostile
            import io.tripline.alert.Alert
            import io.tripline.engine.Alerts
            import io.tripline.engine.Streams
            import io.tripline.event.Event
            import io.tripline.event.Match
            import java.util.ArrayList
            import java.util.List
            global Alerts alerts
            global Streams streams
            """;

    private static final int FIRST_LINE = 11;

    private static final String RULE = """
            rule "r"
            when
                $event : Event( field( "action" ).is( "a" ) )
            then
                alerts.raise( drools.getRule(), Alert.of( $event ) );
            end
            """;

    @BeforeEach
    void reset() throws IOException {
        Canary.reset();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "enabled ( java.lang.Runtime.getRuntime().exec( \"touch target/canary\" ) != null )",
                "enabled ( io.tripline.engine.read.Canary.touch() )",
                "salience ( java.lang.Runtime.getRuntime().exec( \"touch target/canary\" ).pid() )",
                "salience ( io.tripline.engine.read.Canary.touch() ? 1 : 2 )",
                "timer ( expr: io.tripline.engine.read.Canary.touch() )",
                "timer ( int: 5s )",
                "duration 10",
                "calendars \"weekday\"",
                "date-effective \"1-Jan-2026\"",
                "agenda-group \"other\"",
                "activation-group \"one\"",
                "auto-focus true",
                "declare window W Event( eval( io.tripline.engine.read.Canary.touch() ) ) end",
                "declare window W Event( eval( java.lang.System.exit( 1 ) == null ) ) over window:time( 1h ) end",
                "declare window W @role( event ) Event() over window:time( 1h ) end",
                "declare entry-point \"x\" end",
                "declare trait T a : int end",
                "declare Foo a : int end",
                "declare enum E A( 1 ); v : int end",
                "global java.lang.ProcessBuilder pb",
                "global io.tripline.engine.read.Canary canary",
                "global Alerts others",
                "global Streams alerts",
                "import java.lang.*",
                "import java.lang.Runtime",
                "import io.tripline.engine.read.Canary",
                "import static io.tripline.engine.read.Canary.touch",
                "import function io.tripline.engine.read.Canary.touch",
                "import accumulate io.tripline.engine.read.Canary evil",
                "import accumulate io.tripline.engine.function.Nothing count",
                "function boolean f() { return io.tripline.engine.read.Canary.touch(); }",
                "unit io.tripline.engine.read.Canary",
                "query \"q\"( String s ) Match() end",
                "dialect \"java\"",
                "rule \"child\" extends \"r\" when then end"
            })
    void whatStandsOnTopOfAFileComputesNothing(String line) {
        assertRefused(TOP + line + "\n" + RULE);
    }

    static Stream<String> statements() {
        return Stream.concat(
                Canary.CALLS.stream().map(call -> call + ";"),
                Stream.of(
                        "h = drools; h.getKieRuntime();",
                        "var h = drools; h.getKieRuntime();",
                        "(drools).getKieRuntime();",
                        "kcontext.getKieRuntime();",
                        "drools.kieRuntime;",
                        "drools[ \"kieRuntime\" ];",
                        "drools . /* */ getKieRuntime();",
                        "List l = new ArrayList(); l.add( drools );",
                        "var x = true ? drools : null;",
                        "var x = [ drools ];",
                        "[ \"a\" : drools ];",
                        "{ drools };",
                        "return drools;",
                        "streams.write( \"s\", drools );",
                        "drools.insert( drools );",
                        "drools.insert( streams );",
                        "var s = streams; s.write( \"x\", null );",
                        "drools.getRule().getClass();",
                        "drools.getRule().getLhs();",
                        "drools.getRule().{ name };",
                        "$event.{ id };",
                        "$event.class;",
                        "$event[ \"class\" ];",
                        "$event.source().class.name;",
                        "$event.getClass().forName( \"x\" );",
                        "String.class.getName();",
                        "$event.fieldNames().stream();",
                        "$event.fieldNames().forEach( System.out::println );",
                        "with( $event ) { id = 1 };",
                        "modify( $event ) { at( 1 ) }",
                        "insertLogical( $event );",
                        "def f() { 1 }; f();",
                        "proto X { };",
                        "isdef x;",
                        "import java.lang.Runtime;",
                        "var f = ( x ) -> x;",
                        "\\u0064rools.getKieRuntime();",
                        "dr\u043E\u043Els.getKieRuntime();",
                        "\uFF44rools.getKieRuntime();",
                        "\"a\\\\\"; io.tripline.engine.read.Canary.touch(); \"\";",
                        "\"@{ io.tripline.engine.read.Canary.touch() }\";",
                        "`x`;",
                        "#drools;",
                        "while ( true ) { }",
                        "do { } while ( true );",
                        "for ( int i = 0; true; ) { }",
                        "$event.wait( 1000 );",
                        "int[] x = new int[ 1000000000 ];",
                        "new ArrayList( 2000000000 );",
                        "\"x\".repeat( 2000000000 );",
                        "String.format( \"%1000000000d\", 1 );",
                        "\"a\".matches( \"(a+)+b\" );",
                        "\"a\".replaceAll( \"(a+)+b\", \"\" );",
                        "Integer.getInteger( \"user.home\" );",
                        "alerts = null;",
                        "$event = null;",
                        "$event.id = \"x\";",
                        "( $event ).id++;",
                        "throw new RuntimeException();",
                        "if ( true ) { io.tripline.engine.read.Canary.touch(); }",
                        "for ( Match m : $event.fieldNames() ) { m.getClass(); }",
                        "var Runtime = $event;",
                        "for ( int i = 0; i < 10; ) { }",
                        "var n = 1; for ( int i = 0; i < n; i++ ) { n = n + 1; }",
                        "Object o = $event; o.getId();",
                        "// a comment\n    io.tripline.engine.read.Canary.touch();",
                        "/* \" */ io.tripline.engine.read.Canary.touch(); /* \" */"));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void aStatementCallsOnlyWhatIsListed(String statement) {
        assertRefused(TOP + RULE.replace("    alerts.raise", "    " + statement + "\n    alerts.raise"));
    }

    static Stream<Arguments> constraints() {
        List<String> patterns = List.of(
                "$event : Event( %s )",
                "accumulate( Event( %s ) over window:time( 1h ); $n : count(); $n > 0 ) $event : Event()",
                "$event : Event() not( Event( %s ) over window:time( 1h ) )",
                "$event : Event() List( size > 0 ) from collect( Event( %s ) over window:time( 1h ) )");
        List<String> ways = Stream.concat(
                        Canary.CALLS.stream().map(call -> "( " + call + " ) != null"),
                        Stream.of(
                                "eval( io.tripline.engine.read.Canary.touch() )",
                                "getClass() != null",
                                "this.class != null",
                                "class.name == \"x\"",
                                "fieldNames().class != null",
                                "this[ \"class\" ] != null",
                                "$x : this, $x.class != null",
                                "field( \"a\" ).getClass() == null",
                                "field( \"a\" ).is( io.tripline.engine.read.Canary.touch() )",
                                "id == drools",
                                "id in ( drools )",
                                "$a : drools",
                                "id == kcontext",
                                "id := drools",
                                "id == Boolean.getBoolean( \"x\" )",
                                "id == \"\\\\\" + io.tripline.engine.read.Canary.touch() + \"\"",
                                "id matches \"(a+)+b\"",
                                "id str[ startsWith ] \"x\"",
                                "id soundslike \"x\"",
                                "/id",
                                "this#io.tripline.engine.read.Canary != null",
                                "( def f() { 1 } ) == 1",
                                "id == \\u0064rools",
                                "fieldNames().stream() != null"))
                .toList();
        return patterns.stream().flatMap(pattern -> ways.stream().map(way -> Arguments.of(pattern, way)));
    }

    @ParameterizedTest
    @MethodSource("constraints")
    void aConstraintCallsOnlyWhatIsListed(String pattern, String constraint) {
        assertRefused(TOP
                + RULE.replaceFirst(
                        "\\$event : Event.*", java.util.regex.Matcher.quoteReplacement(pattern.formatted(constraint))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eval( io.tripline.engine.read.Canary.touch() )",
                "Event() from io.tripline.engine.read.Canary.touch()",
                "String() from drools.getKieRuntime().getEntryPoints()",
                "Match() from drools.kieRuntime",
                "Number() from accumulate( Match( $n : step ), init( io.tripline.engine.read.Canary.touch(); ), action( ), result( 1 ) )",
                "accumulate( Match(); $x : count( io.tripline.engine.read.Canary.touch() ) )",
                "groupby( Match(); $g : io.tripline.engine.read.Canary.touch(); $c : count() )",
                "accumulate( Match(); $x : touch() )",
                "Match() over window:time( io.tripline.engine.read.Canary.touch() )",
                "Match() over window:other( 1h )",
                "Match( this after[ io.tripline.engine.read.Canary.touch(), 1h ] $event ) from entry-point \"x\"",
                "?q( 1; )",
                "/a/b[ io.tripline.engine.read.Canary.touch() ]",
                "do[ other ]",
                "if ( io.tripline.engine.read.Canary.touch() ) do[ other ]",
                "Match() @watch( * )",
                "io.tripline.engine.read.Canary()",
                "java.lang.ProcessBuilder()",
                "org.drools.core.WorkingMemory()",
                "Class()",
                "Object( getClass() != null )",
                "forall( Match( eval( io.tripline.engine.read.Canary.touch() ) ) )",
                "exists( eval( io.tripline.engine.read.Canary.touch() ) )",
                "drools : Match() from entry-point \"x\"",
                "Runtime : Match() from entry-point \"x\"",
                "$other := Match()",
                "Match( \"x\"; )",
                "Match() from window Undeclared"
            })
    void aConditionComputesNothingElse(String condition) {
        assertRefused(TOP + RULE.replace("\nthen", "\n    " + condition + "\nthen"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@id( io.tripline.engine.read.Canary.touch() )",
                "@id( \"a\" + \"b\" )",
                "@other( a = io.tripline.engine.read.Canary.touch() )"
            })
    void anAnnotationHasTextsAlone(String annotation) {
        assertRefused(TOP + RULE.replace("rule \"r\"", "rule \"r\" " + annotation));
    }

    private static void assertRefused(String text) {
        DrlCompiler.Result result = DrlCompiler.compile(new DrlSource("hostile.drl", text));
        assertTrue(Canary.isUntouched(), text);
        List<Problem> problems =
                assertInstanceOf(DrlCompiler.Result.Broken.class, result, text).problems();
        assertFalse(problems.isEmpty());
        assertTrue(problems.getFirst().line() >= FIRST_LINE, problems::toString);
        assertTrue(problems.getFirst().column() > 0, problems::toString);
    }

    /** It is what tells a way out from none: the test of the test. */
    @Test
    void theCanaryIsSeen() {
        // When
        Canary.touch();

        // Then
        assertFalse(Canary.isUntouched());
    }

    @Test
    void aTextThatLooksLikeCodeIsAText() {
        // Given
        String text = TOP
                + RULE.replace(
                        "is( \"a\" )",
                        "is( \"drools.getKieRuntime(); streams.write( 'x', y ) // end\" ) /* kcontext */");

        // When
        DrlCompiler.Result result = DrlCompiler.compile(new DrlSource("fine.drl", text));

        // Then
        DrlCompiler.Result.Compiled compiled =
                assertInstanceOf(DrlCompiler.Result.Compiled.class, result, result::toString);
        assertEquals(java.util.Set.of(), compiled.file().rules().getFirst().writes());
    }
}
