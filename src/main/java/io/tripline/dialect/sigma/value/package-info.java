/**
 * What stands on the right of a colon: texts with wildcards, numbers, placeholders and the parameters that fill them, and
 * what the modifiers of a field make of them. In: a value as the rule spells it and its modifiers. Out: an
 * {@link io.tripline.dialect.sigma.value.Operand}, or why the chain cannot go on.
 *
 * <p>To add a modifier: a record in {@link io.tripline.dialect.sigma.value.Modifier} and its word; the compiler leads to
 * {@link io.tripline.dialect.sigma.value.ModifierChain}.
 */
@NullMarked
package io.tripline.dialect.sigma.value;

import org.jspecify.annotations.NullMarked;
