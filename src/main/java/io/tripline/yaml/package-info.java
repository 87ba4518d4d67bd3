/**
 * YAML that somebody wrote, as a finite tree that knows where everything stands. In: a text with its name, and how much of
 * it is bearable. Out: {@link io.tripline.yaml.Yaml}, or problems with line and column; size, nesting and aliases are measured
 * before anything is built.
 *
 * <p>What the keys mean is said by whoever reads the tree.
 */
@NullMarked
package io.tripline.yaml;

import org.jspecify.annotations.NullMarked;
