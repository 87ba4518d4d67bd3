import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.http.HttpMessageFactory;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.core5.http.HttpHost;
import org.apache.http.Header;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RestClient;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;

/** Real clients of Maven Central, as clients.py has those of PyPI: java -cp ... Clients.java URL TOKEN. */
class Clients {

    private static final String INDEX = "logs-demo-default";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static String url;
    private static String token;

    /** Entries of Okta's system log, which are to be known whatever a client puts around them. */
    private static List<JsonNode> events(String sender) {
        return IntStream.range(0, 3).mapToObj(n -> event(sender + " " + n)).toList();
    }

    private static JsonNode event(String message) {
        try {
            return JSON.readTree("""
                    {"uuid": "%s", "published": "%s", "eventType": "user.session.start", "version": "0", "severity": "WARN",
                     "displayMessage": "%s", "client": {"ipAddress": "192.0.2.1"}, "target": [], "debugContext": {"debugData": {}},
                     "actor": {"id": "00u", "type": "User", "alternateId": "ann@example.com", "displayName": "Ann"},
                     "outcome": {"result": "FAILURE", "reason": "INVALID_CREDENTIALS"}}"""
                    .formatted(UUID.randomUUID(), Instant.now(), message));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void check(boolean right, Object what) {
        if (!right) {
            throw new IllegalStateException(String.valueOf(what));
        }
    }

    static void elasticsearch() throws Exception {
        RestClient lowLevel = RestClient.builder(org.apache.http.HttpHost.create(url))
                .setPathPrefix("/elasticsearch")
                .setDefaultHeaders(new Header[] {new BasicHeader("Authorization", "ApiKey " + token)})
                .build();
        try (var transport = new RestClientTransport(lowLevel, new JacksonJsonpMapper())) {
            ElasticsearchClient client = new ElasticsearchClient(transport);
            check(client.ping().value(), "no ping");
            check(client.info().tagline().equals("You Know, for Search"), "no info");
            check(client.cluster().health().activeShards() == 1, "no health");
            check(client.indices().exists(b -> b.index(INDEX)).value(), "no index");
            check(client.indices().create(b -> b.index(INDEX)).acknowledged(), "not made");
            client.indices().refresh(b -> b.index(INDEX));
            var answer = client.bulk(bulk -> {
                events("elasticsearch-java")
                        .forEach(event -> bulk.operations(one -> one.create(b -> b.index(INDEX).document(event))));
                return bulk;
            });
            check(!answer.errors() && answer.items().size() == 3, answer);
            check(client.index(b -> b.index(INDEX).document(event("one"))).result().jsonValue().equals("created"), "not indexed");
        }
    }

    static void opensearch() throws Exception {
        HttpHost host = HttpHost.create(URI.create(url));
        BasicCredentialsProvider credentials = new BasicCredentialsProvider();
        credentials.setCredentials(new AuthScope(host), new UsernamePasswordCredentials("tripline", token.toCharArray()));
        var transport = ApacheHttpClient5TransportBuilder.builder(host)
                .setPathPrefix("/opensearch")
                .setHttpClientConfigCallback(builder -> builder.setDefaultCredentialsProvider(credentials))
                .build();
        try (transport) {
            OpenSearchClient client = new OpenSearchClient(transport);
            check(client.ping().value(), "no ping");
            check(client.info().version().distribution().equals("opensearch"), "no info");
            check(client.cluster().health().activeShards() == 1, "no health");
            check(client.indices().create(b -> b.index(INDEX)).acknowledged(), "not made");
            client.indices().refresh(b -> b.index(INDEX));
            var answer = client.bulk(bulk -> {
                events("opensearch-java")
                        .forEach(event -> bulk.operations(one -> one.create(b -> b.index(INDEX).document(event))));
                return bulk;
            });
            check(!answer.errors() && answer.items().size() == 3, answer);
            check(client.index(b -> b.index(INDEX).document(event("one"))).result().jsonValue().equals("created"), "not indexed");
        }
    }

    static void opentelemetry() throws Exception {
        for (String compression : List.of("none", "gzip")) {
            var exporter = OtlpHttpLogRecordExporter.builder()
                    .setEndpoint(url + "/v1/logs")
                    .addHeader("Authorization", "Bearer " + token)
                    .setCompression(compression)
                    .build();
            try (var provider = SdkLoggerProvider.builder()
                    .addLogRecordProcessor(BatchLogRecordProcessor.builder(exporter).build())
                    .build()) {
                for (JsonNode event : events("opentelemetry")) {
                    provider.get("demo").logRecordBuilder().setBody(event.toString()).emit();
                }
                check(provider.forceFlush().join(10, TimeUnit.SECONDS).isSuccess(), "not exported");
            }
        }
    }

    static void cloudevents() throws Exception {
        for (String form : List.of("binary", "structured")) {
            for (JsonNode event : events("cloudevents")) {
                var cloudEvent = CloudEventBuilder.v1()
                        .withId(UUID.randomUUID().toString())
                        .withSource(URI.create("/" + form))
                        .withType("com.example.signin")
                        .withData("application/json", JSON.writeValueAsBytes(event))
                        .build();
                var connection = (HttpURLConnection) URI.create(url + "/api/v1/events/cloudevents").toURL().openConnection();
                connection.setRequestMethod("POST");
                connection.setRequestProperty("Authorization", "Bearer " + token);
                connection.setDoOutput(true);
                var writer = HttpMessageFactory.createWriter(connection::setRequestProperty, body -> {
                    try (var out = connection.getOutputStream()) {
                        out.write(body);
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });
                if (form.equals("binary")) {
                    writer.writeBinary(cloudEvent);
                } else {
                    writer.writeStructured(cloudEvent, "application/cloudevents+json");
                }
                check(connection.getResponseCode() == 200, connection.getResponseCode());
            }
        }
    }

    /** The JDK's own, which asks for HTTP/2 first. */
    static void jdk() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (JsonNode event : events("jdk")) {
                var answer = client.send(
                        HttpRequest.newBuilder(URI.create(url + "/services/collector/event"))
                                .header("Authorization", "Splunk " + token)
                                .expectContinue(true)
                                .POST(HttpRequest.BodyPublishers.ofString("{\"event\": " + event + "}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                check(answer.statusCode() == 200, answer.statusCode() + " " + answer.body());
            }
        }
    }

    private record Seen(int came, int unknown) {}

    private static Seen seen(String format) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(url + "/api/v1/sources"))
                    .header("Authorization", "Bearer " + token)
                    .build();
            int came = 0;
            int unknown = 0;
            for (JsonNode item : JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body())
                    .get("items")) {
                if (item.get("format").asText().equals(format)) {
                    came += item.get("events").asInt();
                    unknown += item.get("unrecognised").asInt();
                }
            }
            return new Seen(came, unknown);
        }
    }

