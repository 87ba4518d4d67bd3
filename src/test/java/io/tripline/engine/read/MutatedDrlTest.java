package io.tripline.engine.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.engine.DrlFiles;
import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.Events;
import io.tripline.engine.compile.DrlSource;
import io.tripline.problem.SourceText;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsParserException;
import org.kie.internal.builder.conf.LanguageLevelOption;

/**
 * Golden and hand-written DRL with tokens swapped and hostile pieces put in anywhere: whatever becomes of it, compiled, loaded
 * and fired, the canary is never reached; and what is read is printed so that it reads the same again.
 */
class MutatedDrlTest {

    private static final Pattern TOKEN =
            Pattern.compile("\"(?:[^\"\\\\\\n]|\\\\.)*\"|[\\w$]+|\\s+|[^\\w\\s]", Pattern.DOTALL);

    private static final List<String> PIECES = Stream.concat(
                    Canary.CALLS.stream()
                            .flatMap(call -> Stream.of(
                                    call, call + ";", "( " + call + " )", "eval( " + call + " != null )", ", " + call)),
                    Stream.of(
                            "drools",
                            "kcontext",
                            "streams",
                            "h = drools;",
                            "( drools )",
                            ".class",
                            ".getClass()",
                            "\"",
                            "\\",
                            "\\\"",
                            "'",
                            "/*",
                            "*/",
                            "//",
                            "\n",
                            ";",
                            "(",
                            ")",
                            "{",
                            "}",
                            "[",
                            "]",
                            ".{ name }",
                            "@{",
                            "then",
                            "end",
                            "when",
                            "\u2028",
                            "\\u0022",
                            "\uFF44rools",
                            "this",
                            "new",
                            "import java.lang.Runtime\n",
                            "enabled ( io.tripline.engine.read.Canary.touch() )",
                            "salience ( io.tripline.engine.read.Canary.touch() )",
                            "from",
                            "eval( true )",
                            "over window:time( 1h )",
                            "with",
                            "def"))
            .toList();

    private static final String HAND = """
            declare window W Match( step == 0 ) over window:time( 1h ) from entry-point "s" end
            rule "a"
                salience 10 enabled true
                @id( "x", 1 )
            when
                $event : Event( field( "action" ).is( "a" ), get( "user" ) != null )
            then
                streams.write( "s", Match.of( $event, "user" ).carrying( "bytes" ) );
            end
            rule "b"
            when
                $m : Match( $k : key, $n : number( "bytes" ), eventId not in ( "x" ) ) from entry-point "s"
                $l : List( size > 0 ) from collect( Match( key == $k, this before[ 0ms, 1h ] $m ) from window W )
                eval( $l.size() > 0 || $n != 3 )
            then
                var n = 0;
                for ( Match m : $l ) { n = n + m.getStep(); }
                if ( n >= 0 && $n > 0 ) { alerts.raise( drools.getRule(), Alert.of( $k, $l ).showing( "n", "n" + n ) ); }
            end
            """;

    /** Those of several rules as often as they are longer. */
    private static final List<String> TEXTS = Stream.concat(
                    DrlFiles.all().stream()
                            .map(DrlSource::text)
                            .filter(text -> text.length() < 6_000)
                            .flatMap(text -> Collections.nCopies(1 + text.length() / 1_000, text).stream()),
                    Stream.of(HAND, HAND))
            .toList();

    @BeforeProperty
    void reset() throws IOException {
        Canary.reset();
    }

    @Provide
    Arbitrary<String> mutants() {
        return Arbitraries.longs().map(seed -> mutant(new Random(seed)));
    }

    static String mutant(Random random) {
        List<String> tokens = TOKEN.matcher(TEXTS.get(random.nextInt(TEXTS.size())))
                .results()
                .map(result -> result.group())
                .collect(Collectors.toCollection(ArrayList::new));
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(tokens.size());
            switch (random.nextInt(6)) {
                case 0 -> Collections.swap(tokens, at, random.nextInt(tokens.size()));
                case 1 -> tokens.remove(at);
                case 2 -> tokens.set(at, PIECES.get(random.nextInt(PIECES.size())));
                default -> tokens.add(at, " " + PIECES.get(random.nextInt(PIECES.size())) + " ");
            }
        }
        return String.join("", tokens);
    }

    @Property(tries = 250)
    void noMutantReachesTheCanary(@ForAll("mutants") String drl) {
        try (Engine engine = new Engine(EngineSettings.DEFAULT)) {
            engine.load(List.of(new DrlSource("mutant.drl", drl)));
            for (int i = 1; i <= 3; i++) {
                fire(engine, i);
            }
        }
        assertTrue(Canary.isUntouched(), drl);
    }

    /** A rule that throws has fired all the same. */
    private static void fire(Engine engine, int number) {
        try {
            engine.process(List.of(Events.at(
                    "e" + number, Duration.ofSeconds(number), Map.of("action", "a", "user", "u", "bytes", number))));
        } catch (RuntimeException failed) {
            assertTrue(Canary.isUntouched(), failed::toString);
        }
    }

    @Property(tries = 400)
    void whatIsPrintedReadsTheSameAgain(@ForAll("mutants") String drl) {
        for (List<Statement> then : statements(drl)) {
            String printed = CanonicalText.of(then);
            Scope scope = Scope.ofRule();
            then.stream().flatMap(Statement::expressions).forEach(expression -> bind(scope, expression));
            assertEquals(printed, CanonicalText.of(again(printed, scope)), drl);
        }
    }

    private static void bind(Scope scope, Expression expression) {
        if (expression instanceof Expression.Variable(String name, Class<?> type, Span span)
                && name.startsWith("$")
                && scope.variable(name) == null) {
            scope.bind(name, type, span);
        }
    }

    /** Variables of the rule's own are declared where they are first assigned. */
    private static List<Statement> again(String printed, Scope scope) {
        return StatementParser.parse(Tokens.of(printed.replaceAll("(?m)^n = 0;", "var n = 0;"), 0), scope);
    }

    private static List<List<Statement>> statements(String drl) {
        try {
            DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
            PackageDescr parsed = parser.parse(null, drl);
            boolean read = parsed != null && !parser.hasErrors();
            return read
                            && DrlReader.read(new SourceText("mutant.drl", drl), parsed)
                                    instanceof Reading.Read(RuleFile file, var notes)
                    ? file.rules().stream().map(RuleFile.Rule::then).toList()
                    : List.of();
        } catch (DroolsParserException noDrl) {
            return List.of();
        }
    }
}
