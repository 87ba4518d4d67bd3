/**
 * Accumulate functions that DRL imports. In: values of the matches in a window, as they come and go. Out: a live view or a
 * number for the group.
 *
 * <p>To add one: a class that implements {@link io.tripline.engine.function.WindowFunction}, its import in the DRL generator,
 * and a line in the native registrations (a test names it if it is missing).
 */
@NullMarked
package io.tripline.engine.function;

import org.jspecify.annotations.NullMarked;
