package io.tripline.ingest;

import java.util.Map;

/** One piece of a body or file that stands for an event. */
sealed interface Item {

    /** 0-based, in the order of the body. */
    long index();

    /**
     * @param object decoded JSON, not to be changed
     * @param values how many scalars, lists and objects it holds
     * @param pathLength how long all its dotted paths are together
     */
    record Found(long index, Map<String, Object> object, int values, long pathLength) implements Item {}

    /** It is no JSON, no object, or beyond a limit. */
    record Refused(long index, String reason) implements Item {}
}
