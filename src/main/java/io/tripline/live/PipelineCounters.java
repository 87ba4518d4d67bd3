package io.tripline.live;

import java.util.concurrent.atomic.LongAdder;

/** What became of events since the start. Written by the pipeline, read by anybody. */
public final class PipelineCounters {

    private final LongAdder accepted = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder duplicate = new LongAdder();
    private final LongAdder clamped = new LongAdder();
    private final LongAdder withoutTime = new LongAdder();
    private final LongAdder unreadableTime = new LongAdder();
    private final LongAdder unrecognised = new LongAdder();

    void accept() {
        accepted.increment();
    }

    void reject(int items) {
        rejected.add(items);
    }

    void duplicate() {
        duplicate.increment();
    }

    void clamp() {
        clamped.increment();
    }

    void withoutTime() {
        withoutTime.increment();
    }

    void unreadableTime() {
        unreadableTime.increment();
    }

    void unrecognised() {
        unrecognised.increment();
    }

    /** Events that were accepted, duplicates included. */
    public long accepted() {
        return accepted.sum();
    }

    /** Items that became no event. */
    public long rejected() {
        return rejected.sum();
    }

    /** Accepted events that were redeliveries and went no further. */
    public long duplicates() {
        return duplicate.sum();
    }

    /** Events whose time was too far ahead and was set back. */
    public long clamped() {
        return clamped.sum();
    }

    /** Events that said no time and got that of their arrival. */
    public long eventsWithoutTime() {
        return withoutTime.sum();
    }

    /** Events that said a time that cannot be read and got that of their arrival. */
    public long eventsWithUnreadableTime() {
        return unreadableTime.sum();
    }

    /** Events of no known format: nobody knows from which log they come. */
    public long unrecognisedEvents() {
        return unrecognised.sum();
    }
}
