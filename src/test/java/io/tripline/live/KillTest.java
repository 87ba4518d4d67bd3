package io.tripline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.alert.Alert;
import io.tripline.engine.Engine;
import io.tripline.ingest.Decoded;
import io.tripline.store.SqliteStore;
import io.tripline.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is killed while events come: who sends them sends again what was not answered, and the alerts are those of one
 * that nobody killed, none twice. {@code -Dtripline.kills=} and {@code .seed=} try more: {@code bench/crash}.
 */
class KillTest {

    private static final int KILLS = Integer.getInteger("tripline.kills", 5);
    private static final long SEED = Long.getLong("tripline.kills.seed", 1);

    private static final int BODY = 3;

    /** Bodies that are sent before the first is answered. */
    private static final int AT_ONCE = 6;

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final List<Decoded> events = KilledProcess.events();
    private final Deque<String> unanswered = new ArrayDeque<>();
    private int next;

    @Test
    void killedAtAnyMomentNothingIsLostAndNothingComesTwice() throws Exception {
        // When: it is killed, again and again, until all is answered
        int kills = 0;
        while (next < events.size() || !unanswered.isEmpty()) {
            int left = events.size() - next;
            int answers =
                    kills < KILLS ? 1 + random.nextInt(Math.max(1, left / BODY / (KILLS - kills))) : Integer.MAX_VALUE;
            kills += live(answers) ? 1 : 0;
        }

        // Then
        assertEquals(undisturbed(), kept(), "seed " + SEED);
        assertTrue(kills >= Math.min(KILLS, 1), kills + " kills");
    }

    /**
     * One process, until all is answered, or it is killed after so many answers.
     *
     * @return whether it was
     */
    private boolean live(int answers) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader from = process.inputReader(StandardCharsets.UTF_8);
                PrintWriter to = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true)) {
            assertEquals("ready tripline.db", from.readLine());
            unanswered.forEach(to::println);
            for (int answered = 0; next < events.size() || !unanswered.isEmpty(); answered++) {
                while (next < events.size() && unanswered.size() < AT_ONCE) {
                    int end = Math.min(events.size(), next + BODY);
                    String body = next + " " + end;
                    next = end;
                    unanswered.add(body);
                    to.println(body);
                }
                if (answered >= answers) {
                    TimeUnit.MICROSECONDS.sleep(random.nextInt(3_000));
                    process.toHandle().destroyForcibly(); // which leaves its outputs open
                    process.waitFor();
                    from.lines().forEach(this::answer);
                    return true;
                }
                answer(from.readLine());
            }
        } finally {
            process.destroy();
            process.waitFor();
        }
        return false;
    }

    private void answer(String line) {
        assertTrue(line.startsWith("done "), line);
        assertTrue(unanswered.remove(line.substring("done ".length())), line);
    }

    private List<String> kept() {
        try (SqliteStore store = KilledProcess.store(folder)) {
            return store.oldestAfter(0, Integer.MAX_VALUE).stream()
                    .map(Store.Numbered::alert)
                    .map(KillTest::words)
                    .sorted()
                    .toList();
        }
    }

    private List<String> undisturbed() {
        List<String> alerts = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        try (Engine engine = new Engine(KilledProcess.SETTINGS)) {
            assertEquals(List.of(), engine.load(KilledProcess.rules()).broken());
            for (Decoded decoded : events) {
                for (Alert alert : engine.process(List.of(decoded.event()))) {
                    if (ids.add(alert.getId())) {
                        alerts.add(words(alert));
                    }
                }
            }
        }
        assertTrue(alerts.size() > 50, alerts.size() + " alerts");
        return alerts.stream().sorted().toList();
    }

    private static String words(Alert alert) {
        return alert.getRule().title() + " " + alert.getTimestamp() + " " + alert.getId();
    }
}
