/**
 * From the documents of Sigma to the rules that alert. In: the documents of a file, the other files it may refer to, the
 * values of parameters. Out: {@link io.tripline.rule.Rule}s; what cannot be translated faithfully is a problem with its place.
 *
 * <pre>
 * RuleReferences ── SigmaLowering ── rule.Rule
 *                     ├ RuleLowering (SearchLowering, ConditionLowering, filters)
 *                     ├ CorrelationLowering (InputReader, MeasureReader, BoundReader)
 *                     └ SplunkLowering ── spl: the Splunk text of Auth0's rules
 * </pre>
 */
@NullMarked
package io.tripline.dialect.sigma.lower;

import org.jspecify.annotations.NullMarked;
