package io.tripline.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BinaryMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void collectionsAndBuffersAreReportedUnderTheNamesOfTheJvm() {
        // When
        BinaryMeters.bind(registry);

        // Then
        Set<String> names = new TreeSet<>();
        registry.getMeters().stream().map(Meter::getId).map(Meter.Id::getName).forEach(names::add);
        assertEquals(
                Set.of(
                        "jvm.buffer.memory.used",
                        "jvm.buffer.total.capacity",
                        "jvm.gc.live.data.size",
                        "jvm.gc.max.data.size",
                        "jvm.gc.pause"),
                names);
    }

    @Test
    void aCollectionIsCounted() {
        // Given
        BinaryMeters.bind(registry);
        double before = collections();

        // When
        System.gc();

        // Then
        assertTrue(collections() > before);
        assertTrue(registry.get("jvm.gc.pause").functionTimers().stream()
                .anyMatch(timer -> timer.totalTime(TimeUnit.NANOSECONDS) > 0));
    }

    private double collections() {
        return registry.get("jvm.gc.pause").functionTimers().stream()
                .mapToDouble(FunctionTimer::count)
                .sum();
    }
}
