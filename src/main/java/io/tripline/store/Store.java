package io.tripline.store;

import io.tripline.alert.Alert;
import io.tripline.engine.state.EngineState;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where alerts, the ids of seen events and what windows hold are kept. Safe for any thread; commits come from one at a time. Any
 * method may throw a {@link StoreFailure}.
 */
public interface Store extends AutoCloseable {

    /** Whether an event with this deduplication id was committed before. */
    boolean hasSeen(String deduplicationId);

    /** Whether it keeps what windows hold: then each commit says what has changed there. The same for as long as the store lives. */
    default boolean keepsState() {
        return false;
    }

    /**
     * What windows held after the newest commit.
     *
     * @param progress told how many commits have been read, after each
     */
    default EngineState state(LongConsumer progress) {
        return EngineState.NOTHING;
    }

    /** Whether so much has been told of changes that all should be told once more, so that the rest can go. */
    default boolean wantsRewriting() {
        return false;
    }

    /**
     * Keeps what one batch led to, all or nothing. An alert whose id is known is not kept twice.
     *
     * @return the alerts with their sequence numbers, without those that were known
     * @throws StoreFailure it may have been kept or not; nothing is committed from then on until {@link #recover} has gone well
     */
    List<Numbered> commit(Commit commit);

    /**
     * After a failure: goes on from what is kept.
     *
     * @throws StoreFailure it still fails
     */
    default void recover() {
        // nothing has failed
    }

    /** One alert; null if it was never kept or is kept no more. */
    @Nullable
    Numbered alert(String id);

    /**
     * Alerts with a smaller sequence number, newest first.
     *
     * @param before exclusive; {@link Long#MAX_VALUE} for the newest
     */
    List<Numbered> newestBefore(long before, int limit);

    /** Alerts with a greater sequence number, oldest first: for those who were away. */
    List<Numbered> oldestAfter(long after, int limit);

    /** The sequence number of the newest alert ever kept; 0 before the first. */
    long newest();

    /** How many alerts were dropped because newer ones came, or because they were old. */
    long dropped();

    @Override
    void close();

    /**
     * An alert in the order of its commit.
     *
     * @param sequence grows by one with each alert, starting at 1
     */
    record Numbered(long sequence, Alert alert) {}
}
