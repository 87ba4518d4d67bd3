package io.tripline.web.wire;

import io.tripline.ingest.BodyEvents;
import io.tripline.ingest.BodyEvents.Added;
import io.tripline.ingest.BodyEvents.Around;
import io.tripline.ingest.Framing;
import io.tripline.ingest.Item;
import io.tripline.web.door.Answer;
import io.tripline.web.door.Refused;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Documents as Elasticsearch and OpenSearch have them indexed: {@code _bulk}, lines of an action and its document in turn, answered
 * item by item in the order of the body. Documents with an {@code _id} that was here before are conflicts, which senders take for
 * done; nothing is changed or deleted.
 */
final class ElasticBulk implements WireFormat {

    // before version 7 an index had types: these stand in the path, and are read over
    private static final Pattern BULK = Pattern.compile("(?:/(?<index>[^/_][^/]*)(?:/[^/_][^/]*)?)?/_bulk");
    private static final Pattern DOCUMENT = Pattern.compile("/(?<index>[^/_][^/]*)/"
            + "(?:_(?:doc|create)(?:/(?<id>[^/]+?))?|[^/_][^/]*(?:/(?<typed>[^/_][^/]*))?)(?:/_create)?");
    private static final Set<String> ACTIONS = Set.of("create", "index", "update", "delete");
    private static final int LONGEST_ID = 512;

    /** What shippers call that cannot be told a path before it, such as rsyslog. */
    private static final List<String> WITHOUT_ROOT = List.of("/_bulk", "/_cat/health");

    private final String name;
    private final String root;
    private final List<String> paths;
    private final ElasticGreetings greetings;
    private final AtomicLong made = new AtomicLong();

    private ElasticBulk(String name, List<String> more, ElasticGreetings greetings) {
        this.name = name;
        this.root = "/" + name;
        this.paths = Stream.concat(Stream.of(root + "/**"), more.stream()).toList();
        this.greetings = greetings;
    }

    /** @param version that clients are told: shippers of a newer one may refuse an older */
    static ElasticBulk elasticsearch(String version) {
        return new ElasticBulk("elasticsearch", WITHOUT_ROOT, ElasticGreetings.elasticsearch(version));
    }

    static ElasticBulk opensearch() {
        return new ElasticBulk("opensearch", List.of(), ElasticGreetings.opensearch());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> paths() {
        return paths;
    }

    private String below(WireRequest request) {
        return request.path().startsWith(root) ? request.path().substring(root.length()) : request.path();
    }

    @Override
    public @Nullable Answer greeting(WireRequest request) {
        String path = below(request);
        boolean writes = request.isPost() || request.method().equals("PUT");
        return writes && (BULK.matcher(path).matches() || DOCUMENT.matcher(path).matches())
                ? null
                : greetings.answer(request, path);
    }

    /**
     * What becomes of one action.
     *
     * @param error null: it is an event
     */
    private record Slot(
            String action,
            String index,
            @Nullable String id,
            int event,
            @Nullable String error,
            @Nullable String reason) {}

    @Override
    public Receipt decode(WireRequest request, byte[] body, BodyEvents events) throws WireRefusal {
        long began = System.nanoTime();
        Matcher document = DOCUMENT.matcher(below(request));
        if (document.matches()) {
            return document(request, document, body, events);
        }
        Matcher bulk = BULK.matcher(below(request));
        String index = bulk.matches() && bulk.group("index") != null ? bulk.group("index") : "";
        List<Slot> slots = slots(events.items(body, Framing.LINES), index, events);
        if (slots.isEmpty()) {
            throw WireRefusal.malformed("request body is required");
        }
        return taken -> greetings.like(request, Answer.json(200, items(slots, taken, began)));
    }

    private List<Slot> slots(BodyEvents.Items items, String index, BodyEvents events) throws WireRefusal {
        List<Slot> slots = new ArrayList<>();
        int line = 1;
        for (Item item = items.next(); item != null; item = items.next()) {
            Action action = action(item, index);
            if (action == null) {
                throw WireRefusal.malformed("Malformed action/metadata line [" + line
                        + "], expected one of create, index, update and delete with an object");
            }
            line++;
            if (action.name().equals("delete")) {
                events.reject("events are never deleted");
                slots.add(action.refused("illegal_argument_exception", "events are never deleted"));
                continue;
            }
            Item source = items.next();
            if (source == null) {
                if (!events.isReadOn()) {
                    break;
                }
                throw WireRefusal.malformed(
                        "Malformed action/metadata line [" + (line - 1) + "]: there is no document behind it");
            }
            line++;
            slots.add(slot(action, source, events));
        }
        if (!events.isReadOn() && !events.batch(0).tooLarge()) {
            throw WireRefusal.malformed("too many documents are none");
        }
        return slots;
    }

    private record Action(
            String name, String index, @Nullable String id) {
        Slot refused(String error, String reason) {
            return new Slot(name, index, id, -1, error, reason);
        }
    }

    private static @Nullable Action action(Item item, String index) {
        if (!(item instanceof Item.Found found)) {
            return null;
        }
        Map<String, Object> line = found.object().source();
        // some clients leave notes of their own beside the action
        List<String> names = line.keySet().stream().filter(ACTIONS::contains).toList();
        if (names.size() != 1 || !(line.get(names.getFirst()) instanceof Map<?, ?> meta)) {
            return null;
        }
        String name = names.getFirst();
        Object own = meta.get("_index");
        Object id = meta.get("_id");
        return new Action(
                name,
                own == null ? index : String.valueOf(own),
                id == null || String.valueOf(id).isBlank() ? null : String.valueOf(id));
    }

    private Slot slot(Action action, Item source, BodyEvents events) {
        if (action.name().equals("update")) {
            events.reject("events are never changed");
            return action.refused("illegal_argument_exception", "events are never changed");
        }
        return switch (source) {
            case Item.Refused refused -> {
                events.reject(refused);
                yield action.refused("document_parsing_exception", refused.reason());
            }
            case Item.Found found -> {
                Added added = events.add(found, around(action));
                yield added.events() > 0
                        ? new Slot(action.name(), action.index(), action.id(), added.first(), null, null)
                        : action.refused("document_parsing_exception", String.join("; ", added.refusals()));
            }
        };
    }

    private Around around(Action action) {
        String id = action.id();
        boolean names = id != null && id.length() <= LONGEST_ID;
        return new Around(
                Map.of(), null, names ? id : null, names ? name + ":" + action.index() + "/" + id : null, false);
    }

    // answers

    private String items(List<Slot> slots, Taken taken, long began) {
        JsonArray items = new JsonArray();
        boolean errors = false;
        for (Slot slot : slots) {
            JsonObject item = item(slot, taken);
            errors |= item.containsKey("error");
            items.add(new JsonObject().put(slot.action(), item));
        }
        return new JsonObject()
                .put("took", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began))
                .put("errors", errors)
                .put("items", items)
                .encode();
    }

