package io.tripline.engine.guard;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one thread evaluates: written by it alone, read by any without waiting. A place for each thread, not for each rule:
 * threads that are at the same rule must not write to the same memory.
 */
public final class AtWork {

    private static final Set<AtWork> ALL = ConcurrentHashMap.newKeySet();

    /** Filled by the thread itself: nothing is known of threads when this class is initialised. */
    private static final ThreadLocal<@Nullable AtWork> OWN = new ThreadLocal<>();

    private final Thread thread = Thread.currentThread();
    private final AtomicReference<@Nullable RuleGuard> rule = new AtomicReference<>();

    /** When the thread began with the rule, on {@link System#nanoTime}; published with the rule. */
    private final AtomicLong began = new AtomicLong();

    private AtWork() {}

    private static AtWork own() {
        AtWork own = OWN.get();
        return own == null ? enrol() : own;
    }

    private static AtWork enrol() {
        ALL.removeIf(other -> !other.thread.isAlive());
        AtWork own = new AtWork();
        ALL.add(own);
        OWN.set(own);
        return own;
    }

    static void enter(RuleGuard rule) {
        AtWork own = own();
        own.began.setOpaque(System.nanoTime());
        own.rule.setRelease(rule);
    }

    static void leave() {
        own().rule.setRelease(null);
    }

    /**
     * A rule that is being evaluated.
     *
     * @param ns for how long the part of it that is at work has been
     */
    public record Since(RuleGuard rule, long ns) {}

    /** The rule that has been at work longest, of those that are asked for. */
    public static Optional<Since> longest(Predicate<RuleGuard> which) {
        Since longest = null;
        for (AtWork place : ALL) {
            RuleGuard at = place.rule.getAcquire();
            if (at != null && which.test(at)) {
                long ns = Math.max(0, System.nanoTime() - place.began.getOpaque());
                if (longest == null || ns > longest.ns()) {
                    longest = new Since(at, ns);
                }
            }
        }
        return Optional.ofNullable(longest);
    }
}
