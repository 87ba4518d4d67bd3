package io.tripline.web.page;

import io.tripline.problem.Visible;

/** A name or a sentence of strangers in one short line. */
final class Brief {

    private Brief() {}

    /** @param longest UTF-16 units of what is shown */
    static String of(String text, int longest) {
        String visible = Visible.of(text);
        if (visible.length() <= longest) {
            return visible;
        }
        int end = Character.isHighSurrogate(visible.charAt(longest - 1)) ? longest - 1 : longest;
        return visible.substring(0, end) + "…";
    }
}
