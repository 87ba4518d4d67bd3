/**
 * Tests of rules, in the form of {@code *.test.yml}. In: a test file. Out: one
 * {@link io.tripline.ruletest.RuleTestResult} a test. Events are evaluated in the order of the file, which is the order
 * of arrival, on the events' own clock; after the last one time runs on until all streams are empty.
 *
 * <pre>
 *   x.test.yml --RuleTestReader--&gt; RuleTestFile --RuleTestRunner--&gt; RuleTestResult
 *                (positions)                        | TestEvents: repeat, every, at, {{n}}
 *                                                   | AlertMatching: which alert is which expectation
 * </pre>
 */
@NullMarked
package io.tripline.ruletest;

import org.jspecify.annotations.NullMarked;
