package io.tripline.live.rules;

import io.tripline.engine.Engine;
import io.tripline.engine.LoadedRule;
import io.tripline.engine.guard.RuleGuard;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Tells the log of rules that fail, once a minute for each, and at once when the engine switches one off. One thread; the
 * counts, any.
 */
public final class FailingRules {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Engine engine;
    private final RuleLog log;
    private final InstantSource clock;
    private final Map<RuleGuard, Told> told = new WeakHashMap<>();
    private long stumblesTold;

    private record Told(long failed, boolean off, Instant when) {}

    public FailingRules(Engine engine, RuleLog log, InstantSource clock) {
        this.engine = engine;
        this.log = log;
        this.clock = clock;
    }

    /** To be called every now and then. */
    public void look() {
        for (LoadedRule rule : engine.rules()) {
            RuleGuard guard = rule.guard();
            if (guard.failed() > 0 || guard.isOff()) {
                tell(guard);
            }
        }
        long stumbles = engine.stumbles();
        if (stumbles > stumblesTold) {
            log.stumbled(stumbles - stumblesTold, String.valueOf(engine.lastStumble()));
            stumblesTold = stumbles;
        }
    }

    private void tell(RuleGuard guard) {
        Told before = told.getOrDefault(guard, new Told(0, false, Instant.EPOCH));
        Instant now = clock.instant();
        long fresh = guard.failed() - before.failed();
        if (guard.isOff() && !before.off()) {
            log.switchedOff(guard);
        } else if (fresh > 0 && !now.isBefore(before.when().plus(PAUSE))) {
            log.failing(guard, fresh);
        } else {
            return;
        }
        told.put(guard, new Told(guard.failed(), guard.isOff(), now));
    }

    /** How many rules throw for some events. */
    public long failing() {
        return guards().stream()
                .filter(guard -> guard.failed() > 0 && !guard.isOff())
                .count();
    }

    /** How many rules the engine has switched off. */
    public long stopped() {
        return guards().stream().filter(RuleGuard::isOff).count();
    }

    private Collection<RuleGuard> guards() {
        Collection<RuleGuard> guards = new ArrayList<>();
        engine.rules().forEach(rule -> guards.add(rule.guard()));
        return guards;
    }
}
