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

    /** An absent or empty parameter asks for nothing. */
    static AlertQuery of(AlertFilter.Asked asked, @Nullable String limit, @Nullable String cursor) throws Unusable {
        PageQuery page = PageQuery.of(limit, cursor, Long.MAX_VALUE);
        return new AlertQuery(asked.filter(), page.limit(), page.cursor());
    }

    boolean wants(Store.Numbered kept) {
        return filter.wants(AlertHead.of(kept));
    }
}
