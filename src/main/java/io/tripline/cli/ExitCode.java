package io.tripline.cli;

/** What the program's exit codes mean; scripts rely on them. */
final class ExitCode {

    static final int FINE = 0;

    /** Refused rules, failing tests, alerts where none were expected. */
    static final int FINDINGS = 1;

    static final int WRONG_USAGE = 2;

    static final int INPUT_OUTPUT = 4;

    /** {@code EX_CONFIG} of sysexits.h. */
    static final int BAD_CONFIGURATION = 78;

    private ExitCode() {}
}
