/**
 * Which sinks configuration asks for. In: keys {@code tripline.sinks.<name>.…}. Out: a {@link io.tripline.live.outbox.SinkPlan} for each.
 *
 * <p>To add a type: a class that implements {@link io.tripline.web.sinks.SinkType}, and its line in {@link io.tripline.web.sinks.SinkPlans}.
 */
@NullMarked
package io.tripline.web.sinks;

import org.jspecify.annotations.NullMarked;
