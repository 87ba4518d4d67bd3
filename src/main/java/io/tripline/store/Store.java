package io.tripline.store;

import io.tripline.alert.Alert;
import io.tripline.alert.AlertChange;
import io.tripline.alert.AlertLife;
import io.tripline.alert.AlertWish;
import io.tripline.engine.state.EngineState;
import java.util.List;
import java.util.Map;
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

    /**
     * Does to an alert what somebody wishes, if that can be done, and keeps it.
     *
     * @param now ms since the epoch
     * @return null if there is no such alert, or it is kept no more
     */
    AlertLife.@Nullable Decision change(String id, AlertWish wish, long now);

    /** What was done to an alert, oldest first; it goes with the alert. */
    List<AlertChange> history(String id);

    /** How far those are who send alerts on. */
    SinkLedger sinks();

    /** What came of rules, minute by minute. */
    CountHistory counts();

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

    /**
     * What became of alerts, by their sequence numbers: of those alone to which anything has happened.
     *
     * @param from the least sequence number
     */
    Map<Long, AlertLife> lives(long from);

    /** The sequence number of the oldest alert that is kept; 0 where there is none. */
    long oldest();

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
     * @param life what became of it until it was read
     */
    record Numbered(long sequence, Alert alert, AlertLife life) {

        /** One that has just been raised. */
        public Numbered(long sequence, Alert alert) {
            this(sequence, alert, AlertLife.NEW);
        }
    }
}
