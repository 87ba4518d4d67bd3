package io.tripline.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One decoded JSON object: what stands where, in the order of the text, as a list of nodes. A scalar stays a slice of the bytes
 * until somebody asks for it. What an object holds comes right behind it, so that an object is a range of nodes. Node 0 is the
 * whole.
 *
 * <p>Does not change, but for what it has worked out already: of one worker at a time, without locks, as the event is. Nobody
 * may write the bytes any more.
 */
public final class Document {

    private static final int KIND_SHIFT = 28;
    private static final int LOW = (1 << KIND_SHIFT) - 1;
    private static final int HASH = 0x9E37_79B9;

    private final byte[] bytes;
    private final Place[] places;
    private final int[] starts;

    /** Kind, and behind it of a scalar the count of its bytes, of an object or list the node behind its last. */
    private final int[] infos;

    /** Open addressing by {@link Place#id}: 1 + the first member of an object that stands there; 0 is empty. */
    private final int[] firsts;

    private final long pathLength;

    /** Where some of its places are not shared; nobody adds to them any more. */
    private final Place.@Nullable Names own;

    /** The part of the bytes that it was read from. */
    private final int from;

    private final int to;

    private @Nullable FieldValue @Nullable [] values;
    private @Nullable Map<String, Object> source;

    Document(
            byte[] bytes,
            int from,
            int to,
            Place[] places,
            int[] starts,
            int[] infos,
            int[] firsts,
            long pathLength,
            Place.@Nullable Names own) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.places = places;
        this.starts = starts;
        this.infos = infos;
        this.firsts = firsts;
        this.pathLength = pathLength;
        this.own = own;
    }

    /** Of decoded JSON: maps, lists, String, Number, Boolean, null; not copied, must not change any more. */
    public static Document of(Map<String, Object> source) {
        return new DocumentBuilder().decoded(source);
    }

    static int info(JsonKind kind, int low) {
        return kind.ordinal() << KIND_SHIFT | low;
    }

    static int slot(Place place, int tableLength) {
        return place.id() * HASH >>> 1 & tableLength - 1;
    }

    /** What the object or list ends before. */
    static int endingAt(int info, int end) {
        return info & ~LOW | end;
    }

    /** The node behind one and all that is in it. */
    static int next(int info, int node) {
        return switch (JsonKind.of(info >>> KIND_SHIFT)) {
            case OBJECT, LIST, REPLACED -> info & LOW;
            case TEXT, ESCAPED, INTEGER, DECIMAL, TRUE, FALSE, NULL -> node + 1;
        };
    }

    /** @param scalars one for each node that is one */
    Document madeOf(Map<String, Object> decoded, @Nullable FieldValue[] scalars) {
        source = decoded;
        values = scalars;
        return this;
    }

    /** How many scalars, lists and objects it holds, itself included. */
    public int size() {
        return infos.length;
    }

    /** How long all dotted paths are together, those of lists and objects included. */
    public long pathLength() {
        return pathLength;
    }

    public Place place(int node) {
        return places[node];
    }

    /** False where it was made of decoded values. */
    boolean hasBytes() {
        return bytes.length > 0;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the bytes of a scalar begin. */
    int from(int node) {
        return starts[node];
    }

    /** Behind the last of them. */
    int to(int node) {
        return starts[node] + (infos[node] & LOW);
    }

    JsonKind kind(int node) {
        return JsonKind.of(infos[node] >>> KIND_SHIFT);
    }

    public boolean isScalar(int node) {
        return kind(node).isScalar();
    }

    /** It was sent as a text. */
    public boolean isText(int node) {
        return kind(node) == JsonKind.TEXT || kind(node) == JsonKind.ESCAPED;
    }

    /** A scalar as it is written: of a number with all its digits. */
    public String written(int node) {
        return kind(node) == JsonKind.DECIMAL
                ? String.valueOf(value(node).raw())
                : value(node).text();
    }

    /** It was sent as a number without a point or an exponent. */
    public boolean isInteger(int node) {
        return kind(node) == JsonKind.INTEGER;
    }

    public boolean isList(int node) {
        return kind(node) == JsonKind.LIST;
    }

    /** The node behind this one and all that is in it. */
    public int next(int node) {
        return next(infos[node], node);
    }

    /** The first node that stands there and is not null, elements of lists aside; -1 if there is none. */
    public int first(Place place) {
        int node = firstAt(place);
        Place mine = node >= 0 || own == null ? null : own.ownOf(place);
        return mine == null ? node : firstAt(mine);
    }

    private int firstAt(Place place) {
        int mask = firsts.length - 1;
        for (int slot = slot(place, firsts.length); firsts[slot] != 0; slot = slot + 1 & mask) {
            int node = firsts[slot] - 1;
            if (places[node] == place) {
                return kind(node) == JsonKind.NULL || kind(node) == JsonKind.REPLACED ? firstBehind(node) : node;
            }
        }
        return -1;
    }

    /** Nothing else stands in the same place, what is in a list there aside. */
    public boolean isOnly(int node) {
        Place place = places[node];
        for (int other = next(node); other < infos.length; other++) {
            if (places[other] == place) {
                return false;
            }
        }
        return true;
    }

    private int firstBehind(int nothing) {
        Place place = places[nothing];
        for (int node = nothing + 1; node < infos.length; node++) {
            if (places[node] == place && kind(node) != JsonKind.NULL && kind(node) != JsonKind.REPLACED) {
                return node;
            }
        }
        return -1;
    }

    /** The scalar of a node; the same at each call. */
    public FieldValue value(int node) {
        @Nullable FieldValue[] known = values;
        if (known == null) {
            known = new FieldValue[infos.length];
            values = known;
        }
        FieldValue value = known[node];
        if (value == null) {
            value = new FieldValue(kind(node), bytes, from(node), to(node));
            known[node] = value;
        }
        return value;
    }

    /** As decoded JSON: of two fields of one name the last, in the place of the first. */
    public Map<String, Object> source() {
        Map<String, Object> known = source;
        if (known == null) {
            known = object(0);
            source = known;
        }
        return known;
    }

    /** One node as decoded JSON. */
    public @Nullable Object decoded(int node) {
        return switch (kind(node)) {
            case OBJECT -> object(node);
            case LIST -> list(node);
            case REPLACED -> null;
            case TEXT, ESCAPED, INTEGER, DECIMAL, TRUE, FALSE, NULL ->
                value(node).raw();
        };
    }

    private Map<String, Object> object(int node) {
        Map<String, Object> object = new LinkedHashMap<>();
        int end = next(node);
        for (int member = node + 1; member < end; member = next(member)) {
            object.put(places[member].name(), decoded(member));
        }
        return object;
    }

    private List<Object> list(int node) {
        List<Object> list = new ArrayList<>(4);
        int end = next(node);
        for (int element = node + 1; element < end; element = next(element)) {
            list.add(decoded(element));
        }
        return list;
    }

    /** The same, independent of the bytes around: for whoever keeps it longer than the body that it came in. */
    public Document kept() {
        if (to - from == bytes.length) {
            return this;
        }
        int[] moved = new int[starts.length];
        for (int node = 0; node < moved.length; node++) {
            moved[node] = starts[node] - from;
        }
        Document kept = new Document(
                Arrays.copyOfRange(bytes, from, to), 0, to - from, places, moved, infos, firsts, pathLength, own);
        kept.source = source;
        return kept;
    }
}
