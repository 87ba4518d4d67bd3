/**
 * YAML that somebody wrote, as a finite tree that knows where everything stands. In: a text with its name, and how much of
 * it is bearable. Out: {@link io.tripline.yaml.Yaml}, or problems with line and column; size, nesting and aliases are measured
 * before anything is built.
 *
 * <p>What the keys mean is said by whoever reads the tree: rules want all problems of a file at once and walk over
 * {@link io.tripline.yaml.Yaml}, tables and tests ask a {@link io.tripline.yaml.YamlNode}, which stops at the first.
 */
@NullMarked
package io.tripline.yaml;

import org.jspecify.annotations.NullMarked;
