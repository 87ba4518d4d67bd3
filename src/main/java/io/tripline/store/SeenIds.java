package io.tripline.store;

import io.tripline.event.Sha256;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;

/**
 * Which redelivery ids were seen: the newest so many, of each 16 bytes of its SHA-256, so that no sender can make another
 * event look like one that was seen. About 24 bytes an id. An id counts from the commit of its batch on: what was not
 * committed is sent again. Any thread.
 */
public final class SeenIds {

    public static final int DEFAULT_CAPACITY = 1_000_000;

    /** Of the hash of one. */
    static final int BYTES = 16;

    private static final int FIRST_SIZE = 1024;

    private final int capacity;

    /** Two longs an id, oldest first from {@link #oldest} on, around. */
    private long[] ring = new long[2 * FIRST_SIZE];

    /** Open addressing, linear probing: 1 + place in the ring; 0 is empty. */
    private int[] table = new int[2 * FIRST_SIZE];

    private int oldest;
    private int size;

    /** @param capacity ids; the oldest goes when a new one does not fit any more */
    public SeenIds(int capacity) {
        if (capacity < 1 || capacity > 1 << 28) {
            throw new IllegalArgumentException("capacity must be from 1 to " + (1 << 28) + ", not " + capacity);
        }
        this.capacity = capacity;
    }

    public synchronized boolean contains(String id) {
        long[] hash = hash(id);
        return table[slot(hash[0], hash[1])] != 0;
    }

    /** Records an id at once. */
    public void add(String id) {
        add(hash(id));
    }

    /** Records ids that were kept, 16 bytes each, as {@link #bytes} gives them. */
    void add(byte[] hashes) {
        ByteBuffer bytes = ByteBuffer.wrap(hashes);
        while (bytes.remaining() >= BYTES) {
            add(new long[] {bytes.getLong(), bytes.getLong()});
        }
    }

    /** What is kept of ids, 16 bytes each. */
    static byte[] bytes(Collection<String> ids) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES * ids.size());
        for (String id : ids) {
            bytes.put(Sha256.of(id), 0, BYTES);
        }
        return bytes.array();
    }

    private synchronized void add(long[] hash) {
        int slot = slot(hash[0], hash[1]);
        if (table[slot] != 0) {
            return;
        }
        if (size == capacity) {
            removeOldest();
        } else if (size == ring.length / 2) {
            grow();
        }
        int place = (oldest + size) % (ring.length / 2);
        ring[2 * place] = hash[0];
        ring[2 * place + 1] = hash[1];
        size++;
        table[slot(hash[0], hash[1])] = place + 1;
    }

    public synchronized int size() {
        return size;
    }

    private static long[] hash(String id) {
        ByteBuffer hash = ByteBuffer.wrap(Sha256.of(id));
        return new long[] {hash.getLong(), hash.getLong()};
    }

    /** Where the id is in the table, or where it would be put. */
    private int slot(long high, long low) {
        int slot = home(high);
        while (table[slot] != 0) {
            int place = table[slot] - 1;
            if (ring[2 * place] == high && ring[2 * place + 1] == low) {
                return slot;
            }
            slot = slot + 1 & table.length - 1;
        }
        return slot;
    }

    private int home(long high) {
        return (int) high & table.length - 1;
    }

    private void removeOldest() {
        int slot = slot(ring[2 * oldest], ring[2 * oldest + 1]);
        table[slot] = 0;
        closeGap(slot);
        oldest = (oldest + 1) % (ring.length / 2);
        size--;
    }

    /** Moves back what was put behind the gap only because its place was taken. */
    private void closeGap(int gap) {
        int slot = gap;
        while (true) {
            slot = slot + 1 & table.length - 1;
            if (table[slot] == 0) {
                return;
            }
            int home = home(ring[2 * (table[slot] - 1)]);
            boolean reachable = gap <= slot ? home <= gap || home > slot : home <= gap && home > slot;
            if (reachable) {
                table[gap] = table[slot];
                table[slot] = 0;
                gap = slot;
            }
        }
    }

    private void grow() {
        int places = (int) Math.min(capacity, ring.length / 2 * 2L);
        ring = Arrays.copyOf(ring, 2 * places); // never removed from while it grows: oldest is 0
        table = new int[Integer.highestOneBit(2 * places - 1) * 2];
        for (int place = 0; place < size; place++) {
            table[slot(ring[2 * place], ring[2 * place + 1])] = place + 1;
        }
    }
}
