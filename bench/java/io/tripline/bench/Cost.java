package io.tripline.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What an iteration cost, beside the wall clock: on a busy machine the thread's own time is what can be compared. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Cost {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Events processed, or rules loaded. */
    public long things;

    /** Nanoseconds of the thread's CPU. */
    public long cpu;

    /** Alerts that came of it: the measurement is of what it claims to be. */
    public long alerts;

    /** Bytes: of live heap, or of all that was allocated. */
    public long bytes;

    @Setup(Level.Iteration)
    public void reset() {
        things = 0;
        cpu = 0;
        alerts = 0;
        bytes = 0;
    }

    static long now() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** Bytes that this thread has allocated so far. */
    static long allocated() {
        return ((com.sun.management.ThreadMXBean) THREADS).getCurrentThreadAllocatedBytes();
    }

    void add(long since, int count) {
        cpu += now() - since;
        things += count;
    }
}
