/**
 * Elastic's event query language (EQL), as Elasticsearch 8 reads it. In: the text of a query. Out: {@link
 * io.tripline.dialect.elastic.eql.Eql}, its tree with positions, and from an event query a condition.
 *
 * <p>To take another function: a case in {@link io.tripline.dialect.elastic.eql.FunctionLowering}.
 */
@NullMarked
package io.tripline.dialect.elastic.eql;

import org.jspecify.annotations.NullMarked;
