package io.tripline.ingest;

import io.tripline.event.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All formats that events are recognised by, and the words that they give log sources. Read from {@code formats.yml} beside
 * this class; a user's file of the same form adds formats and replaces those of the same name. Any thread.
 */
public final class EventFormats {

    private static final String BUILT_IN = "formats.yml";

    private final List<EventFormat> formats;

    /** Names at the top level of an event to the formats, as bits, that begin to look there. */
    private final Map<String, Long> byName;

    private final Origin.Words words;
    private final Map<OriginKey, Origin> origins = new ConcurrentHashMap<>();

    private final Origin unrecognised;

    private record OriginKey(Set<String> products, Set<String> categories, Set<String> services) {}

    private EventFormats(EventFormats all, Origin unrecognised) {
        this.formats = all.formats;
        this.byName = all.byName;
        this.words = all.words;
        this.unrecognised = unrecognised;
    }

    private EventFormats(List<EventFormat> formats, List<Origin.Words> more) {
        this.formats = List.copyOf(formats);
        this.byName = byName(formats);
        Set<String> products = new HashSet<>();
        Set<String> categories = new HashSet<>();
        Set<String> services = new HashSet<>();
        for (Origin.Words some : more) {
            products.addAll(some.products());
            categories.addAll(some.categories());
            services.addAll(some.services());
        }
        for (EventFormat format : formats) {
            format.products().eachWord(products::add);
            format.categories().eachWord(categories::add);
            format.services().eachWord(services::add);
        }
        words = new Origin.Words(products, categories, services);
        unrecognised = Origin.UNKNOWN;
    }

    /** Those that Tripline knows by itself. */
    public static EventFormats builtIn() {
        FormatFile file = FormatFile.read(BUILT_IN, resource(BUILT_IN));
        return new EventFormats(file.formats(), List.of(file.words()));
    }

    /**
     * Those, and a user's: they are tried first, and one that has a built-in's name stands in its place.
     *
     * @param file name, for messages
     * @throws IllegalArgumentException with file, line and column: the text is not of the form of {@code formats.yml}
     */
    public static EventFormats with(String file, String text) {
        FormatFile own = FormatFile.read(file, text);
        FormatFile builtIn = FormatFile.read(BUILT_IN, resource(BUILT_IN));
        Set<String> replaced = new HashSet<>();
        own.formats().forEach(format -> replaced.add(format.name()));
        List<EventFormat> all = new ArrayList<>(own.formats());
        builtIn.formats().stream()
                .filter(format -> !replaced.contains(format.name()))
                .forEach(all::add);
        return new EventFormats(all, List.of(own.words(), builtIn.words()));
    }

    /** The same, but events of no format are taken to come from none of the logs that the formats know, not from any. */
    public EventFormats keepingUnrecognisedApart() {
        Set<String> none = Set.of(Origin.NONE);
        return new EventFormats(this, new Origin(none, none, none, words));
    }

    /** Where events come from that have no format. */
    Origin unrecognised() {
        return unrecognised;
    }

    /** The names of the formats, in the order in which they are tried. */
    public List<String> names() {
        return formats.stream().map(EventFormat::name).toList();
    }

    /** Every word that rules may use of a log source and that the formats know. */
    public Origin.Words words() {
        return words;
    }

    @Nullable
    EventFormat formatOf(Map<String, Object> object) {
        long candidates = 0;
        for (String name : object.keySet()) {
            Long some = byName.get(name);
            candidates |= some == null ? 0 : some;
        }
        for (int i = 0; i < formats.size() && candidates != 0; i++) {
            if ((candidates & bit(i)) != 0 && formats.get(i).isOf(object)) {
                return formats.get(i);
            }
        }
        return null;
    }

    /** All formats from the 64th on share a bit. */
    private static long bit(int format) {
        return 1L << Math.min(format, Long.SIZE - 1);
    }

    private static Map<String, Long> byName(List<EventFormat> formats) {
        Map<String, Long> byName = new HashMap<>();
        for (int i = 0; i < formats.size(); i++) {
            for (String name : formats.get(i).firstNames()) {
                byName.merge(name, bit(i), (one, other) -> one | other);
            }
        }
        return Map.copyOf(byName);
    }

    /** The same instance for the same words. */
    Origin origin(EventFormat format, Map<String, Object> object) {
        OriginKey key = new OriginKey(
                format.products().words(object),
                format.categories().words(object),
                format.services().words(object));
        return origins.computeIfAbsent(key, k -> new Origin(k.products(), k.categories(), k.services(), words));
    }

    static String resource(String name) {
        try (InputStream in = EventFormats.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no table " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("the table " + name + " cannot be read", unreadable);
        }
    }
}
