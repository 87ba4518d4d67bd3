/**
 * Alerts that are kept go to sinks. In: alerts from the store, each sink at its own pace from where it was. Out: every alert that a sink wants
 * is there at least once, or is a dead letter of which somebody hears.
 *
 * <pre>
 * Store --{@link io.tripline.live.outbox.SinkCursor}: a batch, as many tries as it takes--&gt; Sink
 *   ^                    |           |
 *   +--- cursor, lazily -+           +--- refused, or tried too often ---&gt; dead letters, to be sent again
 * </pre>
 *
 * <p>Nothing is held in memory for a sink but the batch it is at. {@link io.tripline.live.outbox.Outbox} is all sinks, each with a
 * thread of its own.
 */
@NullMarked
package io.tripline.live.outbox;

import org.jspecify.annotations.NullMarked;
