/**
 * How the program fares as a whole. In: what its parts tell of themselves. Out: one answer, for {@code GET /api/v1/overview} and for the
 * first view of the page.
 */
@NullMarked
package io.tripline.web.overview;

import org.jspecify.annotations.NullMarked;
