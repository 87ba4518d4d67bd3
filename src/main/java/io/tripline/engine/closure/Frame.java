package io.tripline.engine.closure;

import io.tripline.engine.read.Service;
import org.drools.base.rule.consequence.ConsequenceContext;
import org.jspecify.annotations.Nullable;

/** What a closure sees while it runs: made for one evaluation, for one thread. What a place does not have, its reader refuses. */
public interface Frame {

    /** What the patterns have bound, by the place of its name. */
    @Nullable
    Object bound(int index);

    /** Of the pattern around it. */
    default @Nullable Object fact() {
        throw new IllegalStateException("there is no fact here");
    }

    default Object service(Service service) {
        throw new IllegalStateException(service.word() + " belongs into 'then'");
    }

    default ConsequenceContext firing() {
        throw new IllegalStateException("this belongs into 'then'");
    }

    /** A variable of the statements, by the place of its name. */
    default @Nullable Object local(int index) {
        throw new IllegalStateException("variables belong into 'then'");
    }

    default void assign(int index, @Nullable Object value) {
        throw new IllegalStateException("variables belong into 'then'");
    }
}
