package io.tripline.web.page;

import io.tripline.problem.Visible;

/**
 * Why somebody does not get what they asked for.
 *
 * @param quote the line of their text that is meant, with a mark below; empty where none is
 */
public record Trouble(String sentence, String quote) {

    /** @param sentence may quote what was asked */
    static Trouble of(String sentence) {
        return new Trouble(Visible.of(sentence), "");
    }
}
