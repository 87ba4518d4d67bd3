package io.tripline.web.api;

import io.tripline.live.history.MinuteHistory;
import io.tripline.store.CountHistory;
import io.tripline.web.alerts.AlertFilter;
import io.tripline.web.alerts.AlertFilter.Unusable;
import org.jspecify.annotations.Nullable;

/**
 * Which span of time somebody asks for.
 *
 * @param since ms since the epoch, the first moment of a step
 * @param until excluded
 * @param step ms: a minute where minutes are kept that long, else an hour
 */
record HistoryQuery(long since, long until, long step) {

    /**
     * @param since null: an hour ago; a moment before anything is kept is the first of which something may be
     * @param until null: now, with the running minute
     * @param now ms since the epoch
     */
    static HistoryQuery of(@Nullable String since, @Nullable String until, long now) throws Unusable {
        Long from = AlertFilter.time("since", since);
        Long to = AlertFilter.time("until", until);
        long end = Math.min(to == null ? Long.MAX_VALUE : to, now - now % MinuteHistory.MINUTE + MinuteHistory.MINUTE);
        if (from != null && from > end) {
            throw new Unusable("since", String.valueOf(since), "before until");
        }
        long asked = from == null ? end - MinuteHistory.HOUR : from;
        long begin = Math.min(end, Math.max(asked, now - CountHistory.HOURS.toMillis()));
        long step = begin >= now - CountHistory.MINUTES.toMillis() ? MinuteHistory.MINUTE : MinuteHistory.HOUR;
        return new HistoryQuery(begin - begin % step, end, step);
    }
}