    private JsonObject item(Slot slot, Taken taken) {
        JsonObject item = new JsonObject().put("_index", slot.index());
        if (slot.error() != null) {
            return item.put("_id", slot.id())
                    .put("status", 400)
                    .put("error", ElasticGreetings.error(slot.error(), String.valueOf(slot.reason())));
        }
        boolean again = taken.result().redelivered().contains(slot.event());
        item.put("_id", slot.id() == null ? madeId() : slot.id());
        if (again && slot.action().equals("create")) {
            return item.put("status", 409)
                    .put(
                            "error",
                            ElasticGreetings.error(
                                    "version_conflict_engine_exception",
                                    "[" + slot.id() + "]: version conflict, document already exists"));
        }
        return item.put("_version", again ? 2 : 1)
                .put("result", again ? "updated" : "created")
                .put(
                        "_shards",
                        new JsonObject().put("total", 1).put("successful", 1).put("failed", 0))
                .put("_seq_no", made.get())
                .put("_primary_term", 1)
                .put("status", again ? 200 : 201);
    }

    private String madeId() {
        return "tripline-" + Long.toString(made.incrementAndGet(), Character.MAX_RADIX) + "-"
                + Long.toString(System.nanoTime(), Character.MAX_RADIX);
    }

    private Receipt document(WireRequest request, Matcher path, byte[] body, BodyEvents events) throws WireRefusal {
        Item item = events.items(body, Framing.AUTOMATIC).next();
        if (item == null) {
            throw WireRefusal.malformed("request body is required");
        }
        String action = request.path().contains("/_create")
                        || "create".equals(request.query().get("op_type"))
                ? "create"
                : "index";
        String id = path.group("id") == null ? path.group("typed") : path.group("id");
        Slot slot =
                slot(new Action(action, decoded(path.group("index")), id == null ? null : decoded(id)), item, events);
        return taken -> {
            JsonObject done = item(slot, taken);
            int status = done.getInteger("status");
            return greetings.like(
                    request,
                    done.containsKey("error")
                            ? greetings.failure(status, done.getJsonObject("error"))
                            : Answer.json(status, done.encode()));
        };
    }

    private static String decoded(String segment) {
        String decoded = WireAddresses.decoded(segment);
        return decoded == null ? segment : decoded;
    }

    @Override
    public Answer refusal(WireRequest request, Refused refused) {
        return greetings.like(request, greetings.refusal(refused));
    }
}
