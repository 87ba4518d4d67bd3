package io.tripline.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.kie.api.definition.type.Expires;
import org.kie.api.definition.type.Role;
import org.kie.api.definition.type.Timestamp;

/**
 * One thing that happened, as flat dotted fields. Objects are looked through and so are lists: {@code a.b} holds every
 * {@code b} of every {@code a}. A derived view (Elastic's names for an Okta event) adds names, it never takes one away.
 *
 * <p>Immutable to its users; the caches inside are not thread safe, so an event belongs to one worker at a time.
 */
@Role(Role.Type.EVENT)
@Timestamp("timestamp")
@Expires(value = "1ms", policy = Expires.Policy.TIME_SOFT)
public final class Event {

    private static final int TYPICAL_FIELDS = 48;

    private final String id;
    private final long timestamp;
    private final Origin origin;
    private final Map<String, Object> source;
    private final Map<String, FieldValues> fields;
    private @Nullable FieldValues all;

    private Event(
            String id, long timestamp, Origin origin, Map<String, Object> source, Map<String, FieldValues> fields) {
        this.id = id;
        this.timestamp = timestamp;
        this.origin = origin;
        this.source = source;
        this.fields = fields;
    }

    /**
     * @param id the event's own, or a hash of its content; it labels evidence and orders events of one millisecond
     * @param timestamp ms since the epoch
     * @param source decoded JSON: maps, lists, String, Number, Boolean, null; not copied, must not change any more
     * @param derived dotted path to a scalar or a list of scalars; hidden by a field of the same name in the source
     */
    public static Event of(
            String id, long timestamp, Origin origin, Map<String, Object> source, Map<String, Object> derived) {
        Map<String, FieldValues> fields = HashMap.newHashMap(TYPICAL_FIELDS + derived.size());
        source.forEach((name, value) -> collect(FieldPath.normalise(name), value, fields));
        derived.forEach((path, value) -> {
            if (!fields.containsKey(path)) {
                collect(path, value, fields);
            }
        });
        return new Event(id, timestamp, origin, source, fields);
    }

    private static void collect(String path, @Nullable Object value, Map<String, FieldValues> into) {
        if (value instanceof Map<?, ?> object) {
            object.forEach(
                    (name, child) -> collect(path + "." + FieldPath.normalise(String.valueOf(name)), child, into));
        } else if (value instanceof Collection<?> list) {
            list.forEach(element -> collect(path, element, into));
        } else {
            FieldValues known = into.get(path);
            if (known == null) {
                known = new FieldValues(new ArrayList<>(1));
                into.put(path, known);
            }
            known.values().add(new FieldValue(value));
        }
    }

    /**
     * The same event at another time.
     *
     * @param time ms since the epoch
     */
    public Event at(long time) {
        return new Event(id, time, origin, source, fields);
    }

    public String getId() {
        return id;
    }

    /** ms since the epoch */
    public long getTimestamp() {
        return timestamp;
    }

    public Origin origin() {
        return origin;
    }

    /** As decoded, without derived names. */
    public Map<String, Object> source() {
        return source;
    }

    /** Every dotted path with a value, derived ones included. */
    public Collection<String> fieldNames() {
        return fields.keySet();
    }

    /** Hands over every dotted path with its values, derived ones included. */
    public void forEachField(BiConsumer<String, FieldValues> consumer) {
        fields.forEach(consumer);
    }

    /** The values of a dotted path; with a {@code *} in it, of all fields whose name matches. */
    public FieldValues field(String path) {
        FieldValues found = fields.get(path);
        if (found != null) {
            return found;
        }
        if (path.indexOf('*') >= 0) {
            return matching(Glob.of(path));
        }
        return path.indexOf("{}") < 0 ? FieldValues.NONE : field(FieldPath.normalise(path));
    }

    private FieldValues matching(Glob names) {
        List<FieldValue> values = new ArrayList<>();
        fields.forEach((name, found) -> {
            if (names.matches(name)) {
                values.addAll(found.values());
            }
        });
        return new FieldValues(values);
    }

    /** The values of all fields: keywords look here. */
    public FieldValues anyField() {
        FieldValues known = all;
        if (known == null) {
            List<FieldValue> values = new ArrayList<>();
            fields.values().forEach(found -> values.addAll(found.values()));
            known = new FieldValues(values);
            all = known;
        }
        return known;
    }

    /** There is a value that is not null at the path or below it. */
    public boolean hasField(String path) {
        if (field(path).exists()) {
            return true;
        }
        String below = FieldPath.normalise(path) + ".";
        return fields.entrySet().stream()
                .anyMatch(entry ->
                        entry.getKey().startsWith(below) && entry.getValue().exists());
    }

    /** The scalar or list of scalars at a path; null where there is none. What hand-written DRL compares with {@code ==}. */
    public @Nullable Object get(String path) {
        List<FieldValue> values = field(path).values();
        return switch (values.size()) {
            case 0 -> null;
            case 1 -> values.getFirst().raw();
            default -> values.stream().map(FieldValue::raw).toList();
        };
    }

    /** At least {@code count} of the conditions hold. */
    public boolean atLeast(int count, boolean... conditions) {
        int holding = 0;
        for (boolean condition : conditions) {
            holding += condition ? 1 : 0;
        }
        return holding >= count;
    }

    /** The event is of this product, or nobody knows of which. */
    public boolean fromProduct(String name) {
        return origin.mayBeProduct(name);
    }

    public boolean fromCategory(String name) {
        return origin.mayBeCategory(name);
    }

    public boolean fromService(String name) {
        return origin.mayBeService(name);
    }

    @Override
    public String toString() {
        return "Event[" + id + " at " + timestamp + "]";
    }
}
