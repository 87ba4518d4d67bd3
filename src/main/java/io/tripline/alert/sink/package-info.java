/**
 * Places that alerts go to. In: alerts that are kept, some at a time. Out: what became of each.
 *
 * <p>To add one: a class that implements {@link io.tripline.alert.sink.Sink} and passes its contract test, and its type among those that
 * configuration knows.
 */
@NullMarked
package io.tripline.alert.sink;

import org.jspecify.annotations.NullMarked;
