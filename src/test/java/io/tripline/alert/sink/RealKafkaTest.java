package io.tripline.alert.sink;

import static io.tripline.Patience.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tripline.web.sinks.NoRules;
import io.tripline.web.sinks.SinkPlans;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a broker of Kafka's, where {@code KAFKA_HOME} names one, with a sink as its configuration makes it. */
class RealKafkaTest extends SinkContract {

    @TempDir
    static Path folder;

    private static Path properties;
    private static ReceiverProcess broker;
    private static int port;
    private static int topics;

    private final Vertx vertx = Vertx.vertx();
    private final String topic = "alerts-" + topics++;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(libraries() != null, "no broker of Kafka's here (KAFKA_HOME)");
        port = ReceiverProcess.freePort();
        int controller = ReceiverProcess.freePort();
        properties = Files.writeString(
                folder.resolve("server.properties"), """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                controller.listener.names=CONTROLLER
                log.dirs=%3$s
                num.partitions=1
                offsets.topic.replication.factor=1
                """.formatted(port, controller, folder.resolve("log")));
        Process formatting = new ProcessBuilder(java(
                        "kafka.tools.StorageTool",
                        "format",
                        "-t",
                        Uuid.randomUuid().toString(),
                        "-c",
                        properties.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("format.out").toFile())
                .start();
        assertTrue(formatting.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, formatting.exitValue(), () -> read(folder.resolve("format.out")));
        startBroker();
    }

    private static void startBroker() throws Exception {
        broker = ReceiverProcess.start(java("kafka.Kafka", properties.toString()), port, folder.resolve("broker.out"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static @Nullable Path libraries() {
        String home = System.getenv("KAFKA_HOME");
        return home == null ? null : Path.of(home, "libs");
    }

    private static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                libraries() + "/*"));
        command.addAll(List.of(arguments));
        return command;
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Override
    Sink sink() {
        return sink("20s");
    }

    private Sink sink(String timeout) {
        return SinkPlans.of(
                        new SmallRyeConfigBuilder()
                                .withSources(new PropertiesConfigSource(
                                        Map.of(
                                                "tripline.sinks.bus.type",
                                                "kafka",
                                                "tripline.sinks.bus.brokers",
                                                "127.0.0.1:" + port,
                                                "tripline.sinks.bus.topic",
                                                topic,
                                                "tripline.sinks.bus.timeout",
                                                timeout),
                                        "test",
                                        100))
                                .build(),
                        vertx,
                        InstantSource.system(),
                        new NoRules(),
                        line -> {},
                        "the log")
                .stream()
                .filter(plan -> plan.name().equals("bus"))
                .findFirst()
                .orElseThrow()
                .sink();
    }

    @Override
    List<String> arrived() throws Exception {
        List<String> ids = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> each : written()) {
            String id = new ObjectMapper().readTree(each.value()).get("id").asText();
            assertEquals(id, new String(each.headers().lastHeader("alert-id").value(), StandardCharsets.UTF_8));
            ids.add(id);
        }
        return ids;
    }

    /** All that the topic holds. */
    private List<ConsumerRecord<String, byte[]>> written() {
        List<ConsumerRecord<String, byte[]>> written = new ArrayList<>();
        TopicPartition all = new TopicPartition(topic, 0);
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", "127.0.0.1:" + port),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(all));
            consumer.seekToBeginning(List.of(all));
            long end = consumer.endOffsets(List.of(all), PATIENCE).get(all);
            while (consumer.position(all, PATIENCE) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(written::add);
            }
        }
        return written;
    }

    @Test
    void alertsOfAGroupHaveItsKey() throws Exception {
        // When
        try (Sink sink = sink()) {
            sink.send(List.of(Alerts.ofGroup("a1", "user", "ann"), alert("a2", "x")));
        }

        // Then
        assertEquals(
                List.of("{\"user\":\"ann\"}", "a2"),
                written().stream().map(ConsumerRecord::key).toList());
    }

    @Test
    void aBrokerThatIsDownIsTriedLaterAndTheSameSinkGoesOn() throws Exception {
        try (Sink sink = sink("4s")) {
            // Given
            assertInstanceOf(
                    Outcome.Delivered.class,
                    sink.send(List.of(alert("a1", "x"))).getFirst());

            // When
            broker.close();
            Outcome down = sink.send(List.of(alert("a2", "x"))).getFirst();
            startBroker();
            Outcome up;
            long end = System.nanoTime() + PATIENCE.toNanos();
            do {
                up = sink.send(List.of(alert("a2", "x"))).getFirst();
            } while (!(up instanceof Outcome.Delivered) && System.nanoTime() < end);

            // Then
            assertInstanceOf(Outcome.Later.class, down);
            assertInstanceOf(Outcome.Delivered.class, up);
        }
        assertEquals(List.of("a1", "a2"), arrived());
    }

    @Test
    void whatIsTooLargeForTheBrokerIsRefusedForGood() throws Exception {
        // When
        try (Sink sink = sink()) {
            List<Outcome> outcomes = sink.send(List.of(alert("small", "x"), alert("large", "x".repeat(2_000_000))));

            // Then
            assertInstanceOf(Outcome.Delivered.class, outcomes.getFirst());
            assertInstanceOf(Outcome.Refused.class, outcomes.getLast());
        }
        assertEquals(List.of("small"), arrived());
    }
}
