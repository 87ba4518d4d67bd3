package io.tripline.config;

/** A value that cannot be what its key needs; ends the program with exit code 78. */
public final class BadConfiguration extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message names the key, the value and what was expected */
    public BadConfiguration(String message) {
        super(message);
    }
}
