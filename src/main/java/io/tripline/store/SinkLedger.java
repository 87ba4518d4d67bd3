package io.tripline.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * How far sinks are with the alerts of a store, and what they did not take. Kept as surely as commits, each call for itself, but for what
 * is only noted. Safe for any thread. Any method may throw a {@link StoreFailure}: then nothing of the call is kept, and it may be called again.
 */
public interface SinkLedger {

    /** Alerts that a sink waits for may be so many times as many, and as old, as others. */
    int PATIENCE = 2;

    /**
     * These read alerts from now on, and no others. An alert that one of them is not done with goes when there are
     * {@value #PATIENCE} times as many as are to be kept, or it is {@value #PATIENCE} times as old.
     *
     * @return where each stands; one that is not known stands at the newest alert
     */
    Map<String, SinkPosition> follow(Collection<String> sinks);

    /** One of them stands further on. It is kept with the next commit, or by {@link #keep}: until then a restart may forget it. */
    void note(String sink, SinkPosition position);

    /** Keeps what has been noted. */
    void keep();

    /** A sink did not get an alert. One that lies there already is replaced; without effect where the alert is kept no more. */
    void bury(DeadLetter letter);

    /** It got it after all. */
    void unbury(String sink, long sequence);

    /** Dead letters, oldest alert first. @param after number of an alert, excluded */
    List<DeadLetter> dead(String sink, long after, int limit);

    /** How many there are. */
    long countDead(String sink);

    /**
     * Dead letters are to be sent again.
     *
     * @param alerts ids; empty for all of them
     * @return how many there are of these
     */
    int sendAgain(String sink, Collection<String> alerts);

    /** Those that wait for that, oldest alert first. */
    List<DeadLetter> again(String sink, int limit);
}
