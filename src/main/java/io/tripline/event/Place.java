package io.tripline.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where values stand in events: the names that lead there, lists being looked through. Events of one kind repeat their names, so
 * the places form one tree that all events share: a name is found by its bytes, and made once. The tree is bounded, since senders
 * choose names: a place beyond the bound belongs to its event alone, and works alike. Any thread; what belongs to one event is
 * that event's worker's.
 */
public final class Place {

    /** More names than all known logs have together. */
    private static final int MOST_SHARED = 20_000;

    /** Characters; what is longer is shared by nobody. */
    private static final int LONGEST_SHARED = 1_000;

    /** Names that are made to fall together are shared no further than this. */
    private static final int MOST_PROBES = 16;

    /** Ids of places that belong to one event begin here, anew in each. */
    private static final int FIRST_OWN = 1 << 30;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SLOTS = MethodHandles.arrayElementVarHandle(Place[].class);
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    /** The event itself. */
    public static final Place EVENT = new Place(null, "", new byte[0], 0);

    private static int shared = 1;

    private final @Nullable Place parent;
    private final String name;
    private final byte[] utf8;
    private final int hash;
    private final int id;
    private final int length;
    private @Nullable String path;

    /** Open addressing by {@link #hash}; written under the lock of the class. */
    private volatile Place[] below = new Place[2];

    private int size;

    private Place(@Nullable Place parent, String name, byte[] utf8, int id) {
        this.parent = parent;
        this.name = name;
        this.utf8 = utf8;
        this.hash = hash(utf8, 0, utf8.length);
        this.id = id;
        this.length = parent == null || parent.parent == null ? name.length() : parent.length + 1 + name.length();
    }

    /** The last of the names, as the sender wrote it. */
    public String name() {
        return name;
    }

    /** The names with dots between them, as {@link FieldPath#normalise} has them. */
    public String path() {
        String known = path;
        if (known == null) {
            String own = FieldPath.normalise(name);
            known = parent == null || parent.parent == null ? own : parent.path() + "." + own;
            path = known;
        }
        return known;
    }

    /** Characters of all names, and the dots between them. */
    public int length() {
        return length;
    }

    /** Small numbers for the places that all events share; in one event no two places have the same. */
    public int id() {
        return id;
    }

    public boolean isShared() {
        return id < FIRST_OWN;
    }

    /** The place of a name right below, which is one of the program's or a rule's: the bound is not for it. */
    public Place below(String known) {
        byte[] bytes = known.getBytes(StandardCharsets.UTF_8);
        Place found = find(bytes, 0, bytes.length, hash(bytes, 0, bytes.length));
        Place place = found == null ? share(known, bytes, Integer.MAX_VALUE) : found;
        return place == null ? new Place(this, known, bytes, FIRST_OWN) : place;
    }

    /** @return null where the name is not known yet */
    private @Nullable Place find(byte[] bytes, int from, int to, int nameHash) {
        Place[] table = below;
        int mask = table.length - 1;
        for (int i = 0, slot = nameHash & mask; i < MOST_PROBES; i++, slot = slot + 1 & mask) {
            Place place = (Place) SLOTS.getAcquire(table, slot);
            if (place == null) {
                return null;
            }
            if (place.hash == nameHash && Arrays.equals(place.utf8, 0, place.utf8.length, bytes, from, to)) {
                return place;
            }
        }
        return null;
    }

    /** @return null where there is no room for it */
    private @Nullable Place share(String newName, byte[] bytes, int most) {
        if (shared >= most) {
            return null;
        }
        synchronized (Place.class) {
            int nameHash = hash(bytes, 0, bytes.length);
            Place known = find(bytes, 0, bytes.length, nameHash);
            if (known != null || shared >= most) {
                return known;
            }
            Place fresh = new Place(this, newName, bytes, shared);
            if (fresh.length > LONGEST_SHARED || !insert(fresh)) {
                return null;
            }
            shared++;
            return fresh;
        }
    }

    private boolean insert(Place fresh) {
        size++;
        if (2 * size <= below.length && put(below, fresh)) {
            return true;
        }
        for (int room = 2 * below.length; room <= 64 * size; room *= 2) {
            Place[] larger = new Place[room];
            boolean fits = put(larger, fresh);
            for (Place place : below) {
                fits &= place == null || put(larger, place);
            }
            if (fits) {
                below = larger;
                return true;
            }
        }
        size--;
        return false;
    }

    private static boolean put(Place[] table, Place place) {
        int mask = table.length - 1;
        for (int i = 0, slot = place.hash & mask; i < MOST_PROBES; i++, slot = slot + 1 & mask) {
            if (table[slot] == null) {
                SLOTS.setRelease(table, slot, place);
                return true;
            }
        }
        return false;
    }

    static int hash(byte[] bytes, int from, int to) {
        long hash = (to - from) * MIX;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = mixed(hash, (long) LONGS.get(bytes, at));
        }
        long rest = 0;
        for (int shift = 0; at < to; at++, shift += Byte.SIZE) {
            rest |= (bytes[at] & 0xFFL) << shift;
        }
        hash = mixed(hash, rest);
        return (int) (hash ^ hash >>> 32);
    }

    private static long mixed(long hash, long word) {
        long product = (hash ^ word) * MIX;
        return product ^ product >>> 29;
    }

    @Override
    public String toString() {
        return path();
    }

    /** The places of one event: those that are shared, and its own where no more are. One thread. */
    static final class Names {

        private final Map<Place, Map<String, Place>> own = new HashMap<>();
        private int owned;

        /** @param to behind the last byte of the name, valid UTF-8 */
        Place below(Place parent, byte[] bytes, int from, int to) {
            Place found = parent.find(bytes, from, to, hash(bytes, from, to));
            return found == null
                    ? grown(
                            parent,
                            new String(bytes, from, to - from, StandardCharsets.UTF_8),
                            Arrays.copyOfRange(bytes, from, to))
                    : known(found);
        }

        Place below(Place parent, String name) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            Place found = parent.find(bytes, 0, bytes.length, hash(bytes, 0, bytes.length));
            return found == null ? grown(parent, name, bytes) : known(found);
        }

        /** It may be shared since the event had one of its own for it. */
        private Place known(Place found) {
            Place mine = owned == 0 ? null : ownOf(found);
            return mine == null ? found : mine;
        }

        private Place grown(Place parent, String name, byte[] bytes) {
            Place place = parent.isShared() && !isOwn(parent, name) ? parent.share(name, bytes, MOST_SHARED) : null;
            return place == null
                    ? own.computeIfAbsent(parent, p -> new HashMap<>())
                            .computeIfAbsent(name, n -> new Place(parent, n, bytes, FIRST_OWN + owned++))
                    : place;
        }

        private boolean isOwn(Place parent, String name) {
            Map<String, Place> names = owned == 0 ? null : own.get(parent);
            return names != null && names.containsKey(name);
        }

        boolean hasOwn() {
            return owned > 0;
        }

        /** The place of the event's own that has the same names: the shared one was not there yet, or had no room; null if it has none. */
        @Nullable
        Place ownOf(Place known) {
            Place parent = known.parent;
            if (parent == null) {
                return null;
            }
            Place above = ownOf(parent);
            Map<String, Place> names = own.get(above == null ? parent : above);
            return names == null ? null : names.get(known.name);
        }
    }
}
