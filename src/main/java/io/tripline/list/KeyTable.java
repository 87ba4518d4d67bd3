package io.tripline.list;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Keys to lines, in two arrays: the records in the order in which they came, and where each begins by the hash of its key. The hash
 * is another in each table, so that nobody can write a list or an event whose keys all meet. While it is filled of one thread,
 * then immutable.
 */
final class KeyTable {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long FIRST_FACTOR = 0x9E3779B97F4A7C15L;
    private static final long SECOND_FACTOR = 0xC2B2AE3D27D4EB4FL;
    private static final int FIRST_PLACES = 1 << 4;

    /** Line, and length of the key. */
    private static final int HEAD = 4 + 2;

    static final int LONGEST_KEY = 0xffff;

    private final boolean ends;
    private final long seed = ThreadLocalRandom.current().nextLong();
    private byte[] records = new byte[256];
    private int length;

    /** 1 + where a record begins; 0 where there is none. At most half of them are taken. */
    private int[] places = new int[FIRST_PLACES];

    private int size;

    /** @param ends whether entries count for a time only */
    KeyTable(boolean ends) {
        this.ends = ends;
    }

    int size() {
        return size;
    }

    long memory() {
        return records.length + 4L * places.length;
    }

    /**
     * Of two entries of one key the one that counts longer stays.
     *
     * @param end the last moment for which it counts, ms since the epoch
     * @return false if the table is full: more than 2 GiB of records
     */
    boolean put(byte[] key, int line, long end) {
        int place = place(key);
        if (places[place] != 0) {
            int record = places[place] - 1;
            if (ends && end > (long) LONGS.get(records, record + 4)) {
                INTS.set(records, record, line);
                LONGS.set(records, record + 4, end);
            }
            return true;
        }
        int more = HEAD + (ends ? 8 : 0) + key.length;
        if (length > Integer.MAX_VALUE - 64 - more || !room(length + more)) {
            return false;
        }
        int at = length;
        INTS.set(records, at, line);
        at += 4;
        if (ends) {
            LONGS.set(records, at, end);
            at += 8;
        }
        records[at++] = (byte) key.length;
        records[at++] = (byte) (key.length >>> 8);
        System.arraycopy(key, 0, records, at, key.length);
        places[place] = length + 1;
        length += more;
        if (2 * ++size > places.length) {
            grow();
        }
        return true;
    }

    private boolean room(int needed) {
        if (needed > records.length) {
            records = Arrays.copyOf(
                    records, (int) Math.min(Integer.MAX_VALUE - 64, Math.max(needed, records.length * 3L / 2)));
        }
        return needed <= records.length;
    }

    private void grow() {
        int[] before = places;
        places = new int[before.length * 2];
        for (int taken : before) {
            if (taken != 0) {
                int key = taken - 1 + HEAD + (ends ? 8 : 0);
                int place = (int) hash(records, key, key + keyLength(taken - 1)) & places.length - 1;
                while (places[place] != 0) {
                    place = place + 1 & places.length - 1;
                }
                places[place] = taken;
            }
        }
    }

    /** Nothing is put any more. */
    KeyTable done() {
        records = Arrays.copyOf(records, length);
        return this;
    }

    /** The line of an entry that counts at the time; 0 if there is none. */
    int find(byte[] key, long time) {
        int record = places[place(key)] - 1;
        return record < 0 || ends && time > (long) LONGS.get(records, record + 4) ? 0 : (int) INTS.get(records, record);
    }

    /** Where the key is, or would be. */
    private int place(byte[] key) {
        int place = (int) hash(key, 0, key.length) & places.length - 1;
        while (places[place] != 0 && !isKeyOf(places[place] - 1, key)) {
            place = place + 1 & places.length - 1;
        }
        return place;
    }

    private boolean isKeyOf(int record, byte[] key) {
        int from = record + HEAD + (ends ? 8 : 0);
        return keyLength(record) == key.length && Arrays.equals(records, from, from + key.length, key, 0, key.length);
    }

    private int keyLength(int record) {
        int at = record + 4 + (ends ? 8 : 0);
        return records[at] & 0xff | (records[at + 1] & 0xff) << 8;
    }

    private long hash(byte[] bytes, int from, int to) {
        long hash = mixed(seed ^ to - from, FIRST_FACTOR);
        int at = from;
        for (; at + 8 <= to; at += 8) {
            hash = mixed(hash ^ (long) LONGS.get(bytes, at), FIRST_FACTOR ^ seed);
        }
        long rest = 0;
        for (; at < to; at++) {
            rest = rest << 8 | bytes[at] & 0xff;
        }
        return mixed(hash ^ rest, SECOND_FACTOR);
    }

    private static long mixed(long value, long factor) {
        return value * factor ^ Math.unsignedMultiplyHigh(value, factor);
    }
}
