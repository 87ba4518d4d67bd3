/**
 * Windows over matches, group by group. In: matches of one event at a time, and the passing of time. Out: alerts, and matches
 * for the correlations around.
 *
 * <pre>
 * matches --Correlator--&gt; Group: its facts in order of time --Need says it may fire--&gt; GroupSession --&gt; alerts, writes
 *                           ^   LogClocks, Moments: when something is due without a match          |
 *                           +----------------------------------------------------------------------+
 * </pre>
 *
 * <p>A {@link io.tripline.engine.correlate.Level} is the rules of a file that are joined by the streams they read; a
 * {@link io.tripline.engine.correlate.Group} is one key of a level. The group's facts are the state of the engine; a session
 * of Drools is made of them when the group may fire, and can be thrown away at any time. What time means here is decision 10.
 *
 * <p>After an edit, and after a restart, {@link io.tripline.engine.correlate.Heirs} share out what groups held; what changes in
 * groups a {@link io.tripline.engine.correlate.Journal} writes down where a store wants to know. Decision 26.
 *
 * <p>What groups hold, and how near they are to an alert, a {@link io.tripline.engine.correlate.Survey} looks up for people, with the
 * eyes of an {@link io.tripline.engine.correlate.Ask}; decision 24. To tell of another shape, add an ask.
 *
 * <p>To save more work, derive another {@link io.tripline.engine.correlate.Need}: it saves sessions and never decides.
 */
@NullMarked
package io.tripline.engine.correlate;

import org.jspecify.annotations.NullMarked;
