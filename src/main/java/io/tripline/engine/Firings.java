package io.tripline.engine;

import io.tripline.alert.Alert;
import io.tripline.engine.guard.Evaluation;
import io.tripline.engine.guard.RuleGuard;
import io.tripline.event.Match;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.drools.core.impl.EnvironmentFactory;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.Environment;

/**
 * The firings of one session, one after another. What a consequence writes and raises takes effect when it has ended well:
 * all of it, or nothing. A rule that keeps firing for one event, because it feeds itself, is switched off. Session thread only.
 */
public final class Firings implements Evaluation, Streams.Target {

    /** What one firing may write and raise: more than any rule says of one event, and it fits into memory. */
    static final int MOST_EFFECTS = 10_000;

    /** Firings for one event or moment: so many in any case, and so many for each fact in the session. */
    private static final long FIRINGS = 10_000;

    private static final long FIRINGS_A_FACT = 10;

    /** Once there were too many, so many more of one rule show that it is the one. */
    private static final int PROOF = 1_000;

    /** What a consequence asks for. */
    public sealed interface Effect {

        record Written(String stream, Object fact) implements Effect {}

        record Remembered(String stream, Match match) implements Effect {}

        record Raised(LoadedRule rule, Alert alert) implements Effect {}
    }

    private final Consumer<Effect> target;
    private final List<Effect> waiting = new ArrayList<>();
    private final Map<RuleGuard, Integer> suspects = new IdentityHashMap<>();
    private @Nullable RuleGuard firing;
    private Supplier<String> subject = () -> "the start";
    private LongSupplier facts = () -> 0;
    private long firings;
    private long limit = FIRINGS;

    /** @param target where effects go, in the order in which they were asked for */
    public Firings(Consumer<Effect> target) {
        this.target = target;
    }

    /** For the session whose rules tell their firings. */
    public Environment environment() {
        Environment environment = EnvironmentFactory.newEnvironment();
        environment.set(KEY, this);
        return environment;
    }

    /** An event or a moment begins. */
    public void startOf(Supplier<String> what, LongSupplier factsOfSession) {
        subject = what;
        facts = factsOfSession;
        firings = 0;
        limit = FIRINGS;
        suspects.clear();
    }

    /** The rule whose consequence is running; null between firings. */
    public @Nullable RuleGuard firing() {
        return firing;
    }

    @Override
    public void write(String stream, Object fact) {
        add(new Effect.Written(stream, fact));
    }

    @Override
    public void remember(String stream, Match match) {
        add(new Effect.Remembered(stream, match));
    }

    public void raise(LoadedRule rule, Alert alert) {
        add(new Effect.Raised(rule, alert));
    }

    private void add(Effect effect) {
        if (firing == null) {
            target.accept(effect);
            return;
        }
        if (waiting.size() == MOST_EFFECTS) {
            throw new IllegalStateException("it writes more than " + MOST_EFFECTS + " facts at once");
        }
        waiting.add(effect);
    }

    @Override
    public void begin(RuleGuard rule) {
        waiting.clear();
        firing = rule;
        if (++firings == FIRINGS) {
            limit = FIRINGS + FIRINGS_A_FACT * facts.getAsLong();
        }
        if (firings > limit && suspects.merge(rule, 1, Integer::sum) == PROOF) {
            rule.switchOff("it feeds itself: more than " + limit + " firings at " + subject() + ", and no end");
        }
    }

    @Override
    public void commit() {
        waiting.forEach(target);
        rollback();
    }

    @Override
    public void rollback() {
        waiting.clear();
        firing = null;
    }

    @Override
    public String subject() {
        return subject.get();
    }
}
