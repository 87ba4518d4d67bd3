package io.tripline.live;

import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.EventStreams;
import io.tripline.engine.compile.DrlSource;
import io.tripline.event.Event;
import io.tripline.ingest.Decoded;
import io.tripline.ingest.DecodedBatch;
import io.tripline.ingest.SaidTime;
import io.tripline.store.DataFolder;
import io.tripline.store.SqliteStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The pipeline with its store as a process that somebody may kill: reads {@code from to} line by line, takes these events of a
 * stream that it makes of its rules, several bodies at once, and says {@code done from to} once they are kept.
 */
final class KilledProcess {

    static final EngineSettings SETTINGS =
            EngineSettings.live(Duration.ZERO, Duration.ofHours(1), Duration.ofMinutes(1));

    /** Nothing depends on the clock on the wall: it stands still. */
    private static final InstantSource WALL = InstantSource.fixed(Instant.parse("2036-01-01T00:00:00Z"));

    /** One of each kind of correlation. */
    private static final List<String> CASES = List.of(
            "sigma/event_count-gte",
            "sigma/event_count-lt",
            "sigma/value_count",
            "sigma/value_avg",
            "sigma/temporal",
            "sigma/temporal_ordered",
            "sigma/correlations-three-deep",
            "sigma/silence-after-an-event",
            "elastic/new-terms-of-one-field",
            "elastic/eql-sequence-until");

    private KilledProcess() {}

    static List<DrlSource> rules() {
        return CASES.stream().map(KilledProcess::rule).toList();
    }

    private static DrlSource rule(String name) {
        try {
            return new DrlSource(
                    name.replace('/', '-') + ".drl",
                    Files.readString(
                            Path.of("src/test/resources/golden").resolve(name).resolve("rule.drl")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the order in which they come: a few of each rule's in turn. */
    static List<Decoded> events() {
        List<Decoded> events = new ArrayList<>();
        List<DrlSource> rules = rules();
        List<List<Event>> streams = rules.stream().map(EventStreams::of).toList();
        for (int i = 0; i < streams.getFirst().size(); i++) {
            for (int j = 0; j < streams.size(); j++) {
                Event event = streams.get(j).get(i);
                events.add(
                        new Decoded(event, j + "/" + event.getId(), new SaidTime.Read(event.getTimestamp()), "test"));
            }
        }
        return events;
    }

    static SqliteStore store(Path folder) {
        return SqliteStore.open(
                DataFolder.database(folder), new SqliteStore.Keep(1_000_000, Duration.ofDays(36_500), 100_000), WALL);
    }

    public static void main(String... arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        List<Decoded> events = events();
        try (DataFolder taken = DataFolder.take(folder);
                SqliteStore store = store(folder);
                Engine engine = new Engine(SETTINGS.tellingChanges());
                ExecutorService threads = Executors.newFixedThreadPool(4);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            engine.load(rules());
            LivePipeline pipeline = pipeline(engine, store);
            pipeline.restore(commits -> {});
            System.out.println("ready " + taken.database().getFileName());
            String line;
            while ((line = in.readLine()) != null) {
                String[] range = line.split(" ");
                Intake intake = pipeline.intake();
                intake.match(new DecodedBatch(
                        events.subList(Integer.parseInt(range[0]), Integer.parseInt(range[1])),
                        List.of(),
                        0,
                        0,
                        false));
                String said = line;
                threads.submit(() -> {
                    try (intake) {
                        intake.finish();
                        System.out.println("done " + said);
                    } catch (Busy | RuntimeException failed) {
                        System.out.println("failed " + failed);
                    }
                });
            }
        }
    }

    private static LivePipeline pipeline(Engine engine, SqliteStore store) {
        return new LivePipeline(
                engine,
                store,
                List.of(),
                new AlertFeed(store, 1, 1, () -> 0, Runnable::run),
                alert -> true,
                Duration.ofDays(1),
                WALL,
                () -> 0,
                new EngineWatch(Duration.ofDays(1), () -> 0, () -> null, said -> {}),
                new MemoryWatch(Heap.ofProcess(), () -> 0, said -> {}),
                DiskWatch.ofNone());
    }
}
