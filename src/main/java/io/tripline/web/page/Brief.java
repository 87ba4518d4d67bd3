package io.tripline.web.page;

import io.tripline.problem.Cut;
import io.tripline.problem.Visible;

/** A name or a sentence of strangers in one short line. */
final class Brief {

    private Brief() {}

    /** @param longest UTF-16 units of what is shown */
    static String of(String text, int longest) {
        return Cut.after(longest, Visible.of(text));
    }
}
