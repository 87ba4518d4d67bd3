package io.tripline.bench;

import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.LoadReport;
import io.tripline.engine.compile.DrlSource;
import io.tripline.engine.correlate.Limits;
import io.tripline.event.Event;
import io.tripline.event.Origin;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.LogContext;

/**
 * Ten million events, a thousand in each second of their own time, all of them matches of windows of an hour: after each
 * million the live heap, Drools' sessions and what waits in their timers. Ends with 1 if the heap grows once the windows are
 * full, or if anything is left when all windows have run out.
 *
 * <pre>bench/leak [millions]</pre>
 */
public final class LeakCheck {

    private static final int MILLION = 1_000_000;
    private static final int BATCH = 1_000;

    /** Most of them too many to fill a window in an hour; every hundredth event is of one of the few that do. */
    private static final int GROUPS = 50_000;

    private static final int BUSY_GROUPS = 200;

    /** How long beyond its window a match is kept: short, so that the heap is full long before the end. */
    private static final Duration LATE = Duration.ofMinutes(10);

    /** From here on windows are full. */
    private static final int FULL_AFTER = 5;

    /** What full windows may differ by: their arrays grow by halves. */
    private static final double FLAT = 1.10;

    /** MB that may be more at the end than before the first event: code, caches of Drools, tables that have grown. */
    private static final long LEFT = 48;

    private static final String RULES = """
            rule "Login"
            when
                $event : Event( field( "action" ).is( "login" ) )
            then
                streams.write( "logins", Match.of( $event, "user" ) );
            end

            rule "Many logins"
            when
                groupby(
                    $match : Match( $key : key ) over window:time( 1h ) from entry-point "logins";
                    $group : $key;
                    $count : count(), $evidence : evidence( $match );
                    $count > 150
                )
                not( Alert( group == $group ) over window:time( 1h ) from entry-point "logins" )
            then
                streams.write( "logins",
                    alerts.raise( drools.getRule(), Alert.of( $group, $evidence ).showing( "count", $count ) ) );
            end

            rule "Started"
            when
                $event : Event( field( "step" ).is( "start" ) )
            then
                streams.write( "started", Match.of( $event, "user" ) );
            end

            rule "Ended"
            when
                $event : Event( field( "step" ).is( "end" ) )
            then
                streams.write( "ended", Match.of( $event, "user" ) );
            end

            rule "Not ended"
            when
                $match : Match( $user : key ) from entry-point "started"
                not( Match( key == $user, this after[ 1ms, 1h ] $match ) over window:time( 1h ) from entry-point "ended" )
            then
                alerts.raise( drools.getRule(), Alert.of( $user, $match ) );
            end

            rule "Seen"
            when
                $event : Event( field( "step" ).is( "end" ) )
            then
                streams.write( "terms", Match.of( $event, "user" ) );
            end

            rule "First seen"
            when
                $match : Match( $terms : key ) from entry-point "terms"
                not( Match( key == $terms ) over window:time( 1h ) from entry-point "terms/seen" )
            then
                alerts.raise( drools.getRule(), Alert.of( $terms, $match ) );
            end

            rule "First seen: remember"
            when
                $match : Match() from entry-point "terms"
            then
                streams.remember( "terms/seen", $match );
            end
            """;

    private final Random random = new Random(7);
    private final Engine engine = new Engine(
            new EngineSettings(Duration.ZERO, LATE, Duration.ZERO, Duration.ZERO, true, false, true, Limits.DEFAULT));
    private final long start = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private long number;
    private long alerts;

    public static void main(String... arguments) throws JMException {
        LogContext.getLogContext().getLogger("").setLevel(Level.WARNING);
        boolean passed = new LeakCheck().run(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10);
        System.out.println(passed ? "PASSED" : "FAILED");
        System.exit(passed ? 0 : 1);
    }

    private boolean run(int millions) throws JMException {
        LoadReport report =
                engine.load(List.of(new DrlSource("leak.drl", "package rules.leak\n" + BenchRules.HEADER + RULES)));
        if (!report.broken().isEmpty()) {
            throw new IllegalStateException(report.problems().toString());
        }
        System.out.printf(
                "%-10s %10s %10s %10s %10s %12s%n", "events", "heap MB", "sessions", "timers", "alerts", "CPU each");
        Left before = left("0", 0);
        long least = Long.MAX_VALUE;
        long most = 0;
        for (int million = 1; million <= millions; million++) {
            long cpu = Cost.now();
            for (int i = 0; i < MILLION; i += BATCH) {
                alerts += engine.process(next(BATCH)).size();
            }
            Left now = left(million + " M", (Cost.now() - cpu) / MILLION);
            if (million >= FULL_AFTER) {
                least = Math.min(least, now.heap());
                most = Math.max(most, now.heap());
            }
        }
        alerts += engine.drain().size();
        Left after = left("drained", 0);
        boolean flat = millions <= FULL_AFTER || most <= least * FLAT;
        boolean gone =
                after.heap() <= before.heap() + LEFT && after.sessions() <= before.sessions() && after.timers() == 0;
        engine.streams().forEach((stream, size) -> System.out.println(stream + " " + size));
        System.out.println((flat ? "flat: " : "grows: ") + least + " to " + most + " MB with full windows; "
                + (gone ? "nothing is left" : "something is left") + " after them");
        return flat && gone && engine.streams().values().stream().allMatch(size -> size == 0);
    }

    private List<Event> next(int count) {
        List<Event> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            number++;
            boolean busy = number % 100 == 0;
            String user = busy ? "busy-" + random.nextInt(BUSY_GROUPS) : "user-" + random.nextInt(GROUPS);
            Map<String, Object> fields = number % 2_000 == 0
                    ? Map.of("action", "login", "user", user, "step", number % 4_000 == 0 ? "start" : "end")
                    : Map.of("action", "login", "user", user);
            events.add(Event.of("e" + number, start + number, Origin.UNKNOWN, fields));
        }
        return events;
    }

    /** @param heap MB */
    private record Left(long heap, long sessions, long timers) {}

    private Left left(String when, long cpu) throws JMException {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {null},
                        new String[] {String[].class.getName()});
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MILLION;
        Left left = new Left(
                heap,
                instances(histogram, "org\\.drools\\.kiesession\\.session\\.StatefulKnowledgeSessionImpl"),
                instances(histogram, "org\\.drools\\.core\\.time\\.impl\\.\\w*TimerJobInstance"));
        System.out.printf(
                Locale.ROOT,
                "%-10s %10d %10d %10d %10d %9d ns%n",
                when,
                left.heap(),
                left.sessions(),
                left.timers(),
                alerts,
                cpu);
        return left;
    }

    /** Live instances of classes whose name matches. */
    private static long instances(String histogram, String className) {
        Matcher line = Pattern.compile("(?m)^ *\\d+: +(\\d+) +\\d+ +" + className + "(?: |$)")
                .matcher(histogram);
        long instances = 0;
        while (line.find()) {
            instances += Long.parseLong(line.group(1));
        }
        return instances;
    }
}
