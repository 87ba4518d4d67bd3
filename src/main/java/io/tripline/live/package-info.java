/**
 * Events become alerts while the program serves. In: decoded bodies from many threads, and the passing of time. Out: alerts
 * that are kept, numbered and handed to every sink and to those who listen.
 *
 * <p>{@link io.tripline.live.Admission} bounds what is in the house, {@link io.tripline.live.LivePipeline} lets one
 * batch in at a time, {@link io.tripline.live.AlertFeed} tells listeners at their own pace.
 */
@NullMarked
package io.tripline.live;

import org.jspecify.annotations.NullMarked;
