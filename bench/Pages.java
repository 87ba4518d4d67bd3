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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Starts a service over a copy of a folder of rules, raises many alerts, each of a group of its own, and asks for each view again and
 * again: the bytes of HTML, ms until the first answer, the median and the slowest of the rest, and the CPU time of the program for each of
 * these, its compilers and collector included: what can be compared where a machine does other things as well. Nothing is asserted.
 *
 * <p>{@code java Pages.java RULES ALERTS PROGRAM…}, where the program takes {@code serve}.
 */
final class Pages {

    private static final int BODY = 500;
    private static final int TIMES = 25;

    private static final Pattern READY = Pattern.compile("Tripline is ready on (http://\\S+)");
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f]{32})\"");

    private static final String RULE = """
            title: Seen
            name: seen
            logsource: {product: demo}
            detection: {selection: {action: seen}, condition: selection}
            ---
            title: Seen once
            id: 7f3c1c9e-0b52-4f0c-9a57-3a4f5b1f7c09
            level: high
            correlation: {type: event_count, rules: [seen], group-by: [user], timespan: 1h, condition: {gte: 1}}
            """;

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;
    private final ProcessHandle program;

    private Pages(URI address, ProcessHandle program) {
        this.address = address;
        this.program = program;
    }

    public static void main(String... arguments) throws Exception {
        Path folder = Files.createTempDirectory("tripline-pages");
        copy(Path.of(arguments[0]), folder.resolve("rules"));
        Files.writeString(folder.resolve("rules/seen-once.yml"), RULE);
        List<String> program = new ArrayList<>(List.of(arguments).subList(2, arguments.length));
        program.addAll(List.of("serve", "--port", "0", "--rules", "rules", "--data", "data"));
        Process process = new ProcessBuilder(program)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            Pages pages = new Pages(ready(process), process.toHandle());
            pages.raise(Integer.parseInt(arguments[1]));
            pages.measure();
        } finally {
            process.destroy();
            process.waitFor(20, TimeUnit.SECONDS);
            delete(folder);
        }
    }

    /** Rules and their lists, at most as deep as they stand; their tests stay where they are. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.sorted().toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!file.toString().endsWith(".test.yml")) {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Reads what it says to the end, on a thread of its own; returns where it listens. */
    private static URI ready(Process process) throws InterruptedException {
        AtomicReference<String> found = new AtomicReference<>();
        Thread.ofPlatform().daemon().start(() -> process.errorReader().lines().forEach(line -> {
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                found.set(ready.group(1));
            }
        }));
        while (found.get() == null) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the program has ended");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return URI.create(found.get());
    }

    private void raise(int alerts) throws IOException, InterruptedException {
        for (int begin = 0; begin < alerts; begin += BODY) {
            String body = IntStream.range(begin, Math.min(alerts, begin + BODY))
                    .mapToObj(i -> "{\"action\": \"seen\", \"user\": \"user-%d@example.org\", \"nonce\": %d}".formatted(i, i))
                    .collect(Collectors.joining("\n"));
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(address.resolve("/api/v1/events"))
                            .header("Content-Type", "application/x-ndjson")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 202) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
        }
    }

    private void measure() throws IOException, InterruptedException {
        String rules = text("/api/v1/rules");
        String alert = first(text("/api/v1/alerts?limit=1"));
        System.out.printf("%d rules%n%n", rules.split("\"file\":", -1).length - 1);
        System.out.println("| view | bytes | first ms | median ms | slowest ms | CPU ms |");
        System.out.println("|---|---|---|---|---|---|");
        for (String path : List.of(
                "/",
                "/alerts",
                "/alerts?view=each",
                "/alerts?view=each&from=5000",
                "/alerts?text=user-77",
                "/alerts?level=low",
                "/alerts/" + alert,
                "/rules",
                "/rules?text=powershell",
                "/rules/7f3c1c9e-0b52-4f0c-9a57-3a4f5b1f7c09",
                "/why",
                "/sources",
                "/coverage")) {
            measure(path.replace(alert, "…"), path);
        }
    }

    private void measure(String shown, String path) throws IOException, InterruptedException {
        double[] millis = new double[TIMES];
        int bytes = 0;
        int status = 0;
        Duration before = cpu();
        for (int i = 0; i <= TIMES; i++) {
            long begin = System.nanoTime();
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(address.resolve(path))
                            .header("Accept", "text/html")
                            .build(),
                    BodyHandlers.ofByteArray());
            double took = (System.nanoTime() - begin) / 1e6;
            status = answer.statusCode();
            bytes = answer.body().length;
            if (i == 0) {
                System.out.printf("| `%s`%s | %d | %.0f ", shown, status == 200 ? "" : " (" + status + ")", bytes, took);
                before = cpu();
            } else {
                millis[i - 1] = took;
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                "| %.0f | %.0f | %.0f |%n",
                millis[TIMES / 2],
                millis[TIMES - 1],
                (double) cpu().minus(before).toMillis() / TIMES);
    }

    private Duration cpu() {
        return program.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private String text(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString())
                .body();
    }

    private static String first(String page) {
        Matcher id = ID.matcher(page);
        if (!id.find()) {
            throw new IllegalStateException("no alert was raised: " + page);
        }
        return id.group(1);
    }
}
