package io.tripline.engine.guard;

import org.drools.base.base.ValueResolver;
import org.jspecify.annotations.Nullable;

/** One part of a rule that can throw: it counts its failures in a row. Engine thread only. */
final class Part {

    private final RuleGuard rule;
    private final String name;
    private int inARow;

    /** @param name in the words of a reader */
    Part(RuleGuard rule, String name) {
        this.rule = rule;
        this.name = name;
    }

    RuleGuard rule() {
        return rule;
    }

    /** False: the rule is switched off, and the part is not to be evaluated. */
    boolean enter() {
        if (rule.isOff()) {
            return false;
        }
        rule.enter();
        return true;
    }

    void leave() {
        rule.leave();
    }

    void endedWell() {
        if (inARow != 0) {
            inARow = 0;
        }
    }

    void failed(Throwable thrown, @Nullable ValueResolver session) {
        rule.failed(name, thrown, Evaluation.of(session).subject());
        if (++inARow == RuleGuard.MOST_IN_A_ROW) {
            rule.switchOff("its " + name + " failed " + inARow + " times in a row, at last: " + rule.last());
        }
    }
}
