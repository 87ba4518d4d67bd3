package io.tripline.live;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Notices a batch that does not end: a rule that loops, or one that takes too long. It cannot end it; it says so, and keeps others
 * from waiting behind it. Any thread.
 */
public final class EngineWatch {

    private final Duration patience;
    private final LongSupplier nanoClock;
    private final Supplier<@Nullable String> rule;
    private final Consumer<String> log;

    /** Who is at a batch, and since when. */
    private final Map<Thread, Long> atWork = new ConcurrentHashMap<>();

    private volatile @Nullable String culprit;
    private Map.@Nullable Entry<Thread, Long> told;

    /**
     * @param patience after which a batch counts as stuck
     * @param rule the rule that is being evaluated, with its file; null if it is not known
     */
    public EngineWatch(
            Duration patience, LongSupplier nanoClock, Supplier<@Nullable String> rule, Consumer<String> log) {
        this.patience = patience;
        this.nanoClock = nanoClock;
        this.rule = rule;
        this.log = log;
    }

    /** The engine begins with a batch, on this thread. */
    void begins() {
        atWork.put(Thread.currentThread(), nanoClock.getAsLong());
    }

    void ends() {
        atWork.remove(Thread.currentThread());
    }

    public boolean isStuck() {
        return longest() != null;
    }

    /** Of the batches that have been at work for too long the first; null if there is none. */
    private Map.@Nullable Entry<Thread, Long> longest() {
        long now = nanoClock.getAsLong();
        return atWork.entrySet().stream()
                .filter(work -> now - work.getValue() > patience.toNanos())
                .max(Comparator.comparingLong(work -> now - work.getValue()))
                .orElse(null);
    }

    /** The rule that is stuck, as far as it is known. */
    public @Nullable String culprit() {
        return isStuck() ? culprit : null;
    }

    /** To be called every second or so. One thread. */
    public void look() {
        Map.Entry<Thread, Long> stuck = longest();
        if (stuck != null && !stuck.equals(told)) {
            told = stuck;
            String name = rule.get();
            culprit = name;
            log.accept("the engine has been at one batch for more than " + patience.toSeconds() + " s"
                    + (name == null ? "" : ", in rule " + name)
                    + ": events get 503 until it ends. If it never does, mend or remove the rule and start again"
                    + place(stuck.getKey()));
        } else if (stuck == null && told != null) {
            told = null;
            culprit = null;
            log.accept("the engine goes on: the batch has ended");
        }
    }

    private static String place(Thread at) {
        StringBuilder place = new StringBuilder();
        StackTraceElement[] trace = at.getStackTrace();
        for (int i = 0; i < Math.min(12, trace.length); i++) {
            place.append("\n    at ").append(trace[i]);
        }
        return place.toString();
    }
}
