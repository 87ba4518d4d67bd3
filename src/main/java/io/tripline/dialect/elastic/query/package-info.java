/**
 * What Elastic's query languages share: a {@link io.tripline.dialect.elastic.query.Span} of a query text, what was found
 * wrong there, and what Elastic's index mappings say about a field.
 */
@NullMarked
package io.tripline.dialect.elastic.query;

import org.jspecify.annotations.NullMarked;
