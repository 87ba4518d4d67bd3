/**
 * What rules compute, as closures: an expression that was read becomes a tree of Java objects, made once when its rule is compiled,
 * which any number of threads may evaluate at once.
 *
 * <pre>
 *   read.Expression, read.Statement ──▶ Closures, Consequences ──▶ Closure
 *   what Drools has built, MVEL in it ──▶ Closed: the same parts, closures in them
 * </pre>
 *
 * <p>Operators and calls mean what they mean in MVEL, which stock Drools runs the same file with: values are compared, converted and
 * joined by MVEL's own arithmetic; what is left out is its interpreter. What has no closure is left to that, with a note.
 */
@NullMarked
package io.tripline.engine.closure;

import org.jspecify.annotations.NullMarked;
