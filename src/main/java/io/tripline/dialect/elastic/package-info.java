/**
 * Elastic's detection rules, as its repository writes them in TOML. In: the text of a rule. Out: {@link
 * io.tripline.dialect.Parsed}.
 *
 * <pre>
 * text -- RuleReader --> ElasticRule, in the schema's own words, queries with their places in the file
 *      -- KqlParser, EqlParser --> the query's tree
 *      -- ElasticLowering --> rule.Rule
 * </pre>
 *
 * <p>To take another rule type: a record in {@link io.tripline.dialect.elastic.ElasticRule.Kind}, its keys in {@link
 * io.tripline.dialect.elastic.RuleReader}, and the case that the compiler then asks for in the lowering.
 */
@NullMarked
package io.tripline.dialect.elastic;

import org.jspecify.annotations.NullMarked;
