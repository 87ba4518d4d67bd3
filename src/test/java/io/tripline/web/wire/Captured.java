package io.tripline.web.wire;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Requests of real senders, each in a folder of its own: headers and body as they were sent, and the answer that this sender took
 * for a success. {@code case.properties} says where it is sent here, and how many events are in each body.
 *
 * @param name folder and number
 * @param headers as they were sent, but for what belongs to the connection
 */
record Captured(
        String name,
        String method,
        String path,
        Map<String, String> headers,
        byte[] body,
        int events,
        int status,
        Map<String, String> answerHeaders,
        String answer) {

    static final Path FOLDER = Path.of("src/test/resources/senders");

    private static final Set<String> OF_CONNECTION =
            Set.of("host", "connection", "content-length", "transfer-encoding", "accept-encoding");

    static List<Captured> all() throws IOException {
        List<Captured> all = new ArrayList<>();
        try (Stream<Path> folders = Files.list(FOLDER)) {
            for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                try (Stream<Path> files = Files.list(folder)) {
                    files.filter(file -> file.toString().endsWith(".request.txt"))
                            .sorted()
                            .forEach(file -> all.add(read(folder, file)));
                }
            }
        }
        return all;
    }

    private static Captured read(Path folder, Path request) {
        try {
            Properties about = new Properties();
            try (var in = Files.newBufferedReader(folder.resolve("case.properties"))) {
                about.load(in);
            }
            List<String> lines = Files.readAllLines(request);
            String[] first = lines.getFirst().split(" ");
            String number = request.getFileName().toString().substring(0, 2);
            List<String> answer = Files.readAllLines(folder.resolve(number + ".response.txt"));
            int blank = answer.indexOf("") < 0 ? answer.size() : answer.indexOf("");
            String many = about.getProperty("events." + number, about.getProperty("events"));
            return new Captured(
                    folder.getFileName() + "/" + number,
                    first[0],
                    about.getProperty("path", first[1]),
                    headers(lines.subList(1, lines.size())),
                    Files.readAllBytes(folder.resolve(number + ".body")),
                    Integer.parseInt(many),
                    Integer.parseInt(answer.getFirst().strip()),
                    headers(answer.subList(1, blank)),
                    String.join("\n", answer.subList(blank, answer.size())).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> headers(List<String> lines) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    /** The same, sent to another address. */
    Captured at(String other) {
        return new Captured(name, method, other, headers, body, events, status, answerHeaders, answer);
    }

    /** As it was sent. */
    HttpResponse<String> send() throws IOException, InterruptedException {
        return send(headers);
    }

    HttpResponse<String> send(Map<String, String> otherHeaders) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .version(HttpClient.Version.HTTP_1_1)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        otherHeaders.forEach((header, value) -> {
            if (!OF_CONNECTION.contains(header.toLowerCase(Locale.ROOT))) {
                request.header(header, value);
            }
        });
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
