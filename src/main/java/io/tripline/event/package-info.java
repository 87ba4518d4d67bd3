/**
 * Facts: what happened, and what of it matched. In: decoded JSON with a time. Out: {@link io.tripline.event.Event} for match
 * rules, {@link io.tripline.event.Match} for correlation rules; {@link io.tripline.event.FieldValues} is the run time of
 * every operator that DRL can write.
 *
 * <p>To add an operator: a constant in {@link io.tripline.event.Operator} and the method of the same name in
 * {@link io.tripline.event.FieldValues}; a test compares both with {@code rule.Test} and the table of operators in
 * {@code rules-drl/README.md}.
 */
@NullMarked
package io.tripline.event;

import org.jspecify.annotations.NullMarked;
