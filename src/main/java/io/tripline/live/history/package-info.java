/**
 * What came of rules over time, for charts. In: the counters that the engine and the pipeline keep anyway, looked at every few seconds,
 * and alerts that are kept. Out: matches, alerts and events by the minute, or by the hour where they are old.
 *
 * <pre>
 * counters --{@link io.tripline.live.history.CounterDifferences}--+--&gt; {@link io.tripline.live.history.MinuteHistory}: the last hour --minute over--&gt; Store
 * alerts ----{@link io.tripline.live.history.RaisedAlerts}--------+                 ^-------------- restart ---------------+
 * </pre>
 *
 * <p>Nothing is done for each event. What a crash loses is the running minute.
 */
@NullMarked
package io.tripline.live.history;

import org.jspecify.annotations.NullMarked;
