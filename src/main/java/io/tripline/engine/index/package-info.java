/**
 * Finds the few match rules that can hold for an event at all, before any is evaluated. In: the conditions of the rules.
 * Out: for an event, the nodes that it must be propagated to.
 *
 * <p>Each rule gets a <em>witness</em>: a set of needles of which at least one is in every event that the rule matches.
 * {@link io.tripline.engine.index.Witnesses} chooses it, {@link io.tripline.engine.index.WitnessIndex} looks needles up,
 * {@link io.tripline.engine.index.IndexedSinks} takes the place of Drools' own list of nodes under the type of events. A
 * rule without a witness is always evaluated: the index may be generous, never wrong. These are internals of Drools; a
 * differential test compares them with the plain network.
 */
@NullMarked
package io.tripline.engine.index;

import org.jspecify.annotations.NullMarked;
