package io.tripline.store;

import io.tripline.alert.Alert;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where alerts and the ids of seen events are kept. Safe for any thread; commits come from one at a time. */
public interface Store extends AutoCloseable {

    /** Whether an event with this deduplication id was committed before. */
    boolean hasSeen(String deduplicationId);

    /** Whether it keeps what windows hold: then each commit says what has changed there. The same for as long as the store lives. */
    default boolean keepsState() {
        return false;
    }

    /**
     * Keeps what one batch led to, all or nothing. An alert whose id is known is not kept twice.
     *
     * @return the alerts with their sequence numbers, without those that were known
     */
    List<Numbered> commit(Commit commit);

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

    /** How many alerts were dropped because newer ones came. */
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
