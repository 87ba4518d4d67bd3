package io.tripline.event;

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

    private final String id;
    private final long timestamp;
    private final Origin origin;
    private final EventFields fields;

    private Event(String id, long timestamp, Origin origin, EventFields fields) {
        this.id = id;
        this.timestamp = timestamp;
        this.origin = origin;
        this.fields = fields;
    }

    /**
     * @param id the event's own, or a hash of its content; it labels evidence and orders events of one millisecond
     * @param timestamp ms since the epoch
     * @param source decoded JSON: maps, lists, String, Number, Boolean, null; not copied, must not change any more
     * @param further hidden by fields of the same names in the source
     */
    public static Event of(String id, long timestamp, Origin origin, Map<String, Object> source, FurtherNames further) {
        return new Event(id, timestamp, origin, new EventFields(source, further));
    }

    /** An event that has its own names alone. */
    public static Event of(String id, long timestamp, Origin origin, Map<String, Object> source) {
        return of(id, timestamp, origin, source, FurtherNames.NONE);
    }

    /**
     * The same event at another time.
     *
     * @param time ms since the epoch
     */
    public Event at(long time) {
        return new Event(id, time, origin, fields);
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
        return fields.source();
    }

    /** The names that it has beside its own. */
    public FurtherNames furtherNames() {
        return fields.further();
    }

    /** Hands over every dotted path with its values, derived ones included. */
    public void forEachField(BiConsumer<String, FieldValues> consumer) {
        fields.forEach(consumer);
    }

    /** Hands over every dotted path of the event's own with its values. */
    public void forEachOwnField(BiConsumer<String, FieldValues> consumer) {
        fields.forEachOwn(consumer);
    }

    /** Whether the path has values, without the further names. */
    public boolean hasOwnField(String path) {
        return fields.hasOwn(path);
    }

    /** The values of a dotted path; with a {@code *} in it, of all fields whose name matches. */
    public FieldValues field(String path) {
        FieldValues found = fields.get(path);
        if (found != null) {
            return found;
        }
        if (path.indexOf('*') >= 0) {
            return fields.matching(Glob.of(path));
        }
        return path.indexOf("{}") < 0 ? FieldValues.NONE : field(FieldPath.normalise(path));
    }

    /** The values of all fields that the event has itself: keywords look here. */
    public FieldValues anyField() {
        return fields.ownValues();
    }

    /** There is a value that is not null at the path or below it. */
    public boolean hasField(String path) {
        return field(path).exists() || fields.hasBelow(FieldPath.normalise(path));
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
