package io.tripline.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Alerts of a running service as they come, also over its restarts: after an end of the connection it comes back with the number of the
 * last alert that it got. One thread.
 */
final class AlertFollow {

    /** Characters of a line: an alert is no longer. */
    private static final int LONGEST = 16 << 20;

    /** The service says every 15 s that it lives. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final RunningService service;
    private final Console console;
    private final boolean json;
    private final ObjectMapper mapper = new ObjectMapper();
    private @Nullable Long last;
    private int left;
    private volatile long heard = System.nanoTime();

    AlertFollow(RunningService service, Console console, boolean json) {
        this.service = service;
        this.console = console;
        this.json = json;
    }

    /**
     * Until so many have come.
     *
     * @param after number of an alert, null for none of the past
     */
    void run(@Nullable Long after, int most) {
        last = after;
        left = most;
        Duration pause = FIRST_PAUSE;
        boolean isFirst = true;
        while (left > 0) {
            int before = left;
            try {
                read(service.stream("/api/v1/alerts/stream", last));
            } catch (RunningService.Unreachable unreachable) {
                if (isFirst) {
                    throw unreachable.failure();
                }
            } catch (IOException ended) {
                // it is asked again
            }
            isFirst = false;
            if (left > 0) {
                pause = left < before ? FIRST_PAUSE : pause;
                rest(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    private static void rest(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INPUT_OUTPUT, "interrupted");
        }
    }

    private void read(InputStream body) throws IOException {
        heard = System.nanoTime();
        Thread watch = Thread.ofPlatform().daemon().start(() -> watch(body));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            @Nullable String id = null;
            StringBuilder data = new StringBuilder();
            String line;
            while (left > 0 && (line = line(lines)) != null) {
                heard = System.nanoTime();
                if (line.isEmpty()) {
                    if (!data.isEmpty()) {
                        take(id, data.toString());
                    }
                    data.setLength(0);
                } else if (line.startsWith("id:")) {
                    id = line.substring("id:".length()).strip();
                } else if (line.startsWith("data:")) {
                    data.append(data.isEmpty() ? "" : "\n")
                            .append(line.substring("data:".length()).strip());
                }
                if (data.length() > LONGEST) {
                    throw service.stranger();
                }
            }
        } finally {
            watch.interrupt();
        }
    }

    /** A connection that says nothing any more is ended. */
    private void watch(InputStream body) {
        try {
            while (System.nanoTime() - heard < SILENCE.toNanos()) {
                Thread.sleep(Duration.ofSeconds(1));
            }
            body.close();
        } catch (InterruptedException | IOException over) {
            // it has ended
        }
    }

    private @Nullable String line(BufferedReader lines) throws IOException {
        StringBuilder line = new StringBuilder();
        int next;
        while ((next = lines.read()) >= 0 && next != '\n') {
            if (next != '\r') {
                line.append((char) next);
            }
            if (line.length() > LONGEST) {
                throw service.stranger();
            }
        }
        return next < 0 && line.isEmpty() ? null : line.toString();
    }

    private void take(@Nullable String id, String data) {
        try {
            JsonNode alert = mapper.readTree(data);
            if (id != null && id.matches("[0-9]{1,18}") && ServiceAlert.isAlert(alert)) {
                last = Long.valueOf(id);
                left--;
                if (json) {
                    console.out().println(JsonLines.write(ServiceAlert.value(alert)));
                } else {
                    console.print(ServiceAlert.line(alert));
                }
                console.out().flush();
                return;
            }
        } catch (JsonProcessingException noJson) {
            // said below
        }
        throw service.stranger();
    }
}
