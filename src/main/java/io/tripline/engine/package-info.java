/**
 * Drools, and only here. In: DRL files and events. Out: alerts, and what can be told of the rules.
 *
 * <pre>
 *                  Program: what runs, immutable
 * Event --Matcher, one a thread--&gt; Matched --Sequencer, turn by turn--&gt; Correlator --&gt; Alert
 * </pre>
 *
 * <p>{@link io.tripline.engine.Engine} is the door, a {@link io.tripline.engine.Turn} a batch on its way. The
 * {@link io.tripline.engine.Matcher} tests each event against all match rules and retains nothing; what they write to streams
 * goes to the {@link io.tripline.engine.correlate.Correlator}: windows over matches, group by group, each in its own time.
 * Nobody here knows which dialect a rule came from: the folder's DRL is all there is.
 *
 * <p>What windows hold is handed out as values, whole or change by change, for a store to keep: {@code engine.state}.
 *
 * <p>To add an accumulate function, see {@code engine.function}; to add an operator, see {@code event}.
 */
@NullMarked
package io.tripline.engine;

import org.jspecify.annotations.NullMarked;
