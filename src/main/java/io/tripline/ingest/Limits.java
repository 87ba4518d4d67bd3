package io.tripline.ingest;

import org.jspecify.annotations.Nullable;

/**
 * How much one body and one event may hold. What one event may cost is bounded by what it brings: a few bytes must not
 * become many megabytes of field names or values.
 *
 * @param bodyBytes of a body after inflation; also of one item of a file
 * @param nesting objects and lists inside each other, the event itself being the first
 * @param textLength characters of one text
 * @param nameLength characters of one field name
 * @param numberLength characters of one number
 * @param values scalars, lists and objects of one event
 * @param pathLength characters of all dotted paths of one event
 * @param bodyValues as {@code values}, of all events of a body, an event itself counting {@link #EVENT}
 * @param bodyPathLength as {@code pathLength}, of all events of a body
 * @param malformed items of a body, after which the rest is refused unread
 */
public record Limits(
        int bodyBytes,
        int nesting,
        int textLength,
        int nameLength,
        int numberLength,
        int values,
        int pathLength,
        int bodyValues,
        int bodyPathLength,
        int malformed) {

    /** Of one item, which may be an envelope around all events of a body. */
    Limits ofItems() {
        return new Limits(
                bodyBytes,
                nesting,
                textLength,
                nameLength,
                numberLength,
                Math.max(values, bodyValues),
                Math.max(pathLength, bodyPathLength),
                bodyValues,
                bodyPathLength,
                malformed);
    }

    /** Why one event may not be so large; null if it may. */
    @Nullable
    String excess(long eventValues, long eventPathLength) {
        if (eventValues > values) {
            return "more than " + values + " values";
        }
        return eventPathLength > pathLength
                ? "the field names are longer than " + pathLength + " characters together"
                : null;
    }

    /** An empty event costs about as much memory as this many values. */
    static final int EVENT = 10;

    /**
     * Bytes on the heap. Measured by what stays after a collection, of bodies of Auth0 and Okta logs, wide and deep objects, lists
     * of numbers, texts and objects: 100 to 260 for each value, with what rules read from it and the names of its format's view.
     */
    private static final long VALUE = 256;

    /** An event that holds nothing takes as much as so many values. */
    private static final long NOTHING = 4;

    private static final int MEBI = 1024 * 1024;

    public static final Limits DEFAULT =
            new Limits(20 * MEBI, 64, MEBI, 4096, 1000, 100_000, 8 * MEBI, 4_000_000, 64 * MEBI, 10_000);

    /** At most how many bytes the texts of a body take: as they are, and folded for tests that ignore case. */
    static long texts(long bodyBytes) {
        return 2 * bodyBytes;
    }

    /** About how many bytes an event takes on the heap, without its texts. */
    static long memory(long values, long pathLength) {
        return (values + NOTHING) * VALUE + 2 * pathLength;
    }
}
