package io.tripline.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.kie.api.definition.type.Expires;
import org.kie.api.definition.type.Role;
import org.kie.api.definition.type.Timestamp;

/**
 * One thing that happened, as flat dotted fields. Objects are looked through and so are lists: {@code a.b} holds every
 * {@code b} of every {@code a}. A derived view (Elastic's names for an Okta event) adds names, it never takes one away.
 *
 * <p>Immutable to its users. What an event has worked out it keeps, without locks: it may be handed from one thread to another
 * as anything is that is published safely, but only one uses it at a time.
 */
@Role(Role.Type.EVENT)
@Timestamp("timestamp")
@Expires(value = "1ms", policy = Expires.Policy.TIME_SOFT)
public final class Event {

    private final @Nullable String own;
    private final long timestamp;
    private final Origin origin;
    private final EventFields fields;

    private Event(@Nullable String own, long timestamp, Origin origin, EventFields fields) {
        this.own = own;
        this.timestamp = timestamp;
        this.origin = origin;
        this.fields = fields;
    }

    /**
     * @param id the event's own; without one it is a hash of the content, worked out when somebody asks for it
     * @param timestamp ms since the epoch
     * @param further hidden by fields of the same names in the document
     */
    public static Event of(
            @Nullable String id, long timestamp, Origin origin, Document document, FurtherNames further) {
        return new Event(id, timestamp, origin, new EventFields(document, further));
    }

    /**
     * @param source decoded JSON: maps, lists, String, Number, Boolean, null; not copied, must not change any more
     * @param further hidden by fields of the same names in the source
     */
    public static Event of(String id, long timestamp, Origin origin, Map<String, Object> source, FurtherNames further) {
        return of(id, timestamp, origin, Document.of(source), further);
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
        return new Event(own, time, origin, fields);
    }

    /** The same event, independent of the body that it came in: for whoever keeps it longer than that. */
    public Event kept() {
        Document document = fields.document();
        Document kept = document.kept();
        return kept == document ? this : new Event(own, timestamp, origin, new EventFields(kept, fields.further()));
    }

    /** Its own or, of an event that has none, a hash of its content. It labels evidence. */
    public String getId() {
        return own == null ? fields.contentHash() : own;
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
        return fields.document().source();
    }

    /** The same, without further names. */
    public Document document() {
        return fields.document();
    }

    /** The names that it has beside its own. */
    public FurtherNames furtherNames() {
        return fields.further();
    }

    /** Hands over every dotted path with its values, derived ones included. */
    public void forEachField(BiConsumer<String, FieldValues> consumer) {
        fields.forEach(consumer);
    }

    /**
     * Hands over those of some further names that the event gets, with their values; a name that it has itself is not among them.
     *
     * @param part {@link FurtherNames#only} of the event's further names
     */
    public void forEachFurtherField(Set<String> names, FurtherNames part, BiConsumer<String, FieldValues> consumer) {
        fields.forEachFurther(names, part, consumer);
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

    /** A constant, for what is worked out of it: a String or a Number. */
    public FieldValues value(Object constant) {
        return FieldValues.ofConstant(constant);
    }

    /** The values of all fields that the event has itself: keywords look here. */
    public FieldValues anyField() {
        return fields.ownValues();
    }

    /** There is a value that is not null at the path or below it. */
    public boolean hasField(String path) {
        return field(path).exists() || fields.hasBelow(FieldPath.normalise(path));
    }

    /** The event's own time is before a moment, such as {@code 2026-01-31T00:00:00Z}. */
    public boolean isBefore(String moment) {
        return timestamp < Instant.parse(moment).toEpochMilli();
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

    /**
     * The objects of the event's own that stand at the path, each as an event that has it there and nothing else. A path of dots is
     * looked through as fields are; members that are written with the whole path in front are one object.
     */
    public List<Event> objects(String path) {
        return ObjectsAt.at(FieldPath.normalise(path), source()).stream()
                .map(object -> of(own, timestamp, origin, Document.of(object), FurtherNames.NONE))
                .toList();
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
        return "Event[" + getId() + " at " + timestamp + "]";
    }
}
