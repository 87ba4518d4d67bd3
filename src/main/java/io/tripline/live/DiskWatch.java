package io.tripline.live;

import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Notices when the disk of the store is nearly full, before a commit fails: what is left is for what is under way. Any thread.
 */
public final class DiskWatch {

    private static final int MEBI = 1 << 20;

    private final LongSupplier free;
    private final long reserve;
    private final Consumer<String> log;
    private volatile boolean isShort;

    /**
     * @param free bytes on the disk of the store
     * @param reserve with fewer no events are taken
     * @param log for a person who may have to do something
     */
    public DiskWatch(LongSupplier free, long reserve, Consumer<String> log) {
        this.free = free;
        this.reserve = reserve;
        this.log = log;
    }

    /** Of a store that needs no disk. */
    public static DiskWatch ofNone() {
        return new DiskWatch(() -> Long.MAX_VALUE, 0, said -> {});
    }

    /** Looks again, and says what has changed. */
    public synchronized void look() {
        long now = free.getAsLong();
        // a little more before it is well again, so that it does not come and go
        boolean nowShort = now < (isShort ? reserve + reserve / 8 : reserve);
        if (nowShort != isShort) {
            isShort = nowShort;
            log.accept(
                    nowShort
                            ? "the disk of the store is nearly full: " + now / MEBI + " MiB are free, and "
                                    + reserve / MEBI
                                    + " (tripline.store.reserve) are kept for what is under way. Events get 503 until there is room"
                            : "the disk of the store has room again, " + now / MEBI + " MiB: events are taken as ever");
        }
    }

    public boolean isShort() {
        return isShort;
    }
}
