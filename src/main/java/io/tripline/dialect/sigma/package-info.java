/**
 * Sigma: rules, correlations and filters of specification 2.1 (temporal conditions of the draft of 2.2), in the
 * specification's own words. In: one YAML file, the other files it may refer to, the values of parameters. Out: rules, or
 * every problem of the file with line and column.
 *
 * <pre>
 * text ── yaml ── read ── SigmaDocument = SigmaRule | SigmaCorrelation | SigmaFilter
 *                                            │
 *    value: Modifier, Operand, Parameters ── lower ── rule.Rule
 *    spl: the Splunk text of Auth0's rules ──┘
 * </pre>
 *
 * <p><b>Parameters.</b> A value <code>'{name}'</code>, or <code>{several-words}</code> inside of one, a number <code>'{name}'</code> or a
 * time <code>'{name}m'</code> of a correlation, and {@code %name%} with {@code expand} are replaced by the value of a
 * parameter. A document may state defaults and bounds of its own:
 *
 * <pre>
 * parameters:
 *     most_clients: {default: 10, type: integer, min: 1, max: 100000, description: Registrations that are still usual}
 *     observed_minutes: 60
 *     known_domains: [example.com, example.org]
 * </pre>
 *
 * <p>Types are integer, number, text and list. The user's configuration comes first, then this default, then the table of
 * shipped defaults (named in a warning); a parameter without a value is an error.
 *
 * <p><b>Where sources disagree.</b> {@code field: null} holds where the field is missing, null or empty; {@code not x} holds
 * where x's field is missing; a pattern that matches no search is refused; YAML is 1.2; a filter is joined by {@code and},
 * as written; {@code base64offset} looks anywhere in the value; keywords are parts of any value.
 */
@NullMarked
package io.tripline.dialect.sigma;

import org.jspecify.annotations.NullMarked;
