package io.tripline.web.page;

import io.tripline.problem.Cut;

/** Texts within what one view may hold: each is cut where it is long, and all together are bounded. One thread. */
final class Excerpts {

    /** What stands around a text counts as well. */
    private static final int AROUND = 100;

    private int left;

    /** @param characters of all texts together, with what stands around each; the last one may go beyond */
    Excerpts(int characters) {
        this.left = characters;
    }

    String of(String text, int longest) {
        String shown = Cut.after(longest, text);
        left -= shown.length() + AROUND;
        return shown;
    }

    /** Whether no more is to be shown. */
    boolean areOver() {
        return left <= 0;
    }
}
