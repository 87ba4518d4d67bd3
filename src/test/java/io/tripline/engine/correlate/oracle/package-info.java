/**
 * What time means, as plain Java: the alerts that the engine owes, worked out by looking at every moment of every group over
 * all that has arrived. Nothing of the engine is in here, and nothing is saved.
 *
 * <pre>
 * happenings, passing time, edits --Oracle: LogTimes--&gt; Level: its groups, under one Law --&gt; Raised, or found for the next level
 * </pre>
 */
@NullMarked
package io.tripline.engine.correlate.oracle;

import org.jspecify.annotations.NullMarked;
