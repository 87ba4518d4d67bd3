package io.tripline.bench;

import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.LoadReport;
import io.tripline.engine.compile.DrlSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.LogContext;

/** The rules that are measured: the two that are shipped, and generated ones, a file each. */
final class BenchRules {

    private static final Path SHIPPED = Path.of("rules-drl");

    static final String HEADER = """
            dialect "mvel"

            import io.tripline.alert.Alert
            import io.tripline.engine.Alerts
            import io.tripline.engine.Streams
            import io.tripline.event.Event
            import io.tripline.event.Match
            import accumulate io.tripline.engine.function.EvidenceFunction evidence

            global Alerts alerts
            global Streams streams

            """;

    private BenchRules() {}

    static List<DrlSource> named(String name) {
        return switch (name) {
            case "seeds" -> shipped();
            case "equality" -> generated(3_000, BenchRules::equality);
            case "correlation" -> generated(3_000, BenchRules::correlation);
            default -> throw new IllegalArgumentException("unknown rules: " + name);
        };
    }

    static Engine engine(String rules) {
        // Outside of Quarkus the log manager lets DEBUG and below through, which would be what is measured.
        LogContext.getLogContext().getLogger("").setLevel(Level.WARNING);
        Engine engine = new Engine(EngineSettings.DEFAULT);
        LoadReport report = engine.load(named(rules));
        if (!report.broken().isEmpty()) {
            throw new IllegalStateException("rules that do not load: " + report.problems());
        }
        return engine;
    }

    private static List<DrlSource> shipped() {
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            List<DrlSource> sources = files.filter(file -> file.toString().endsWith(".drl"))
                    .sorted()
                    .map(BenchRules::read)
                    .toList();
            if (sources.isEmpty()) {
                throw new IllegalStateException("no rules in " + SHIPPED.toAbsolutePath() + ": run from the project");
            }
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DrlSource read(Path file) {
        try {
            return new DrlSource(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Template {
        String text(int number);
    }

    private static List<DrlSource> generated(int count, Template template) {
        return IntStream.range(0, count)
                .mapToObj(
                        i -> new DrlSource("r" + i + ".drl", "package rules.r" + i + "\n" + HEADER + template.text(i)))
                .toList();
    }

    private static String equality(int number) {
        return """
                rule "Code %1$d"
                when
                    $event : Event( field( "event.code" ).is( "code-%1$d" ), field( "event.outcome" ).is( "failure" ) )
                then
                    alerts.raise( drools.getRule(), Alert.of( $event ) );
                end
                """.formatted(number);
    }

    private static String correlation(int number) {
        return """
                rule "Code %1$d"
                when
                    $event : Event( field( "event.code" ).is( "code-%1$d" ), field( "event.outcome" ).is( "failure" ) )
                then
                    streams.write( "r%1$d", Match.of( $event, "user.name" ) );
                end

                rule "Many codes %1$d"
                when
                    groupby(
                        $match : Match( $key : key ) over window:time( 1h ) from entry-point "r%1$d";
                        $group : $key;
                        $count : count(), $evidence : evidence( $match );
                        $count > 10
                    )
                    not( Alert( group == $group ) over window:time( 1h ) from entry-point "r%1$d" )
                then
                    streams.write( "r%1$d",
                        alerts.raise( drools.getRule(), Alert.of( $group, $evidence ).showing( "count", $count ) ) );
                end
                """.formatted(number);
    }
}
