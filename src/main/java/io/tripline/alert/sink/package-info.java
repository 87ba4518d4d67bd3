/**
 * Places that alerts go to. In: alerts, one at a time and in order. Out: a line in the log.
 *
 * <p>To add one: a class that implements {@link io.tripline.alert.AlertSink} and passes its contract test.
 */
@NullMarked
package io.tripline.alert.sink;

import org.jspecify.annotations.NullMarked;
