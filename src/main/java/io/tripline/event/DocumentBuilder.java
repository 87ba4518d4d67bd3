package io.tripline.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the nodes of {@link Document}s together, one document after the other. What a field is called comes before its value; of
 * two fields of one name in an object, the earlier one is replaced. One thread.
 */
public final class DocumentBuilder {

    private static final int FIRST_NODES = 64;

    /** What is larger is not kept for the next document. */
    private static final int MOST_KEPT = 4096;

    private static final byte[] NO_BYTES = {};

    private Place.Names names = new Place.Names();
    private Place[] places = new Place[FIRST_NODES];
    private int[] starts = new int[FIRST_NODES];
    private int[] infos = new int[FIRST_NODES];

    /** By {@link Place#id}: 1 + the first and 1 + the last member that stands there. */
    private int[] firsts = new int[2 * FIRST_NODES];

    private int[] lasts = new int[2 * FIRST_NODES];

    private int size;
    private int members;
    private long pathLength;

    /** A new document begins. */
    public void begin() {
        if (places.length > MOST_KEPT) {
            places = new Place[FIRST_NODES];
            starts = new int[FIRST_NODES];
            infos = new int[FIRST_NODES];
        }
        if (firsts.length > 2 * FIRST_NODES && firsts.length > 8 * members) {
            firsts = new int[firsts.length / 2];
            lasts = new int[firsts.length];
        } else if (members > 0) {
            Arrays.fill(firsts, 0);
        }
        if (names.hasOwn()) {
            names = new Place.Names();
        }
        size = 0;
        members = 0;
        pathLength = 0;
    }

    /** Nodes so far. */
    public int size() {
        return size;
    }

    public long pathLength() {
        return pathLength;
    }

    /**
     * The next node is a field of an object.
     *
     * @param object its node
     * @param to behind the last byte of the name, which is valid UTF-8 without escapes
     */
    public Place field(int object, byte[] bytes, int from, int to) {
        return member(object, names.below(places[object], bytes, from, to));
    }

    /** The same, of a name that is decoded. */
    public Place field(int object, String name) {
        return member(object, names.below(places[object], name));
    }

    private Place member(int object, Place place) {
        pathLength += place.length();
        if (2 * (members + 1) > firsts.length) {
            enlargeTable();
        }
        int mask = firsts.length - 1;
        int slot = Document.slot(place, firsts.length);
        while (firsts[slot] != 0 && places[firsts[slot] - 1] != place) {
            slot = slot + 1 & mask;
        }
        if (firsts[slot] == 0) {
            firsts[slot] = size + 1;
            members++;
        } else if (lasts[slot] - 1 > object) {
            replace(lasts[slot] - 1);
        }
        lasts[slot] = size + 1;
        return place;
    }

    private void enlargeTable() {
        int[] oldFirsts = firsts;
        int[] oldLasts = lasts;
        firsts = new int[2 * oldFirsts.length];
        lasts = new int[firsts.length];
        for (int i = 0; i < oldFirsts.length; i++) {
            if (oldFirsts[i] != 0) {
                int slot = Document.slot(places[oldFirsts[i] - 1], firsts.length);
                while (firsts[slot] != 0) {
                    slot = slot + 1 & firsts.length - 1;
                }
                firsts[slot] = oldFirsts[i];
                lasts[slot] = oldLasts[i];
            }
        }
    }

    /** All in it counts no more either. */
    private void replace(int node) {
        int end = Document.next(infos[node], node);
        for (int i = node; i < end; i++) {
            infos[i] = Document.info(JsonKind.REPLACED, Document.next(infos[i], i));
        }
    }

    /** @return its node, for its fields and for {@link #end} */
    public int object(Place place) {
        return add(place, JsonKind.OBJECT, 0, 0);
    }

    public int list(Place place) {
        return add(place, JsonKind.LIST, 0, 0);
    }

    /** The object or list has no more in it. */
    public void end(int node) {
        infos[node] = Document.endingAt(infos[node], size);
    }

    /** @param from where it stands between its quotes */
    public void text(Place place, boolean escapes, int from, int to) {
        add(place, escapes ? JsonKind.ESCAPED : JsonKind.TEXT, from, to);
    }

    public void number(Place place, boolean whole, int from, int to) {
        add(place, whole ? JsonKind.INTEGER : JsonKind.DECIMAL, from, to);
    }

    public void bool(Place place, boolean value) {
        add(place, value ? JsonKind.TRUE : JsonKind.FALSE, 0, 0);
    }

    public void nothing(Place place) {
        add(place, JsonKind.NULL, 0, 0);
    }

    private int add(Place place, JsonKind kind, int from, int to) {
        if (size == places.length) {
            places = Arrays.copyOf(places, 2 * size);
            starts = Arrays.copyOf(starts, 2 * size);
            infos = Arrays.copyOf(infos, 2 * size);
        }
        places[size] = place;
        starts[size] = from;
        infos[size] = Document.info(kind, to - from);
        return size++;
    }

    /**
     * @param bytes to which the nodes refer
     * @param to behind the document's last byte
     */
    public Document build(byte[] bytes, int from, int to) {
        return new Document(
                bytes,
                from,
                to,
                Arrays.copyOf(places, size),
                Arrays.copyOf(starts, size),
                Arrays.copyOf(infos, size),
                table(),
                pathLength,
                names.hasOwn() ? names : null);
    }

    /** As small as it may be. */
    private int[] table() {
        int[] table = new int[Integer.highestOneBit(members + members / 4 + 1) << 1];
        for (int first : firsts) {
            if (first != 0) {
                int slot = Document.slot(places[first - 1], table.length);
                while (table[slot] != 0) {
                    slot = slot + 1 & table.length - 1;
                }
                table[slot] = first;
            }
        }
        return table;
    }

    /** @param source decoded JSON; not copied */
    Document decoded(Map<String, Object> source) {
        begin();
        List<@Nullable FieldValue> scalars = new ArrayList<>();
        decoded(Place.EVENT, source, scalars);
        return build(NO_BYTES, 0, 0).madeOf(source, scalars.toArray(FieldValue[]::new));
    }

    private void decoded(Place place, @Nullable Object value, List<@Nullable FieldValue> scalars) {
        if (value instanceof Map<?, ?> object) {
            scalars.add(null);
            int node = object(place);
            object.forEach((name, child) -> decoded(field(node, String.valueOf(name)), child, scalars));
            end(node);
        } else if (value instanceof Collection<?> list) {
            scalars.add(null);
            int node = list(place);
            list.forEach(element -> decoded(place, element, scalars));
            end(node);
        } else {
            FieldValue scalar = new FieldValue(value);
            scalars.add(scalar);
            add(place, scalar.kind(), 0, 0);
        }
    }
}
