package io.tripline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.ingest.Decoded;
import io.tripline.store.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
    private int refused;

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
        KilledProcess.assertNothingIsLostOrTwice(Database.in(folder), "seed " + SEED);
        assertTrue(kills >= Math.min(KILLS, 1), kills + " kills");
    }

    /**
     * One process, until all is answered, or it is killed after so many answers.
     *
     * @return whether it was
     */
    private boolean live(int answers) throws IOException, InterruptedException {
        Process process = KilledProcess.start(folder, Map.of());
        try (BufferedReader from = process.inputReader(StandardCharsets.UTF_8);
                PrintWriter to = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true)) {
            assertEquals(KilledProcess.READY, from.readLine());
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
                    from.lines().forEach(line -> answer(line, body -> {}));
                    return true;
                }
                answer(from.readLine(), to::println);
            }
        } finally {
            process.destroy();
            process.waitFor();
        }
        return false;
    }

    /** @param again takes a body that could not be taken in time, as a sender would who got a 503 */
    private void answer(String line, Consumer<String> again) {
        if (line.startsWith("failed ")) {
            assertTrue(++refused < 1_000, line);
            again.accept(line.substring("failed ".length()));
            return;
        }
        assertTrue(line.startsWith("done "), line);
        assertTrue(unanswered.remove(line.substring("done ".length())), line);
    }
}
