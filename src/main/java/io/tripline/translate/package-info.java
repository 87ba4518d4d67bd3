/**
 * Source rules become DRL: finds the files, lets the dialects read them and {@code drl} write them. In: paths or texts, and
 * values for placeholders. Out: a {@link io.tripline.translate.Translation} for each file, never an exception for any text.
 *
 * <pre>
 * paths --FoundRules--&gt; RuleSource --Translator--&gt; Translation --drl.DrlFolder--&gt; x.drl
 *                                   |  dialect.RuleParser: text -&gt; Rule
 *                                   |  drl.DrlGenerator:   Rule -&gt; text
 * </pre>
 */
@NullMarked
package io.tripline.translate;

import org.jspecify.annotations.NullMarked;
