/**
 * Rules from files and folders. In: the paths that a user gave. Out: {@link io.tripline.cli.rules.RuleSet}, DRL texts ready
 * for an engine. Sources are translated in memory; where a DRL file stands beside its source, only the DRL counts.
 */
@NullMarked
package io.tripline.cli.rules;

import org.jspecify.annotations.NullMarked;
