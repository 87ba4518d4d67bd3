package io.tripline.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How long bodies take. Any thread. */
public final class Timings {

    private static final double HIGH = 0.99;

    private final Timer decoding;
    private final Timer matching;
    private final Timer processing;

    public Timings(MeterRegistry registry) {
        decoding = timer(registry, "tripline.decode", "Decoding of one body of events, without reading it");
        matching = timer(registry, "tripline.match", "Testing the events of one body against the match rules");
        processing = timer(
                registry,
                "tripline.process",
                "One body of events from matched to kept alerts, with the time that it waited for its turn");
    }

    private static Timer timer(MeterRegistry registry, String name, String description) {
        return Timer.builder(name)
                .description(description)
                .publishPercentileHistogram(false)
                .publishPercentiles(0.5, 0.95, HIGH)
                .register(registry);
    }

    public <T> T decoding(Supplier<T> work) {
        Timer.Sample start = Timer.start();
        try {
            return work.get();
        } finally {
            start.stop(decoding);
        }
    }

    public void matching(Runnable work) {
        Timer.Sample start = Timer.start();
        try {
            work.run();
        } finally {
            start.stop(matching);
        }
    }

    /** Work that may find no room. */
    public interface Work<T> {
        T run() throws Busy;
    }

    public <T> T processing(Work<T> work) throws Busy {
        Timer.Sample start = Timer.start();
        try {
            return work.run();
        } finally {
            start.stop(processing);
        }
    }

    /**
     * Milliseconds within which 99 of 100 bodies of the last minutes were evaluated and kept, with the time that they waited; null where
     * none came.
     */
    public @Nullable Double p99Millis() {
        for (ValueAtPercentile value : processing.takeSnapshot().percentileValues()) {
            if (value.percentile() == HIGH) {
                double millis = value.value(TimeUnit.MILLISECONDS);
                return millis > 0 ? millis : null;
            }
        }
        return null;
    }
}
