import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Kills a running service, again and again, while one sender posts to it, body after body, and posts again what was not answered;
 * others post beside it what matches nothing. In the end the alerts are those of a service that nobody killed, none twice.
 *
 * <p>{@code java Crash.java KILLS SEED PROGRAM…}, where the program takes {@code serve}.
 */
final class Crash {

    private static final int OTHERS = 6;
    private static final int BODIES = 250;
    private static final int USERS = 12;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final Pattern READY = Pattern.compile("Tripline is ready on (http://\\S+)");
    private static final Pattern ID = Pattern.compile("\\{\"id\":\"([0-9a-f]{32})\",\"rule\"");
    private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");

    private static final String RULES = """
            title: Tried
            name: tried
            logsource: {product: auth0}
            detection: {selection: {data.kind: tried}, condition: selection}
            ---
            title: Done
            name: done
            logsource: {product: auth0}
            detection: {selection: {data.kind: done}, condition: selection}
            ---
            title: Many tries
            id: 7f3c1c9e-0b52-4f0c-9a57-3a4f5b1f7c01
            correlation: {type: event_count, rules: [tried], group-by: [data.user], timespan: 10m, condition: {gte: 4}}
            ---
            title: Many places
            id: 7f3c1c9e-0b52-4f0c-9a57-3a4f5b1f7c02
            correlation: {type: value_count, rules: [tried], group-by: [data.user], timespan: 10m, condition: {gte: 3, field: data.place}}
            ---
            title: Tried, then done
            id: 7f3c1c9e-0b52-4f0c-9a57-3a4f5b1f7c03
            correlation: {type: temporal_ordered, rules: [tried, done], group-by: [data.user], timespan: 10m}
            ---
            title: Tried and done
            id: 7f3c1c9e-0b52-4f0c-9a57-3a4f5b1f7c04
            correlation: {type: temporal, rules: [done, tried], group-by: [data.user], timespan: 10m}
            """;

    private final List<String> program;
    private final Random random;
    private final Path folder;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private volatile URI address = URI.create("http://127.0.0.1:1");
    private Process process;

    private Crash(List<String> program, long seed, Path folder) {
        this.program = program;
        this.random = new Random(seed);
        this.folder = folder;
    }

    public static void main(String... arguments) throws Exception {
        int kills = Integer.parseInt(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        List<String> program = Arrays.asList(arguments).subList(2, arguments.length);
        TreeSet<String> wanted = new TreeSet<>(alerts(program, seed, 0));
        int killed = 0;
        for (long round = seed; killed < kills; round++) {
            List<String> found = alerts(program, round, Math.min(10, kills - killed));
            killed += Math.min(10, kills - killed);
            if (!wanted.equals(new TreeSet<>(found)) || found.size() != wanted.size()) {
                System.err.println("seed " + round + ": " + found.size() + " alerts, and " + wanted.size()
                        + " without kills");
                System.exit(1);
            }
            System.out.println("seed " + round + ": " + killed + " kills, " + found.size() + " alerts each time");
        }
    }

    private static List<String> alerts(List<String> program, long seed, int kills) throws Exception {
        Path folder = Files.createTempDirectory("tripline-crash");
        Files.createDirectories(folder.resolve("rules"));
        Files.writeString(folder.resolve("rules/crash.yml"), RULES);
        Crash crash = new Crash(program, seed, folder);
        try {
            return crash.run(kills);
        } finally {
            crash.process.destroyForcibly().waitFor();
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private List<String> run(int kills) throws Exception {
        start();
        AtomicInteger answered = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(1 + OTHERS)) {
            List<Future<?>> senders = new ArrayList<>();
            senders.add(threads.submit(() -> send(answered)));
            for (int i = 0; i < OTHERS; i++) {
                senders.add(threads.submit(() -> disturb(answered)));
            }
            for (int i = 0; i < kills; i++) {
                int until = (i + 1) * BODIES / (kills + 1);
                while (answered.get() < until) {
                    Thread.sleep(1);
                }
                TimeUnit.MICROSECONDS.sleep(random.nextInt(20_000));
                process.destroyForcibly().waitFor();
                start();
            }
            for (Future<?> sender : senders) {
                sender.get();
            }
        }
        return read();
    }

    private void start() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(
                "serve",
                "--port",
                "0",
                "--rules",
                folder.resolve("rules").toString(),
                "--data",
                folder.resolve("data").toString()));
        Path log = folder.resolve("log");
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        while (true) {
            Matcher ready = READY.matcher(Files.readString(log));
            if (ready.find()) {
                address = URI.create(ready.group(1));
                return;
            }
            if (!process.isAlive()) {
                throw new IllegalStateException("does not start:\n" + Files.readString(log));
            }
            Thread.sleep(5);
        }
    }

    /** Bodies in order, each until it is answered. */
    private void send(AtomicInteger answered) {
        Random own = new Random(4);
        for (int body = 0; body < BODIES; body++) {
            StringBuilder events = new StringBuilder();
            for (int i = 0; i < 4; i++) {
                int number = body * 4 + i;
                events.append(event("" + number, START.plusSeconds(number * 20L), own.nextInt(4) == 0 ? "done" : "tried",
                        own.nextInt(USERS), own.nextInt(5)));
            }
            while (!isTaken(events.toString())) {
                pause();
            }
            answered.incrementAndGet();
        }
    }

    /** Bodies of which nothing comes, as long as the other sender has some. */
    private void disturb(AtomicInteger answered) {
        String event = event("other", START, "other", 0, 0);
        while (answered.get() < BODIES) {
            isTaken(event);
            pause();
        }
    }

    private static String event(String id, Instant date, String kind, int user, int place) {
        return "{\"log_id\":\"" + id + "\",\"data\":{\"type\":\"x\",\"log_id\":\"" + id + "\",\"date\":\"" + date
                + "\",\"kind\":\"" + kind + "\",\"user\":\"user" + user + "\",\"place\":\"" + place + "\"}}\n";
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isTaken(String events) {
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(address.resolve("/api/v1/events"))
                            .timeout(Duration.ofSeconds(20))
                            .header("Content-Type", "application/x-ndjson")
                            .POST(BodyPublishers.ofString(events))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() == 202) {
                return true;
            }
            if (answer.statusCode() != 503) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            return false;
        } catch (IOException down) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> read() throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            String page = client.send(
                            HttpRequest.newBuilder(address.resolve("/api/v1/alerts?limit=100" + cursor))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            Matcher id = ID.matcher(page);
            while (id.find()) {
                ids.add(id.group(1));
            }
            Matcher next = NEXT.matcher(page);
            cursor = next.find() ? "&cursor=" + next.group(1) : null;
        }
        return ids;
    }
}
