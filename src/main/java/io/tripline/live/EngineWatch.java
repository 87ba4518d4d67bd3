package io.tripline.live;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Notices a batch that does not end: a rule that loops, or one that takes too long. It cannot end it; it says so, and keeps others
 * from waiting behind it. Any thread.
 */
public final class EngineWatch {

    private static final long IDLE = 0;

    private final Duration patience;
    private final LongSupplier nanoClock;
    private final Supplier<@Nullable String> rule;
    private final Consumer<String> log;
    private volatile long since = IDLE;
    private volatile @Nullable Thread worker;
    private volatile @Nullable String culprit;
    private long told = IDLE;

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

    /** The engine begins, on this thread; one at a time. */
    void begins() {
        worker = Thread.currentThread();
        since = nanoClock.getAsLong() | 1;
    }

    void ends() {
        since = IDLE;
        worker = null;
    }

    public boolean isStuck() {
        long began = since;
        return began != IDLE && nanoClock.getAsLong() - began > patience.toNanos();
    }

    /** The rule that is stuck, as far as it is known. */
    public @Nullable String culprit() {
        return isStuck() ? culprit : null;
    }

    /** To be called every second or so. One thread. */
    public void look() {
        long began = since;
        if (isStuck() && told != began) {
            told = began;
            String name = rule.get();
            culprit = name;
            log.accept("the engine has been at one batch for more than " + patience.toSeconds() + " s"
                    + (name == null ? "" : ", in rule " + name)
                    + ": events get 503 until it ends. If it never does, mend or remove the rule and start again"
                    + place());
        } else if (began == IDLE && told != IDLE) {
            told = IDLE;
            culprit = null;
            log.accept("the engine goes on: the batch has ended");
        }
    }

    private String place() {
        Thread at = worker;
        StringBuilder place = new StringBuilder();
        if (at != null) {
            StackTraceElement[] trace = at.getStackTrace();
            for (int i = 0; i < Math.min(12, trace.length); i++) {
                place.append("\n    at ").append(trace[i]);
            }
        }
        return place.toString();
    }
}
