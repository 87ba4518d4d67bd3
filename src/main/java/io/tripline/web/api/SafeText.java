package io.tripline.web.api;

import io.tripline.problem.ProblemPrinter;

/** Text of a request, short and visible: what somebody sends must not steer the terminal of who reads the answer. */
final class SafeText {

    private static final int LONGEST = 80;

    private SafeText() {}

    /** A sentence that may quote such text. */
    static String sentence(String text) {
        return ProblemPrinter.visible(text);
    }

    static String of(String text) {
        return ProblemPrinter.visible(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…");
    }
}
