package io.tripline.bench;

import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.compile.DrlSource;
import io.tripline.event.Event;
import io.tripline.event.FurtherNames;
import io.tripline.event.Origin;
import io.tripline.ingest.Decoded;
import io.tripline.ingest.DecodedBatch;
import io.tripline.ingest.SaidTime;
import io.tripline.live.AlertFeed;
import io.tripline.live.Busy;
import io.tripline.live.DiskWatch;
import io.tripline.live.EngineWatch;
import io.tripline.live.Heap;
import io.tripline.live.Intake;
import io.tripline.live.LivePipeline;
import io.tripline.live.MemoryWatch;
import io.tripline.store.Database;
import io.tripline.store.MemoryStore;
import io.tripline.store.SqlStore;
import io.tripline.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * What keeping costs: events a second with and without a store, where none, one of a hundred, and all match, and how long a body
 * takes from its arrival until its alerts are kept when half as many come; then how long a restart takes with as many matches in windows as there are, and how large the file is.
 *
 * <pre>bench/store [folder [thousands of matches]]</pre>
 */
public final class StoreCheck {

    private static final int BODY = 200;
    private static final int WARM_UP = 100;
    private static final int BODIES = 500;
    private static final int GROUPS = 50_000;
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    private static final String RULES = "package rules.store\n" + BenchRules.HEADER + """
            rule "Login"
            when
                $event : Event( field( "action" ).is( "login" ) )
            then
                streams.write( "logins", Match.of( $event, "user" ) );
            end

            rule "Many logins"
                @id( "many" )
            when
                groupby(
                    $match : Match( $key : key ) over window:time( 1d ) from entry-point "logins";
                    $group : $key;
                    $count : count(), $evidence : evidence( $match );
                    $count > 100000
                )
                not( Alert( group == $group ) over window:time( 1d ) from entry-point "logins" )
            then
                streams.write( "logins",
                    alerts.raise( drools.getRule(), Alert.of( $group, $evidence ).showing( "count", $count ) ) );
            end
            """;

    private static long next;

    private StoreCheck() {}

    public static void main(String... arguments) throws Exception {
        Path folder = arguments.length > 0 ? Path.of(arguments[0]) : Files.createTempDirectory("tripline-store");
        long matches = 1_000L * (arguments.length > 1 ? Long.parseLong(arguments[1]) : 1_000);
        for (int hundredths : List.of(0, 1, 100)) {
            for (boolean kept : List.of(false, true)) {
                rate(folder.resolve(hundredths + (kept ? "-kept" : "-not")), hundredths, kept);
            }
        }
        fill(folder.resolve("restart"), matches);
        restart(folder.resolve("restart"));
    }

    private static void rate(Path folder, int hundredths, boolean isKept) throws IOException, Busy {
        Files.createDirectories(folder);
        try (Store store = isKept ? sqlite(folder) : new MemoryStore(10_000, 1_000_000);
                Engine engine = engine(store)) {
            LivePipeline pipeline = pipeline(engine, store);
            take(pipeline, hundredths, WARM_UP);
            long begin = System.nanoTime();
            take(pipeline, hundredths, BODIES);
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%3d %% match, %s: %,8.0f events/s, %.2f ms a body of %d%n",
                    hundredths,
                    isKept ? "kept    " : "not kept",
                    BODIES * BODY / seconds,
                    1000 * seconds / BODIES,
                    BODY);
            latencies(pipeline, hundredths, (long) (2e9 * seconds / BODIES));
        }
    }

    /** @param pause ns from one arrival to the next, whether or not the one before is done */
    private static void latencies(LivePipeline pipeline, int hundredths, long pause) throws Busy {
        long[] took = new long[BODIES * 2];
        long arrival = System.nanoTime();
        for (int i = 0; i < took.length; i++) {
            arrival += pause;
            List<Decoded> body = body(hundredths);
            long early;
            while ((early = arrival - System.nanoTime()) > 0) {
                LockSupport.parkNanos(early);
            }
            take(pipeline, body);
            took[i] = System.nanoTime() - arrival;
        }
        Arrays.sort(took);
        System.out.printf(
                Locale.ROOT,
                "%17s at half of that, from arrival to kept: p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms%n",
                "",
                took[took.length / 2] / 1e6,
                took[took.length * 99 / 100] / 1e6,
                took[took.length * 999 / 1000] / 1e6);
    }

    private static void fill(Path folder, long matches) throws IOException, Busy {
        Files.createDirectories(folder);
        try (Store store = sqlite(folder);
                Engine engine = engine(store)) {
            take(pipeline(engine, store), 100, (int) (matches / BODY));
        }
    }

    private static void restart(Path folder) throws IOException {
        long begin = System.nanoTime();
        try (Store store = sqlite(folder);
                Engine engine = engine(store)) {
            long loaded = System.nanoTime();
            LivePipeline pipeline = pipeline(engine, store);
            var restored = pipeline.restore(commits -> {});
            System.out.printf(
                    Locale.ROOT,
                    "restart with %,d matches in %,d groups: %.2f s, and %.2f s to open the file and load the rule; the file has %,d KiB%n",
                    restored.facts(),
                    restored.groups(),
                    (System.nanoTime() - loaded) / 1e9,
                    (loaded - begin) / 1e9,
                    Files.size(folder.resolve("tripline.db")) / 1024);
        }
    }

    private static Store sqlite(Path folder) {
        return SqlStore.open(
                Database.in(folder), new SqlStore.Keep(10_000, Duration.ofDays(90), 1_000_000), InstantSource.system());
    }

    private static Engine engine(Store store) {
        EngineSettings settings = EngineSettings.live(Duration.ZERO, Duration.ofHours(1), Duration.ofMinutes(1));
        Engine engine = new Engine(store.keepsState() ? settings.tellingChanges() : settings);
        engine.load(List.of(new DrlSource("store.drl", RULES)));
        return engine;
    }

    private static void take(LivePipeline pipeline, int hundredths, int bodies) throws Busy {
        for (int i = 0; i < bodies; i++) {
            take(pipeline, body(hundredths));
        }
    }

    private static void take(LivePipeline pipeline, List<Decoded> body) throws Busy {
        try (Intake intake = pipeline.intake()) {
            intake.match(new DecodedBatch(body, List.of(), 0, 0, false));
            intake.finish();
        }
    }

    private static List<Decoded> body(int hundredths) {
        List<Decoded> events = new ArrayList<>();
        for (int j = 0; j < BODY; j++) {
            long number = next++;
            boolean matches = number % 100 < hundredths;
            long time = START + number;
            Event event = Event.of(
                    "e" + number,
                    time,
                    new Origin("demo", Set.of(), Set.of()),
                    Map.of("action", matches ? "login" : "other", "user", "user" + number * 7919 % GROUPS),
                    FurtherNames.NONE);
            events.add(new Decoded(event, "id" + number, new SaidTime.Read(time), "demo"));
        }
        return events;
    }

    private static LivePipeline pipeline(Engine engine, Store store) {
        return new LivePipeline(
                engine,
                store,
                kept -> {},
                new AlertFeed(store, 1, 1, System::nanoTime, Runnable::run),
                alert -> true,
                Duration.ofDays(3_650),
                InstantSource.system(),
                System::nanoTime,
                new EngineWatch(Duration.ofDays(1), System::nanoTime, () -> null, said -> {}),
                new MemoryWatch(Heap.ofProcess(), System::nanoTime, said -> {}),
                DiskWatch.ofNone());
    }
}
