/**
 * From a YAML file to the documents of Sigma, in the specification's own words. In: a text with its name. Out:
 * {@link io.tripline.dialect.sigma.read.SigmaDocument}s with places, as far as they can be read; problems go to the list of
 * the file. Other files are read when something refers to them, each once.
 *
 * <p>To add a kind of correlation: a constant in {@link io.tripline.dialect.sigma.read.SigmaCorrelation.Type}.
 */
@NullMarked
package io.tripline.dialect.sigma.read;

import org.jspecify.annotations.NullMarked;
