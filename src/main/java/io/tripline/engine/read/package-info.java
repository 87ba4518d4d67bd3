/**
 * The one reader of rules. In: the tree that Drools' parser makes of a DRL file. Out: a
 * {@link io.tripline.engine.read.RuleFile}, typed and immutable, or problems with file, line and column.
 *
 * <p>What a rule may hold is listed here and nowhere else: the nodes of the tree in {@link io.tripline.engine.read.DrlReader} and
 * the readers that it calls, tests of events in {@link io.tripline.engine.read.ConditionParser}, expressions in
 * {@link io.tripline.engine.read.ExpressionParser} and what stands between their operators in
 * {@link io.tripline.engine.read.OperandParser}, statements in {@link io.tripline.engine.read.StatementParser}, types in {@link io.tripline.engine.read.RuleTypes}, methods in
 * {@link io.tripline.engine.read.Members}. What is not listed has no form in the model; and Drools compiles what
 * {@link io.tripline.engine.read.CanonicalText} prints of the model, never the file itself: two readers of one text cannot
 * disagree about it.
 *
 * <p>To allow one thing more: a record in a sealed family, its reading, its printing; the compiler leads the way.
 */
@NullMarked
package io.tripline.engine.read;

import org.jspecify.annotations.NullMarked;
