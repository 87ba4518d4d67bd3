package io.tripline.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Bad bytes do not cost an event: who can put one into a user agent must not become invisible. Invalid UTF-8 and halves of
 * surrogate pairs become U+FFFD.
 */
final class Utf8 {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGHS = 0x8080_8080_8080_8080L;

    private Utf8() {}

    /**
     * What is in a stretch of bytes.
     *
     * @param end where the last whole character ends; more bytes may complete the rest
     * @param valid up to {@code end}
     */
    record Scan(int end, boolean valid) {}

    static Scan scan(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            if (i + Long.BYTES <= to && ((long) LONGS.get(bytes, i) & HIGHS) == 0) {
                i += Long.BYTES;
            } else if (bytes[i] >= 0) {
                i++;
            } else {
                int length = sequence(bytes, i, to);
                if (length == 0) {
                    return new Scan(to - unfinished(bytes, i, to), false);
                } else if (i + length > to) {
                    return new Scan(i, true);
                }
                i += length;
            }
        }
        return new Scan(to, true);
    }

    /** Length of the sequence that starts here, 0 if it is invalid; it may reach beyond the end. */
    private static int sequence(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xFF;
        int length = first >= 0xC2 && first <= 0xDF
                ? 2
                : (first & 0xF0) == 0xE0 ? 3 : first >= 0xF0 && first <= 0xF4 ? 4 : 0;
        for (int i = 1; i < length && at + i < to; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        if (length > 2 && at + 1 < to) {
            int second = bytes[at + 1] & 0xFF;
            boolean overlongOrSurrogate = first == 0xE0 && second < 0xA0
                    || first == 0xED && second > 0x9F
                    || first == 0xF0 && second < 0x90
                    || first == 0xF4 && second > 0x8F;
            return overlongOrSurrogate ? 0 : length;
        }
        return length;
    }

    private static int unfinished(byte[] bytes, int from, int to) {
        for (int back = 1; back <= 3 && to - back >= from; back++) {
            int length = sequence(bytes, to - back, to);
            if (length > back) {
                return back;
            }
        }
        return 0;
    }

    /** The same text as valid UTF-8. */
    static byte[] repaired(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    }

    /** The text without halves of surrogate pairs. */
    static String repaired(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else {
                    return withoutHalves(text);
                }
            }
        }
        return text;
    }

    private static String withoutHalves(String text) {
        int[] codePoints = text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .toArray();
        return new String(codePoints, 0, codePoints.length);
    }
}
