package io.tripline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.JvmOptions;
import io.tripline.alert.Alert;
import io.tripline.config.PostgresAddress;
import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.EventStreams;
import io.tripline.engine.compile.DrlSource;
import io.tripline.event.Event;
import io.tripline.ingest.Decoded;
import io.tripline.ingest.DecodedBatch;
import io.tripline.ingest.SaidTime;
import io.tripline.store.DataFolder;
import io.tripline.store.Database;
import io.tripline.store.SqlStore;
import io.tripline.store.Store;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The pipeline with its store as a process that somebody may kill, or whose disk fails: reads {@code from to} line by line, takes
 * these events of a stream that it makes of its rules, several bodies at once, and says {@code done from to} once they are kept,
 * or {@code failed from to}. {@link #AGAIN} has it try whether it can go on.
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

    /** Said when it is ready, and when it can go on. */
    static final String READY = "ready";

    static final String AGAIN = "again";

    private static final String SERVER = "TRIPLINE_TEST_SERVER";

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

    private static SqlStore store(Database database) {
        return SqlStore.open(database, new SqlStore.Keep(1_000_000, Duration.ofDays(36_500), 100_000), WALL);
    }

    /** What a process is told of the server that keeps all in place of its folder. */
    static Map<String, String> environment(PostgresAddress address) {
        return Map.of(SERVER, String.join(" ", address.url(), address.user(), address.password(), address.schema()));
    }

    private static Database database(Path folder) {
        String server = System.getenv(SERVER);
        if (server == null) {
            return Database.in(folder);
        }
        String[] address = server.split(" ");
        return Database.on(new PostgresAddress(address[0], address[1], address[2], address[3]));
    }

    /** @param environment beside what it inherits */
    static Process start(Path folder, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmOptions.OF_THE_LAUNCHER);
        command.add("-Xmx512m");
        command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(KilledProcess.class.getName());
        command.add(folder.toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static List<String> kept(Database database) {
        try (SqlStore store = store(database)) {
            return store.oldestAfter(0, Integer.MAX_VALUE).stream()
                    .map(Store.Numbered::alert)
                    .map(KilledProcess::words)
                    .sorted()
                    .toList();
        }
    }

    /** Fails unless the alerts that are kept are those of an engine to which nothing happens. */
    static void assertNothingIsLostOrTwice(Database database, String which) {
        List<String> kept = kept(database);
        List<String> undisturbed = undisturbed();
        List<String> missing = new ArrayList<>(undisturbed);
        kept.forEach(missing::remove);
        List<String> more = new ArrayList<>(kept);
        undisturbed.forEach(more::remove);
        assertEquals(List.of(), missing, which);
        assertEquals(List.of(), more, which);
        assertTrue(kept.size() > 50, kept.size() + " alerts");
    }

    private static List<String> undisturbed() {
        List<String> alerts = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        try (Engine engine = new Engine(SETTINGS)) {
            engine.load(rules());
            for (Decoded decoded : events()) {
                for (Alert alert : engine.process(List.of(decoded.event()))) {
                    if (ids.add(alert.getId())) {
                        alerts.add(words(alert));
                    }
                }
            }
        }
        return alerts.stream().sorted().toList();
    }

    private static String words(Alert alert) {
        return alert.getRule().title() + " " + alert.getTimestamp() + " " + alert.getId();
    }

    public static void main(String... arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        List<Decoded> events = events();
        try (DataFolder taken = DataFolder.take(folder);
                SqlStore store = store(database(folder));
                Engine engine = new Engine(SETTINGS.tellingChanges());
                ExecutorService threads = Executors.newFixedThreadPool(4);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            engine.load(rules());
            AtomicLong clock = new AtomicLong();
            LivePipeline pipeline = pipeline(engine, store, clock::get);
            pipeline.restore(commits -> {});
            System.out.println(READY);
            String line;
            while ((line = in.readLine()) != null) {
                if (line.equals(AGAIN)) {
                    clock.addAndGet(Duration.ofMinutes(1).toNanos());
                    pipeline.tick();
                    System.out.println(pipeline.trouble() == null ? READY : "trouble");
                    continue;
                }
                String[] range = line.split(" ");
                String said = line;
                Intake intake;
                try {
                    intake = pipeline.intake();
                } catch (Busy refused) {
                    failed(said, refused);
                    continue;
                }
                intake.match(new DecodedBatch(
                        events.subList(Integer.parseInt(range[0]), Integer.parseInt(range[1])),
                        List.of(),
                        0,
                        0,
                        false));
                threads.submit(() -> {
                    try (intake) {
                        intake.finish();
                        System.out.println("done " + said);
                    } catch (Busy | RuntimeException failed) {
                        failed(said, failed);
                    }
                });
            }
        }
    }

    private static void failed(String body, Exception why) {
        System.out.println("failed " + body);
        System.err.println(why.getMessage());
    }

    private static LivePipeline pipeline(Engine engine, SqlStore store, LongSupplier clock) {
        return new LivePipeline(
                engine,
                store,
                kept -> {},
                new AlertFeed(store, 1, 1, () -> 0, Runnable::run),
                alert -> true,
                Duration.ofDays(1),
                WALL,
                clock,
                new EngineWatch(Duration.ofDays(1), () -> 0, () -> null, said -> {}),
                new MemoryWatch(Heap.ofProcess(), () -> 0, said -> {}),
                DiskWatch.ofNone());
    }
}
