/**
 * The intermediate representation becomes DRL that people read and edit. In: the {@link io.tripline.rule.Rule}s of one source
 * file. Out: the text of one {@code .drl} file, or why there is none; {@link io.tripline.drl.DrlFolder} puts it where it
 * belongs and never overwrites what a person edited.
 *
 * <pre>
 * Rule --DrlGenerator--&gt; DrlFile --DrlPrinter--&gt; text --DrlFolder--&gt; x.drl
 *           |  DrlConditions: conditions of one event            DrlLiteral escapes strings,
 *           |  CorrelationRules: patterns over time              DrlName cleans names and comments:
 *           |  DrlHeader: what it says in words                  nobody else touches a rule's own text
 * </pre>
 *
 * <p>To add an operator: its case in {@link io.tripline.drl.DrlConditions}. To add an aggregate: its case in
 * {@link io.tripline.drl.Measures}. To add a correlation type: its case in {@link io.tripline.drl.CorrelationRules}. Each gets
 * a golden case.
 */
@NullMarked
package io.tripline.drl;

import org.jspecify.annotations.NullMarked;
