package io.tripline.event;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The id of an event that has none: SHA-256 of its content, independent of the order of its fields. Texts carry their length,
 * so that no two contents are written alike.
 */
public final class ContentHash {

    private static final int BYTES = 16;

    private ContentHash() {}

    /** 32 hexadecimal digits. */
    public static String of(Map<String, Object> object) {
        StringBuilder canonical = new StringBuilder(1024);
        write(object, canonical);
        byte[] hash = Sha256.of(canonical.toString());
        return HexFormat.of().formatHex(hash, 0, BYTES);
    }

    private static void write(@Nullable Object value, StringBuilder into) {
        if (value instanceof Map<?, ?> object) {
            into.append('{');
            for (Map.Entry<?, ?> field : sorted(object)) {
                text('k', name(field), into);
                write(field.getValue(), into);
            }
            into.append('}');
        } else if (value instanceof List<?> list) {
            into.append('[');
            list.forEach(element -> write(element, into));
            into.append(']');
        } else if (value == null) {
            into.append('n');
        } else {
            text(value instanceof String ? 's' : value instanceof Boolean ? 'b' : 'd', value.toString(), into);
        }
    }

    private static Map.Entry<?, ?>[] sorted(Map<?, ?> object) {
        Map.Entry<?, ?>[] fields = object.entrySet().toArray(new Map.Entry<?, ?>[0]);
        Arrays.sort(fields, Comparator.comparing(ContentHash::name));
        return fields;
    }

    private static String name(Map.Entry<?, ?> field) {
        return String.valueOf(field.getKey());
    }

    private static void text(char kind, String text, StringBuilder into) {
        into.append(kind).append(text.length()).append(':').append(text);
    }
}
