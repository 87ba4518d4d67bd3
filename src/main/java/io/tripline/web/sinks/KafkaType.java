package io.tripline.web.sinks;

import io.tripline.alert.sink.KafkaSink;
import io.tripline.alert.sink.Sink;
import io.tripline.config.BadConfiguration;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** {@code type=kafka}. */
final class KafkaType implements SinkType {

    /** Properties of Kafka's producer that may be set; the others decide whether nothing gets lost. */
    private static final Set<String> PASSED_ON = Set.of(
            "client.id",
            "client.dns.lookup",
            "max.request.size",
            "sasl.jaas.config",
            "sasl.mechanism",
            "security.protocol",
            "ssl.enabled.protocols",
            "ssl.endpoint.identification.algorithm",
            "ssl.key.password",
            "ssl.keystore.certificate.chain",
            "ssl.keystore.key",
            "ssl.keystore.location",
            "ssl.keystore.password",
            "ssl.keystore.type",
            "ssl.protocol",
            "ssl.truststore.certificates",
            "ssl.truststore.location",
            "ssl.truststore.password",
            "ssl.truststore.type");

    private static final Duration SHORTEST = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public Set<String> keys() {
        return Set.of("brokers", "topic", "key", "timeout");
    }

    @Override
    public Set<String> families() {
        return Set.of("kafka.");
    }

    @Override
    public Sink make(SinkKeys keys) {
        String brokers = keys.needed("brokers", "hosts with ports, such as kafka.example:9092");
        String topic = keys.needed("topic", "its name");
        if (!topic.matches("[a-zA-Z0-9._-]{1,249}")) {
            throw new BadConfiguration(keys.key("topic") + " = " + topic
                    + " is no name of a topic: letters, digits, dots, hyphens, underscores");
        }
        Duration timeout = keys.duration("timeout", "30s", SHORTEST);
        Map<String, Object> properties = properties(keys, brokers, timeout);
        return new KafkaSink(
                () -> new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()),
                topic,
                brokers,
                keys.word("key", List.of("group", "alert")).equals("group"),
                timeout.plus(SHORTEST));
    }

    private static Map<String, Object> properties(SinkKeys keys, String brokers, Duration timeout) {
        int most = (int) timeout.toMillis();
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", brokers);
        properties.put("client.id", "tripline-" + keys.sink());
        keys.family("kafka.").forEach((name, value) -> {
            if (!PASSED_ON.contains(name)) {
                throw new BadConfiguration(keys.key("kafka." + name) + " cannot be set, but these can: "
                        + String.join(", ", new TreeSet<>(PASSED_ON)));
            }
            properties.put(name, value);
        });
        properties.put("acks", "all");
        properties.put("enable.idempotence", true);
        properties.put("linger.ms", 0);
        properties.put("max.block.ms", most);
        properties.put("request.timeout.ms", most / 2);
        properties.put("delivery.timeout.ms", most);
        properties.put("metric.reporters", "");
        properties.put("enable.metrics.push", false);
        try {
            Map<String, Object> whole = new HashMap<>(properties);
            whole.put("key.serializer", ByteArraySerializer.class);
            whole.put("value.serializer", ByteArraySerializer.class);
            new ProducerConfig(whole);
        } catch (KafkaException bad) {
            // may hold a value that is secret: the name of the property is enough
            throw new BadConfiguration(keys.key("kafka.*") + ": " + named(bad));
        }
        return Map.copyOf(properties);
    }

    private static String named(KafkaException bad) {
        String message = String.valueOf(bad.getMessage());
        return PASSED_ON.stream()
                .filter(message::contains)
                .max(Comparator.comparingInt(String::length))
                .map(name -> name + " is not what Kafka wants")
                .orElse("not what Kafka wants");
    }
}
