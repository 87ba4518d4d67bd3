/**
 * Rules from files and folders. In: the paths that a user gave. Out: {@link io.tripline.cli.rules.GivenRules}, DRL texts ready
 * for an engine. Sources are translated in memory; which of a source and the DRL beside it counts, {@link io.tripline.live.rules.DrlChoice} says.
 */
@NullMarked
package io.tripline.cli.rules;

import org.jspecify.annotations.NullMarked;
