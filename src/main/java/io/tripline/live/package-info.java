/**
 * Events become alerts while the program serves. In: decoded bodies from many threads, and the passing of time. Out: alerts
 * that are kept, numbered and handed to every sink and to those who listen.
 *
 * <pre>
 *                       as many at once as there are cores      one after another, by number
 * body --Admission--&gt; Intake: number, decode, match --------&gt; correlate --Commits: several at once, Store--&gt; answer
 *                                                                        |
 *                                                          outbox.Outbox, AlertFeed: at their own pace
 * </pre>
 *
 * <p>{@link io.tripline.live.Admission} bounds what is in the house, an {@link io.tripline.live.Intake} is one body on its way,
 * {@link io.tripline.live.LivePipeline} is what all of them share. What a turn led to is on its way in
 * {@link io.tripline.live.Commits}; if it cannot be kept, the engine goes back to what is. {@link io.tripline.live.EngineWatch} and
 * {@link io.tripline.live.MemoryWatch} say when nothing more is to be taken.
 */
@NullMarked
package io.tripline.live;

import org.jspecify.annotations.NullMarked;
