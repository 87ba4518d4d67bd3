package io.tripline.live;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Locale;

/** The heap as far as it can be known without stopping for it. Any thread. */
public interface Heap {

    /** Bytes that what is {@link #used} may have. */
    long most();

    /** Bytes of all parts, the young one included, which what lives for a moment has for itself. */
    default long whole() {
        return most();
    }

    /** Bytes in use, without what is younger than the last collection: some of it may be garbage. */
    long used();

    /** Collects now, so that {@link #used} tells what is really needed. */
    void collect();

    /** Of this process. Where the pools tell nothing, all that is in use counts. */
    static Heap ofProcess() {
        List<MemoryPoolMXBean> old = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .filter(pool -> !pool.getName().toLowerCase(Locale.ROOT).matches(".*(eden|young).*"))
                .toList();
        return new Heap() {

            @Override
            public long whole() {
                return Runtime.getRuntime().maxMemory();
            }

            @Override
            public long most() {
                long whole = whole();
                long most = 0;
                for (MemoryPoolMXBean pool : old) {
                    long ofPool = pool.getUsage().getMax();
                    most += ofPool < 0 ? whole : ofPool;
                }
                return most == 0 ? whole : Math.min(most, whole);
            }

            @Override
            public long used() {
                Runtime runtime = Runtime.getRuntime();
                return old.isEmpty()
                        ? runtime.totalMemory() - runtime.freeMemory()
                        : old.stream()
                                .mapToLong(pool -> pool.getUsage().getUsed())
                                .sum();
            }

            @Override
            public void collect() {
                System.gc();
            }
        };
    }
}
