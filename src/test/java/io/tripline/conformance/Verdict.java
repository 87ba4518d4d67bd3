package io.tripline.conformance;

/**
 * What became of one case.
 *
 * @param actual for a skipped case the reason
 */
record Verdict(String id, Status status, String expected, String actual) {

    enum Status {
        PASSED,
        FAILED,
        SKIPPED
    }

    static Verdict of(String id, Object expected, Object actual) {
        String wanted = String.valueOf(expected);
        String got = String.valueOf(actual);
        return new Verdict(id, wanted.equals(got) ? Status.PASSED : Status.FAILED, wanted, got);
    }

    static Verdict failed(String id, Object expected, String actual) {
        return new Verdict(id, Status.FAILED, String.valueOf(expected), actual);
    }

    static Verdict skipped(String id, String reason) {
        return new Verdict(id, Status.SKIPPED, "", reason);
    }
}
