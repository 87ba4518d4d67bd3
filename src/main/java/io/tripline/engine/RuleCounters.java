package io.tripline.engine;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What answers "why no alert?". Written under the engine's lock, read by anybody. */
public final class RuleCounters {

    private final long evaluatedBefore;
    private final RuleCost cost;
    private final AtomicLong matched = new AtomicLong();
    private final AtomicLong late = new AtomicLong();
    private final AtomicLong alerts = new AtomicLong();
    private final AtomicLong inserted = new AtomicLong();
    private final AtomicLong evicted = new AtomicLong();
    private volatile @Nullable String degraded;
    private volatile @Nullable Long heldSince;

    /** @param evaluatedBefore events that the engine had evaluated when the rule was loaded */
    RuleCounters(long evaluatedBefore, CostSampler sampler) {
        this.evaluatedBefore = evaluatedBefore;
        this.cost = new RuleCost(sampler);
    }

    /** Events that the rule has looked at, of those that the engine has evaluated. */
    public long lookedAt(long evaluated) {
        return evaluated - evaluatedBefore;
    }

    /** What it costs. */
    public RuleCost cost() {
        return cost;
    }

    public void match() {
        matched.incrementAndGet();
    }

    public void late() {
        late.incrementAndGet();
    }

    public void alert() {
        alerts.incrementAndGet();
    }

    public void insert() {
        inserted.incrementAndGet();
    }

    public void evict(long matches) {
        evicted.addAndGet(matches);
    }

    /** @param why in words; null if the rule sees all that it should again */
    public void degrade(@Nullable String why) {
        degraded = why;
    }

    /** Why the rule misses what it should see; null if it does not. */
    public @Nullable String degraded() {
        return degraded;
    }

    /** @param since the moment at which the rule's windows started empty, ms since the epoch; null: when its first match came */
    public void holdSince(@Nullable Long since) {
        heldSince = since;
    }

    /**
     * Since when the rule's windows hold what they should, if that is not as long as they look back.
     *
     * @param window how far they look back, ms
     * @param now the newest event time, ms since the epoch; null before the first event
     * @return ms since the epoch; null if nothing is missing
     */
    public @Nullable Long incompleteSince(long window, @Nullable Long now) {
        Long since = heldSince;
        return since == null || now == null || now - since >= window ? null : since;
    }

    /** Events for which the rule's condition held; for a correlation, how often it found something. */
    public long matched() {
        return matched.get();
    }

    /** Matches that came after the rule's window had closed over their time. */
    public long lateMatches() {
        return late.get();
    }

    public long alerts() {
        return alerts.get();
    }

    /** Matches that were put into a session: for most a count is enough. One can be put in more than once. */
    public long inserted() {
        return inserted.get();
    }

    /** Matches that went before their time, because there was no room for them. */
    public long evicted() {
        return evicted.get();
    }
}
