/**
 * Rules from files and folders, for whoever runs them beside the server. In: paths. Out: {@link io.tripline.given.GivenRules},
 * DRL texts ready for an engine. Sources are translated in memory; which of a source and the DRL beside it counts,
 * {@link io.tripline.live.rules.DrlChoice} says.
 */
@NullMarked
package io.tripline.given;

import org.jspecify.annotations.NullMarked;
