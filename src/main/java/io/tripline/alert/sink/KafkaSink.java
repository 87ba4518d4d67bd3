package io.tripline.alert.sink;

import io.tripline.alert.Alert;
import io.tripline.alert.KeptAlert;
import io.tripline.problem.Cut;
import io.tripline.problem.Visible;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Writes alerts to a topic of Kafka, each as JSON under the key of its group, with its id in the header {@code alert-id}. A producer is made at the
 * first alert, and again after a failure that it does not outlive.
 */
public final class KafkaSink implements Sink {

    private static final int MOST = 100;

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final String topic;
    private final String target;
    private final boolean isKeyedByGroup;
    private final Duration timeout;
    private final AlertJson json = new AlertJson();
    private @Nullable Producer<byte[], byte[]> producer;

    /**
     * @param producers each ends what it is at within the time-out
     * @param brokers for a person
     * @param isKeyedByGroup alerts of one group are in one partition, in order; else the key is the alert's id
     * @param timeout for a batch
     */
    public KafkaSink(
            Supplier<Producer<byte[], byte[]>> producers,
            String topic,
            String brokers,
            boolean isKeyedByGroup,
            Duration timeout) {
        this.producers = producers;
        this.topic = topic;
        this.target = "kafka://" + brokers + "/" + topic;
        this.isKeyedByGroup = isKeyedByGroup;
        this.timeout = timeout;
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public String target() {
        return Visible.of(target);
    }

    @Override
    public List<Outcome> send(List<KeptAlert> alerts) throws InterruptedException {
        try {
            Producer<byte[], byte[]> live = producer == null ? producers.get() : producer;
            producer = live;
            List<Object> sent = new ArrayList<>();
            for (KeptAlert kept : alerts) {
                sent.add(begin(live, kept));
            }
            return outcomes(sent);
        } catch (InterruptException interrupted) {
            throw interrupted(interrupted);
        } catch (KafkaException none) {
            Outcome later = new Outcome.Later(why(none), null);
            return alerts.stream().map(kept -> later).toList();
        }
    }

    /** A future, or the failure of what could not even begin. */
    private Object begin(Producer<byte[], byte[]> live, KeptAlert kept) {
        try {
            return live.send(message(kept));
        } catch (InterruptException interrupted) {
            throw interrupted;
        } catch (KafkaException failed) {
            return failed;
        }
    }

    private ProducerRecord<byte[], byte[]> message(KeptAlert kept) {
        Alert alert = kept.alert();
        List<Header> headers = List.of(
                new RecordHeader("alert-id", bytes(alert.getId())),
                new RecordHeader("content-type", bytes("application/json")));
        String key = isKeyedByGroup && !alert.groupByName().isEmpty() ? json.line(alert.groupByName()) : alert.getId();
        return new ProducerRecord<>(topic, null, null, bytes(key), bytes(json.line(kept)), headers);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<Outcome> outcomes(List<Object> sent) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        List<Outcome> outcomes = new ArrayList<>();
        for (Object one : sent) {
            outcomes.add(
                    one instanceof Future<?> future
                            ? outcome(future, Math.max(1, end - System.nanoTime()))
                            : failed((KafkaException) one));
        }
        return outcomes;
    }

    private Outcome outcome(Future<?> future, long nanos) throws InterruptedException {
        try {
            RecordMetadata written = (RecordMetadata) future.get(nanos, TimeUnit.NANOSECONDS);
            return written == null ? new Outcome.Later("nothing was written", null) : new Outcome.Delivered();
        } catch (ExecutionException failed) {
            return failed(failed.getCause() == null ? failed : failed.getCause());
        } catch (TimeoutException late) {
            return failed(late);
        }
    }

    /** What a record is too large for stays so; what an account may not do, or a producer has lost, is set right by and by. */
    private Outcome failed(Throwable failure) {
        if (failure instanceof RecordTooLargeException) {
            return new Outcome.Refused(why(failure));
        }
        if (!(failure instanceof RetriableException)) {
            drop();
        }
        return new Outcome.Later(why(failure), null);
    }

    private static String why(Throwable failure) {
        return Visible.of(Cut.within(300, failure.getClass().getSimpleName() + ": " + failure.getMessage()));
    }

    private static InterruptedException interrupted(InterruptException cause) {
        InterruptedException interrupted = new InterruptedException(cause.getMessage());
        interrupted.initCause(cause);
        Thread.interrupted();
        return interrupted;
    }

    private void drop() {
        Producer<byte[], byte[]> broken = producer;
        producer = null;
        if (broken != null) {
            broken.close(Duration.ZERO);
        }
    }

    @Override
    public void close() {
        drop();
    }
}
