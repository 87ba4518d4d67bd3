package io.tripline.web.api;

import io.tripline.store.Store;
import io.tripline.web.alerts.AlertFilter;
import io.tripline.web.alerts.AlertFilter.Unusable;
import io.tripline.web.alerts.AlertHead;
import org.jspecify.annotations.Nullable;

/**
 * A page of the alerts that somebody asks for.
 *
 * @param before sequence number, excluded
 */
record AlertQuery(AlertFilter filter, int limit, long before) {

    static final int DEFAULT_LIMIT = 100;
    static final int MOST = 1000;

    /** An absent or empty parameter asks for nothing. */
    static AlertQuery of(AlertFilter.Asked asked, @Nullable String limit, @Nullable String cursor) throws Unusable {
        return new AlertQuery(asked.filter(), limit(AlertFilter.given(limit)), cursor(AlertFilter.given(cursor)));
    }

    private static int limit(@Nullable String limit) throws Unusable {
        long number = limit == null ? DEFAULT_LIMIT : number(limit);
        if (number < 1 || number > MOST) {
            throw new Unusable("limit", String.valueOf(limit), "a number from 1 to " + MOST);
        }
        return (int) number;
    }

    private static long cursor(@Nullable String cursor) throws Unusable {
        long before = cursor == null ? Long.MAX_VALUE : number(cursor);
        if (before < 0) {
            throw new Unusable("cursor", String.valueOf(cursor), "what an answer gave as next");
        }
        return before;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notOne) {
            return -1;
        }
    }

    boolean wants(Store.Numbered kept) {
        return filter.wants(AlertHead.of(kept));
    }
}
