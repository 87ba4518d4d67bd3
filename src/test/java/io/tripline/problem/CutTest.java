package io.tripline.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CutTest {

    private static final String ANCHOR = "\u2693\u2693";

    private static final String WAVE = "a\ud83c\udf0a\ud83c\udf0a";

    @Test
    void whatHasRoomIsWhole() {
        assertEquals("abc", Cut.after(3, "abc"));
        assertEquals("abc", Cut.within(3, "abc"));
        assertEquals("", Cut.within(0, ""));
        assertEquals(ANCHOR, Cut.within(2, ANCHOR));
    }

    @Test
    void anEllipsisStandsBehindWhatIsShownOrIsPartOfIt() {
        assertEquals("abc…", Cut.after(3, "abcd"));
        assertEquals("ab…", Cut.within(3, "abcd"));
        assertEquals("…", Cut.within(1, "abcd"));
        assertEquals("", Cut.within(0, "abcd"));
        assertEquals("…", Cut.after(0, "abcd"));
    }

    @Test
    void noCharacterIsParted() {
        assertEquals("a…", Cut.after(2, WAVE));
        assertEquals("a\ud83c\udf0a…", Cut.after(3, WAVE));
        assertEquals("a…", Cut.within(3, WAVE));
        assertEquals("a\ud83c\udf0a…", Cut.within(4, WAVE));
    }
}
