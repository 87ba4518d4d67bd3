package io.tripline.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds line feeds among bytes, eight at a time. */
final class LineFeeds {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long FEEDS = 0x0101_0101_0101_0101L * '\n';
    private static final long LOWS = 0x7F7F_7F7F_7F7F_7F7FL;

    private LineFeeds() {}

    /** Index of the first one; -1 if there is none before {@code to}. */
    static int first(byte[] bytes, int from, int to) {
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long feeds = feeds(bytes, i);
            if (feeds != 0) {
                return i + (Long.numberOfTrailingZeros(feeds) >> 3);
            }
        }
        for (; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Index of the last one; -1 if there is none from {@code from} on. */
    static int last(byte[] bytes, int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** How many there are. */
    static int count(byte[] bytes, int from, int to) {
        int count = 0;
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            count += Long.bitCount(feeds(bytes, i));
        }
        for (; i < to; i++) {
            count += bytes[i] == '\n' ? 1 : 0;
        }
        return count;
    }

    /** The high bit of each of eight bytes that is one. */
    private static long feeds(byte[] bytes, int at) {
        long others = (long) LONGS.get(bytes, at) ^ FEEDS;
        return ~((others & LOWS) + LOWS | others | LOWS);
    }
}
