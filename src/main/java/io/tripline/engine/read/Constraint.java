package io.tripline.engine.read;

import org.jspecify.annotations.Nullable;

/** Between the parentheses of a pattern. */
public sealed interface Constraint {

    /** As written. */
    String text();

    Span span();

    /** Of a match rule's event: a closure, and in the index. */
    record Tested(EventCondition condition, String text, Span span) implements Constraint {}

    /**
     * Computed as any expression is.
     *
     * @param variable bound to the value, or to the left of a comparison; null if there is none
     */
    record Computed(@Nullable String variable, Expression expression, String text, Span span) implements Constraint {}
}
