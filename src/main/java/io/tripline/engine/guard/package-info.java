/**
 * A failing rule fails alone. What a rule's author wrote - constraints, functions over windows, {@code eval}, {@code from},
 * the consequence - is wrapped once it is compiled: what it throws goes to the rule's {@link RuleGuard} and no further.
 *
 * <pre>
 *   consequence throws    nothing of what this firing wrote or raised takes effect
 *   constraint throws     it does not hold
 *   function throws       the value does not count, and is not taken back later
 *   many times in a row   the rule is switched off, until its file is edited
 * </pre>
 */
@NullMarked
package io.tripline.engine.guard;

import org.jspecify.annotations.NullMarked;
