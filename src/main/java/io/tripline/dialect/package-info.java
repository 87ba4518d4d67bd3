/**
 * Rule texts of other systems become the intermediate representation. In: a text with its name, and what the user set for
 * placeholders. Out: {@link io.tripline.dialect.Parsed}, never an exception, for any text.
 *
 * <p>To add a dialect: a package {@code dialect.x} with the source's own words as records, a parser and a lowering, and
 * one line in {@link io.tripline.dialect.Dialects}. The contract test runs over all of them.
 */
@NullMarked
package io.tripline.dialect;

import org.jspecify.annotations.NullMarked;
