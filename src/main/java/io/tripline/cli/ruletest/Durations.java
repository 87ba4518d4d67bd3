package io.tripline.cli.ruletest;

import java.time.Duration;

/** How test files show durations: whole seconds where they are, as in {@code 300s}. */
final class Durations {

    private Durations() {}

    static String text(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }
}
