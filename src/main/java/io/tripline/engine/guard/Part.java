package io.tripline.engine.guard;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import org.drools.base.base.ValueResolver;
import org.jspecify.annotations.Nullable;

/** One part of a rule that can throw: it counts its failures in a row. Any thread. */
final class Part {

    private final RuleGuard rule;
    private final String name;
    private final @Nullable Lock alone;
    private final AtomicInteger inARow = new AtomicInteger();

    /**
     * @param name in the words of a reader
     * @param alone held while the part is evaluated; null where any number of threads may evaluate it at once
     */
    Part(RuleGuard rule, String name, @Nullable Lock alone) {
        this.rule = rule;
        this.name = name;
        this.alone = alone;
    }

    RuleGuard rule() {
        return rule;
    }

    /** False: the rule is switched off, and the part is not to be evaluated. */
    boolean enter() {
        if (rule.isOff()) {
            return false;
        }
        if (alone != null) {
            alone.lock();
            rule.interprets();
        }
        AtWork.enter(rule);
        return true;
    }

    void leave() {
        AtWork.leave();
        if (alone != null) {
            alone.unlock();
        }
    }

    void endedWell() {
        if (inARow.getOpaque() != 0) {
            inARow.set(0);
        }
    }

    void failed(Throwable thrown, @Nullable ValueResolver session) {
        failed(thrown, Evaluation.of(session));
    }

    void failed(Throwable thrown, Evaluation evaluation) {
        rule.failed(name, thrown, evaluation.subject());
        if (inARow.incrementAndGet() == RuleGuard.MOST_IN_A_ROW) {
            rule.switchOff(
                    "its " + name + " failed " + RuleGuard.MOST_IN_A_ROW + " times in a row, at last: " + rule.last());
        }
    }
}
