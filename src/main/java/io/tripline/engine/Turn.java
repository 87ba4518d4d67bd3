package io.tripline.engine;

import io.tripline.alert.Alert;
import io.tripline.engine.correlate.Holdings;
import io.tripline.engine.correlate.Nearness;
import io.tripline.engine.state.EngineState;
import io.tripline.engine.state.Restored;
import io.tripline.engine.state.StateChange;
import io.tripline.event.Event;
import io.tripline.event.Key;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A batch of events on its way through the engine. Its number says when it has its effect: after all turns that were taken
 * before, under the rules that ran when it was taken. Until then it keeps nobody from matching, and once it is closed, done or
 * not, it keeps nobody waiting. One thread at a time.
 *
 * <pre>
 *   taken --match, any number of threads at once--&gt; matched --await, correlate: one after another--&gt; done --close--&gt; over
 * </pre>
 */
public final class Turn implements AutoCloseable {

    private final Turns.Place place;
    private final Program program;
    private final Sequencer sequencer;

    Turn(Turns.Place place, Program program, Sequencer sequencer) {
        this.place = place;
        this.program = program;
        this.sequencer = sequencer;
    }

    /** Grows by one with every turn and every change of rules. */
    public long number() {
        return place.number();
    }

    /** Tests events against the match rules; nothing comes of it yet. Waits for nobody. */
    public List<Matched> match(List<Event> events) {
        return program.match(events);
    }

    /** Waits until all turns before this one are over; false if that takes longer. */
    public boolean await(Duration longest) throws InterruptedException {
        return place.await(longest.toNanos());
    }

    /**
     * Puts what matching gave into windows, in the order of the list, or later in order of time where lateness says so. Waits
     * until it is this one's turn.
     *
     * @return what rules about one event raised, and what windows did
     */
    public List<Alert> correlate(List<Matched> matched) {
        place.await();
        return sequencer.correlate(matched);
    }

    /**
     * Lets time pass for the logs of which no event comes. Waits until it is this one's turn.
     *
     * @param latest the time on the wall, ms since the epoch: no log's time moves on beyond it
     */
    public List<Alert> pass(Duration passing, long latest) {
        place.await();
        return sequencer.pass(passing, latest);
    }

    /**
     * What has changed since this was last asked, in order, for a store to write down; empty unless the settings say that it is
     * wanted. A change of rules is among them, too.
     */
    public List<StateChange> takeChanges() {
        place.await();
        return sequencer.takeChanges();
    }

    /**
     * By the id of an alert, how many matches came to its group while that was silent because of it, since this was last asked; empty
     * unless the settings say that changes are wanted.
     */
    public Map<String, Long> takeSilenced() {
        place.await();
        return sequencer.takeSilenced();
    }

    /**
     * Has some of what windows hold told once more, beside what changes, for a store that then forgets what it was told before;
     * begins with that where it has not begun. Before {@link #takeChanges}.
     *
     * @param facts about so many
     */
    public void rewrite(long facts) {
        place.await();
        sequencer.rewrite(facts);
    }

    /** Whether some of that is still to be told. */
    public boolean isRewriting() {
        place.await();
        return sequencer.isRewriting();
    }

    /** All that windows hold, and what time it is; takes as long as there is. */
    public EngineState snapshot() {
        place.await();
        return sequencer.snapshot();
    }

    Restored restore(EngineState state, long restart) {
        place.await();
        return sequencer.restore(state, restart);
    }

    Restored goBack(Supplier<Program> rules, EngineState state, long restart) {
        place.await();
        return sequencer.goBack(rules.get(), state, restart);
    }

    /** Of events of which nobody knows when they happened: windows do not see them. */
    List<Alert> raise(List<Matched> matched) {
        place.await();
        return sequencer.raise(matched);
    }

    List<Alert> drain(long longest) {
        place.await();
        return sequencer.drain(longest);
    }

    Holdings holdings() {
        place.await();
        return sequencer.holdings();
    }

    /** @param key of the names of a group's fields */
    Map<String, Nearness> nearness(String file, Function<List<String>, Key> key) {
        place.await();
        return sequencer.nearness(file, key);
    }

    Holdings glance() {
        place.await();
        return sequencer.glance();
    }

    /** Lets the next one have its turn. What was matched and not correlated is forgotten. */
    @Override
    public void close() {
        place.close();
    }
}
