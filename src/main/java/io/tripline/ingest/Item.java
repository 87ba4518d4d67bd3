package io.tripline.ingest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One piece of a body or file that stands for an event. */
sealed interface Item {

    /** 0-based, in the order of the body. */
    long index();

    /**
     * @param object decoded JSON, not to be changed
     * @param values how many scalars, lists and objects it holds
     * @param pathLength how long all its dotted paths are together
     * @param excess why it is too large for one event, with its position; null if it is not
     */
    record Found(
            long index,
            Map<String, Object> object,
            int values,
            long pathLength,
            @Nullable String excess) implements Item {}

    /** It is no JSON, no object, or beyond a limit. */
    record Refused(long index, String reason) implements Item {}
}
