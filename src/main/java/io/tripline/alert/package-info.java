/**
 * What the engine found, and where it is sent. In: a {@link io.tripline.alert.Finding} that a rule describes. Out: an
 * {@link io.tripline.alert.Alert} with a deterministic id and its evidence, to every {@link io.tripline.alert.AlertSink}.
 *
 * <p>To add a place that alerts go to: a class in {@code alert.sink} that implements {@link io.tripline.alert.AlertSink} and
 * passes its contract test.
 */
@NullMarked
package io.tripline.alert;

import org.jspecify.annotations.NullMarked;
