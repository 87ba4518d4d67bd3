/**
 * Finds the few match rules that can hold for an event at all, before any is evaluated. In: the conditions of the rules.
 * Out: for an event, the rules whose gates it passes.
 *
 * <p>Each rule gets <em>witnesses</em>: sets of needles, of each of which at least one is in every event that the rule matches.
 * {@link io.tripline.engine.index.Witnesses} chooses them, {@link io.tripline.engine.index.WitnessIndex} looks needles up. A rule without a
 * witness is always evaluated: the index may be generous, never wrong.
 *
 * <pre>
 *   event --WitnessIndex--&gt; candidates --their gates, Sieve--&gt; admitted: inserted into the sessions of their files
 * </pre>
 *
 * <p>{@link io.tripline.engine.index.AdmittedSinks} takes the place of Drools' own list of nodes under the type of events, so that what a
 * gate has said is not asked again. These are internals of Drools; a differential test compares them with evaluating every
 * condition. {@link io.tripline.engine.index.IndexAudit} tells how well rules are told apart.
 */
@NullMarked
package io.tripline.engine.index;

import org.jspecify.annotations.NullMarked;
