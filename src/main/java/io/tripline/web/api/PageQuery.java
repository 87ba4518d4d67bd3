package io.tripline.web.api;

import io.tripline.web.alerts.AlertFilter;
import io.tripline.web.alerts.AlertFilter.Unusable;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list somebody asks for.
 *
 * @param limit at most so many
 * @param cursor behind which number it begins
 */
record PageQuery(int limit, long cursor) {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 1000;

    /**
     * An absent or empty parameter asks for nothing.
     *
     * @param start the cursor of the first page
     */
    static PageQuery of(@Nullable String limit, @Nullable String cursor, long start) throws Unusable {
        return new PageQuery(
                (int) number("limit", limit, DEFAULT_LIMIT, 1, MOST, "a number from 1 to " + MOST),
                number("cursor", cursor, start, 0, Long.MAX_VALUE, "what an answer gave as next"));
    }

    private static long number(
            String parameter, @Nullable String said, long otherwise, long least, long most, String expected)
            throws Unusable {
        String text = AlertFilter.given(said);
        if (text == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // said below
        }
        throw new Unusable(parameter, text, expected);
    }
}
