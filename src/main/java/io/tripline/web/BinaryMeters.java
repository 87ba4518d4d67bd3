package io.tripline.web;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.internal.PlatformDependent;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What Micrometer reports of a JVM and cannot of a native binary, which tells it neither of single collections nor of buffers: the
 * same names, from what the binary does tell.
 */
final class BinaryMeters {

    private BinaryMeters() {}

    /** Collections and their time by collector, what the last full one left, and memory outside the heap. */
    static void bind(MeterRegistry registry) {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            FunctionTimer.builder(
                            "jvm.gc.pause",
                            collector,
                            GarbageCollectorMXBean::getCollectionCount,
                            GarbageCollectorMXBean::getCollectionTime,
                            TimeUnit.MILLISECONDS)
                    .tag("gc", collector.getName())
                    .description("Time spent in GC pause")
                    .register(registry);
        }
        List<MemoryPoolMXBean> old = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().toLowerCase(Locale.ROOT).contains("old"))
                .toList();
        gauge(
                registry,
                "jvm.gc.live.data.size",
                "Size of long-lived heap memory pool after reclamation",
                () -> sum(old, pool -> orNothing(pool.getCollectionUsage(), MemoryUsage::getUsed)));
        gauge(
                registry,
                "jvm.gc.max.data.size",
                "Max size of long-lived heap memory pool",
                () -> most(sum(old, pool -> orNothing(pool.getUsage(), MemoryUsage::getMax))));
        direct(registry, "jvm.buffer.memory.used", "An estimate of the memory that is used for direct buffers");
        direct(registry, "jvm.buffer.total.capacity", "An estimate of the total capacity of direct buffers");
    }

    private static void gauge(MeterRegistry registry, String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).baseUnit("bytes").description(description).register(registry);
    }

    private static void direct(MeterRegistry registry, String name, String description) {
        Gauge.builder(name, BinaryMeters::directMemory)
                .tag("id", "direct")
                .baseUnit("bytes")
                .description(description)
                .register(registry);
    }

    /** What the HTTP server holds outside the heap: nobody else does. */
    private static long directMemory() {
        long counted = PlatformDependent.usedDirectMemory();
        return counted >= 0 ? counted : PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    }

    /** The binary's pools have no bounds of their own: what the heap may become is theirs. */
    private static long most(long ofPools) {
        return ofPools > 0 ? ofPools : Runtime.getRuntime().maxMemory();
    }

    private static long sum(List<MemoryPoolMXBean> pools, ToLongFunction<MemoryPoolMXBean> bytes) {
        return pools.stream().mapToLong(bytes).sum();
    }

    private static long orNothing(@Nullable MemoryUsage usage, ToLongFunction<MemoryUsage> bytes) {
        return usage == null ? 0 : Math.max(0, bytes.applyAsLong(usage));
    }
}
