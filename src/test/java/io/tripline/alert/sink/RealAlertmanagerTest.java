package io.tripline.alert.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripline.alert.sink.http.AddressGuard;
import io.tripline.alert.sink.http.SafeHttp;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Prometheus Alertmanager, where it is installed. */
class RealAlertmanagerTest extends SinkContract {

    private static final Path PROGRAM = Path.of("/usr/bin/prometheus-alertmanager");

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path folder;

    private ReceiverProcess process;
    private int port;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(
                Files.isExecutable(PROGRAM),
                "no Alertmanager is installed (Debian: apt-get install prometheus-alertmanager)");
        port = ReceiverProcess.freePort();
        Path configuration = folder.resolve("alertmanager.yml");
        Files.writeString(configuration, "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n");
        process = ReceiverProcess.start(
                List.of(
                        PROGRAM.toString(),
                        "--config.file=" + configuration,
                        "--storage.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address="),
                port,
                folder.resolve("log"));
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        if (process != null) {
            process.close();
        }
    }

    @Override
    Sink sink() {
        return new AlertmanagerSink(
                new HttpReceiver(
                        new SafeHttp(
                                vertx, new AddressGuard(HttpSinkContract.THIS_MACHINE), Duration.ofSeconds(20), null),
                        URI.create("http://127.0.0.1:" + port + "/api/v2/alerts"),
                        Map.of(),
                        InstantSource.system()),
                alert -> Duration.ofHours(1),
                "https://tripline.example",
                InstantSource.system());
    }

    /** One that goes on, with its newest alert, in the order in which they came. */
    @Override
    List<String> arrived() throws Exception {
        List<JsonNode> alerts = new ArrayList<>(alerts());
        alerts.sort(Comparator.comparing(alert -> alert.get("updatedAt").asText()));
        return alerts.stream()
                .map(alert -> alert.at("/annotations/alert_id").asText())
                .toList();
    }

    private List<JsonNode> alerts() throws IOException {
        List<JsonNode> alerts = new ArrayList<>();
        new ObjectMapper()
                .readTree(URI.create("http://127.0.0.1:" + port + "/api/v2/alerts")
                        .toURL())
                .forEach(alerts::add);
        return alerts;
    }

    /** Of one rule and group, they are one there. */
    @Override
    void whatIsSaidToBeDeliveredHasArrivedOnceAndInOrder() throws Exception {
        try (Sink sink = sink()) {
            for (String id : List.of("a1", "a1", "a2")) {
                assertInstanceOf(
                        Outcome.Delivered.class,
                        sink.send(List.of(Alerts.ofGroup(id, "user", "ann"))).getFirst());
            }
            sink.send(List.of(Alerts.ofGroup("a3", "user", "bob")));
        }
        assertEquals(List.of("a2", "a3"), arrived());
    }

    @Test
    void itIsFiringUntilTheSilenceEnds() throws Exception {
        // When
        try (Sink sink = sink()) {
            sink.send(List.of(Alerts.ofGroup("a1", "data.tenant name", "acmé")));
        }

        // Then
        JsonNode alert = alerts().getFirst();
        assertEquals("acmé", alert.at("/labels/data_tenant_name").asText());
        assertEquals("active", alert.at("/status/state").asText());
        assertEquals(
                "https://tripline.example/api/v1/alerts/a1",
                alert.get("generatorURL").asText());
        Duration left = Duration.between(
                Instant.now(), Instant.parse(alert.get("endsAt").asText()));
        assertTrue(
                left.compareTo(Duration.ofMinutes(50)) > 0 && left.compareTo(Duration.ofHours(1)) <= 0, left::toString);
    }
}
