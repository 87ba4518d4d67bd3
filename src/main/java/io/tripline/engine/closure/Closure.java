package io.tripline.engine.closure;

import org.jspecify.annotations.Nullable;

/** A part of a rule, ready to run. Immutable: any thread. */
@FunctionalInterface
public interface Closure {

    /** What it gives; throws what the methods throw that it calls. */
    @Nullable
    Object value(Frame frame);

    /** @throws NullPointerException if it gives nothing */
    default boolean holds(Frame frame) {
        return (Boolean) java.util.Objects.requireNonNull(value(frame), "a condition gives null");
    }
}