    private interface Sending {
        void send() throws Exception;
    }

    private record Client(Sending sending, String artifact, String format, int expected) {}

    /** By the name of its file. */
    private static String version(String artifact) {
        for (String file : System.getProperty("java.class.path").split(System.getProperty("path.separator"))) {
            String name = Path.of(file).getFileName().toString();
            if (name.matches(artifact + "-[0-9].*\\.jar")) {
                return name.substring(artifact.length() + 1, name.length() - ".jar".length());
            }
        }
        return artifact.equals("java.net.http") ? System.getProperty("java.version") : "?";
    }

    public static void main(String[] arguments) throws Exception {
        url = arguments[0];
        token = arguments[1];
        boolean failed = false;
        for (Client client : List.of(
                new Client(Clients::elasticsearch, "elasticsearch-java", "elasticsearch", 4),
                new Client(Clients::opensearch, "opensearch-java", "opensearch", 4),
                new Client(Clients::opentelemetry, "opentelemetry-exporter-otlp", "otlp", 6),
                new Client(Clients::cloudevents, "cloudevents-http-basic", "cloudevents", 6),
                new Client(Clients::jdk, "java.net.http", "splunk-hec", 3))) {
            String verdict = "ok";
            try {
                Seen before = seen(client.format());
                client.sending().send();
                Seen after = seen(client.format());
                if (after.came() - before.came() != client.expected() || after.unknown() != before.unknown()) {
                    verdict = "%d events came, not %d, and %d were not known"
                            .formatted(after.came() - before.came(), client.expected(), after.unknown() - before.unknown());
                }
            } catch (Exception | LinkageError failure) { // whatever a client throws is its verdict
                verdict = String.valueOf(failure).replaceAll("\\s+", " ");
            }
            failed |= !verdict.equals("ok");
            System.out.printf("%-62s %-10s %-14s %s%n", client.artifact(), version(client.artifact()), client.format(), verdict);
        }
        System.exit(failed ? 1 : 0);
    }
}
