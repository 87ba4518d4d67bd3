package io.tripline.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;

/** How long bodies take. Any thread. */
public final class Timings {

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
                .publishPercentiles(0.5, 0.95, 0.99)
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
}
