package io.tripline.engine.function;

import io.tripline.event.Match;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code minutes( $match )}: minutes between the first and the last match in the window, parts of a minute included. Cut after
 * six digits, so that every millisecond shows and no whole number of minutes is reached too early; 0 of none.
 */
public final class MinutesFunction implements WindowFunction<MinutesFunction.Times> {

    private static final BigDecimal MILLIS_PER_MINUTE = BigDecimal.valueOf(60_000);

    /** How many matches of one group have each time, in ms since the epoch. */
    public static final class Times implements Serializable {

        private static final long serialVersionUID = 1L;

        private final transient TreeMap<Long, Integer> counts = new TreeMap<>();
    }

    @Override
    public Times createContext() {
        return new Times();
    }

    @Override
    public void init(Times times) {
        times.counts.clear();
    }

    @Override
    public void accumulate(Times times, @Nullable Object value) {
        if (value instanceof Match match) {
            times.counts.merge(match.getTimestamp(), 1, Integer::sum);
        }
    }

    @Override
    public void reverse(Times times, @Nullable Object value) {
        if (value instanceof Match match) {
            times.counts.computeIfPresent(match.getTimestamp(), (time, count) -> count == 1 ? null : count - 1);
        }
    }

    @Override
    public Object getResult(Times times) {
        Map.Entry<Long, Integer> first = times.counts.firstEntry();
        if (first == null) {
            return BigDecimal.ZERO;
        }
        return Numbers.plain(BigDecimal.valueOf(times.counts.lastKey() - first.getKey())
                .divide(MILLIS_PER_MINUTE, 6, RoundingMode.DOWN));
    }

    @Override
    public Class<?> getResultType() {
        return BigDecimal.class;
    }
}
