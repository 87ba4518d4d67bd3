package io.tripline.ingest;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an event costs that was taken out of something larger, counted as {@link TreeReader} counts.
 *
 * @param values scalars, lists and objects
 * @param pathLength characters of all dotted paths
 */
record Size(int values, long pathLength) {

    static Size of(Map<String, Object> object) {
        return of(object, 0);
    }

    private static Size of(@Nullable Object value, int prefix) {
        int values = 1;
        long pathLength = 0;
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> each : map.entrySet()) {
                int path = prefix + String.valueOf(each.getKey()).length();
                Size child = of(each.getValue(), path + 1);
                values += child.values;
                pathLength += path + child.pathLength;
            }
        } else if (value instanceof List<?> list) {
            for (Object element : list) {
                Size child = of(element, prefix);
                values += child.values;
                pathLength += child.pathLength;
            }
        }
        return new Size(values, pathLength);
    }
}
