/**
 * Kibana's query language (kuery). In: the text of a query. Out: {@link io.tripline.dialect.elastic.kql.Kql}, its tree with
 * positions, and from it a condition.
 *
 * <p>{@link io.tripline.dialect.elastic.kql.KqlParser} follows Kibana's grammar letter by letter, odd corners included: what
 * Kibana takes, means the same here, and what it refuses is refused.
 */
@NullMarked
package io.tripline.dialect.elastic.kql;

import org.jspecify.annotations.NullMarked;
