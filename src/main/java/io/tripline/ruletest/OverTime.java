package io.tripline.ruletest;

/** There is no more time for tests. */
final class OverTime extends RuntimeException {

    static final String MESSAGE = "was not run to its end: the time for tests was over";

    private static final long serialVersionUID = 1;

    OverTime() {
        super(MESSAGE, null, false, false);
    }
}
