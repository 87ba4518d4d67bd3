package io.tripline.alert.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the client's own stand-in for a broker. */
class KafkaSinkTest extends SinkContract {

    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
    private boolean answers = true;

    private Producer<byte[], byte[]> producer() {
        MockProducer<byte[], byte[]> made =
                new MockProducer<>(answers, null, new ByteArraySerializer(), new ByteArraySerializer());
        producers.add(made);
        return made;
    }

    @Override
    Sink sink() {
        return sink(true);
    }

    private Sink sink(boolean isKeyedByGroup) {
        return new KafkaSink(this::producer, "alerts", "k:9092", isKeyedByGroup, Duration.ofMillis(200));
    }

    private List<ProducerRecord<byte[], byte[]>> written() {
        return producers.stream().flatMap(each -> each.history().stream()).toList();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    List<String> arrived() throws Exception {
        List<String> ids = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> each : written()) {
            String id = new ObjectMapper().readTree(each.value()).get("id").asText();
            assertEquals(id, text(each.headers().lastHeader("alert-id").value()));
            ids.add(id);
        }
        return ids;
    }

    @Test
    void alertsOfAGroupHaveOneKeyAndOthersTheirId() throws Exception {
        // When
        sink(true).send(List.of(Alerts.ofGroup("a1", "user", "ann", "ip", null), alert("a2", "x")));
        sink(false).send(List.of(Alerts.ofGroup("a3", "user", "ann")));

        // Then
        assertEquals(
                List.of("{\"user\":\"ann\",\"ip\":null}", "a2", "a3"),
                written().stream().map(each -> text(each.key())).toList());
    }

    @Test
    void aFailureThatPassesIsTriedAgainWithTheSameProducer() throws Exception {
        // Given
        Sink sink = sink();
        sink.send(List.of(alert("a1", "x")));

        // When
        producers.getFirst().sendException = new NotEnoughReplicasException("two are away");
        Outcome outcome = sink.send(List.of(alert("a2", "x"))).getFirst();
        producers.getFirst().sendException = null;
        sink.send(List.of(alert("a2", "x")));

        // Then
        assertTrue(assertInstanceOf(Outcome.Later.class, outcome).why().contains("two are away"));
        assertEquals(1, producers.size());
        assertEquals(List.of("a1", "a2"), arrived());
    }

    @Test
    void aProducerThatIsLostIsMadeAnew() throws Exception {
        // Given
        Sink sink = sink();
        sink.send(List.of(alert("a1", "x")));

        // When
        producers.getFirst().sendException = new ProducerFencedException("somebody else");
        Outcome outcome = sink.send(List.of(alert("a2", "x"))).getFirst();
        sink.send(List.of(alert("a2", "x")));

        // Then
        assertInstanceOf(Outcome.Later.class, outcome);
        assertTrue(producers.getFirst().closed());
        assertEquals(2, producers.size());
        assertEquals(List.of("a1", "a2"), arrived());
    }

    @Test
    void whatIsTooLargeIsRefusedForGood() throws Exception {
        // Given
        Sink sink = sink();
        sink.send(List.of(alert("a1", "x")));

        // When
        producers.getFirst().sendException = new RecordTooLargeException("2 MB");

        // Then
        assertInstanceOf(
                Outcome.Refused.class, sink.send(List.of(alert("a2", "x"))).getFirst());
    }

    @Test
    void whoDoesNotAnswerIsLeft() throws Exception {
        // Given
        answers = false;

        // When, Then
        assertInstanceOf(
                Outcome.Later.class, sink().send(List.of(alert("a1", "x"))).getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:9", "nowhere.invalid:9092"})
    void whereNobodyListensItIsTriedLater(String brokers) throws Exception {
        // Given the real client
        Sink sink = new KafkaSink(
                () -> new KafkaProducer<>(
                        Map.of("bootstrap.servers", brokers, "max.block.ms", 300),
                        new ByteArraySerializer(),
                        new ByteArraySerializer()),
                "alerts",
                brokers,
                true,
                Duration.ofSeconds(2));

        // When
        Outcome outcome = sink.send(List.of(alert("a1", "x"))).getFirst();
        sink.close();

        // Then
        assertInstanceOf(Outcome.Later.class, outcome);
    }
}
