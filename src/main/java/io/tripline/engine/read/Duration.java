package io.tripline.engine.read;

import org.drools.base.time.TimeUtils;

/**
 * A span of time.
 *
 * @param text as the author wrote it: {@code 1h}
 */
public record Duration(String text, long millis) {

    /** @throws Unreadable if the text is none */
    static Duration parse(String text, Span span) {
        if (!text.matches("[+-]?(\\d{1,9}|(\\d{1,9}d)?(\\d{1,9}h)?(\\d{1,9}m)?(\\d{1,9}s)?(\\d{1,9}(ms)?)?)")
                || text.length() < 1) {
            throw new Unreadable(span, "'" + text + "' is no span of time", "write it as 90s, 15m, 1h or 14d");
        }
        return new Duration(text, TimeUtils.parseTimeString(text));
    }
}
