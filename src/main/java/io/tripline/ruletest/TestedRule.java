package io.tripline.ruletest;

import org.jspecify.annotations.Nullable;

/**
 * The rule whose tests are wanted.
 *
 * @param file its DRL, absolute or relative to the folder of the tests
 * @param source the file that it was translated from; of one of the rules of a file the file, then {@code #} and its name; null if it
 *     was not
 */
public record TestedRule(
        String id, String title, String file, @Nullable String source) {}
