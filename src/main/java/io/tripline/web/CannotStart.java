package io.tripline.web;

import org.jspecify.annotations.Nullable;

/**
 * Ends the start of the program with a message for its user. Not Quarkus' PreventFurtherStepsException: that one is swallowed
 * before {@link ServeApplication} hears of it.
 */
public final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int exitCode;

    CannotStart(@Nullable String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
