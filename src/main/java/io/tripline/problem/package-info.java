/**
 * What is wrong with a text that somebody wrote: a {@link io.tripline.problem.Problem} names file, line and column, says
 * what it is and the way out. Nothing comes in; every room that reads text sends problems out.
 *
 * <p>To add a kind of problem, write its sentence where it is found: this room has no list of kinds.
 */
@NullMarked
package io.tripline.problem;

import org.jspecify.annotations.NullMarked;
