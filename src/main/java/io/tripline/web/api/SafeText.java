package io.tripline.web.api;

import io.tripline.problem.ProblemPrinter;
import io.tripline.web.door.Refusal;
import java.util.stream.Collectors;

/** Text of a request, short and visible: what somebody sends must not steer the terminal of who reads the answer. */
final class SafeText {

    private SafeText() {}

    /** A sentence that may quote such text. */
    static String sentence(String text) {
        return ProblemPrinter.visible(text);
    }

    /** Text of several lines that may quote such text: the breaks between them stay. */
    static String lines(String text) {
        return text.lines().map(ProblemPrinter::visible).collect(Collectors.joining("\n"));
    }

    static String of(String text) {
        return Refusal.quoted(text);
    }
}
