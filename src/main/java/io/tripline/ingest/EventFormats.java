package io.tripline.ingest;

import io.tripline.event.Document;
import io.tripline.event.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

    /** Read once; in the native binary, when that is built. */
    private static final FormatFile BUILT_IN = builtIn("formats.yml");

    private final List<EventFormat> formats;

    private final TopNames topNames;

    private final Origin.Vocabulary words;
    private final Map<OriginKey, Origin> origins = new ConcurrentHashMap<>();

    private final Origin unrecognised;

    private record OriginKey(Set<String> products, Set<String> categories, Set<String> services) {

        static final OriginKey UNKNOWN = new OriginKey(Set.of(), Set.of(), Set.of());

        /** What is said counts; of what the shape told, the rest stays only where both are of one log. */
        OriginKey with(SaidLog said) {
            if (said.isNothing()) {
                return this;
            }
            boolean otherProduct = said.product() != null && !products.contains(said.product());
            boolean otherService = otherProduct || said.service() != null && !services.contains(said.service());
            return new OriginKey(
                    part(said.product(), products, false),
                    part(said.category(), categories, otherService),
                    part(said.service(), services, otherProduct));
        }

        private static Set<String> part(@Nullable String said, Set<String> told, boolean ofAnotherLog) {
            if (said == null) {
                return ofAnotherLog ? Set.of() : told;
            }
            return told.contains(said) && !ofAnotherLog ? told : Set.of(said);
        }
    }

    /** More than logs there are; senders choose some of the words. */
    private static final int MOST_ORIGINS = 10_000;

    private EventFormats(EventFormats all, Origin unrecognised) {
        this.formats = all.formats;
        this.topNames = all.topNames;
        this.words = all.words;
        this.unrecognised = unrecognised;
    }

    private EventFormats(List<EventFormat> formats, List<Origin.Vocabulary> more) {
        this.formats = List.copyOf(formats);
        this.topNames =
                new TopNames(formats.stream().map(EventFormat::firstNames).toList());
        Set<String> products = new HashSet<>();
        Set<String> categories = new HashSet<>();
        Set<String> services = new HashSet<>();
        for (Origin.Vocabulary some : more) {
            products.addAll(some.products());
            categories.addAll(some.categories());
            services.addAll(some.services());
        }
        for (EventFormat format : formats) {
            format.products().eachWord(products::add);
            format.categories().eachWord(categories::add);
            format.services().eachWord(services::add);
        }
        words = new Origin.Vocabulary(products, categories, services);
        unrecognised = new Origin(Set.of(), Set.of(), Set.of(), words);
    }

    /** Those that Tripline knows by itself. */
    public static EventFormats builtIn() {
        return new EventFormats(BUILT_IN.formats(), List.of(BUILT_IN.words()));
    }

    private static FormatFile builtIn(String file) {
        return FormatFile.read(file, resource(file));
    }

    /**
     * Those, and a user's: they are tried first, and one that has a built-in's name stands in its place.
     *
     * @param file name, for messages
     * @throws IllegalArgumentException with file, line and column: the text is not of the form of {@code formats.yml}
     */
    public static EventFormats with(String file, String text) {
        FormatFile own = FormatFile.read(file, text);
        Set<String> replaced = new HashSet<>();
        own.formats().forEach(format -> replaced.add(format.name()));
        List<EventFormat> all = new ArrayList<>(own.formats());
        BUILT_IN.formats().stream()
                .filter(format -> !replaced.contains(format.name()))
                .forEach(all::add);
        return new EventFormats(all, List.of(own.words(), BUILT_IN.words()));
    }

    /** Which rules look at an event of unknown log. */
    public enum Unrecognised {
        /** All. */
        ANY,
        /** Those that name fields which the event has; those that look for keywords only if they name no log source. */
        FIELDS,
        /** Those that name no log source that the formats know. */
        NONE
    }

    /** The same, with another word for events of unknown log; without one it is {@link Unrecognised#FIELDS}. */
    public EventFormats showingUnrecognisedTo(Unrecognised rules) {
        Set<String> none = Set.of(Origin.NONE);
        return new EventFormats(
                this,
                switch (rules) {
                    case ANY -> Origin.UNKNOWN;
                    case FIELDS -> new Origin(Set.of(), Set.of(), Set.of(), words);
                    case NONE -> new Origin(none, none, none, words);
                });
    }

    /** The names of the formats, in the order in which they are tried. */
    public List<String> names() {
        return formats.stream().map(EventFormat::name).toList();
    }

    /** Every word that rules may use of a log source and that the formats know. */
    public Origin.Vocabulary words() {
        return words;
    }

    /** The names that the events of each format answer to. */
    public LogFields fields() {
        return new LogFields(formats.stream().map(LogFields::log).toList());
    }

    @Nullable
    EventFormat formatOf(Document object) {
        long candidates = topNames.bits(object);
        for (int i = 0; i < formats.size() && candidates != 0; i++) {
            if (TopNames.isIn(candidates, i) && formats.get(i).isOf(object)) {
                return formats.get(i);
            }
        }
        return null;
    }

    /** A format for events that are told by nothing but what is said of them; null if there is none, or more is to be known. */
    @Nullable
    EventFormat formatOf(SaidLog said) {
        String product = said.product();
        String service = said.service();
        if (product == null || service == null) {
            return null;
        }
        for (EventFormat format : formats) {
            boolean tellsCategories = !format.categories().fields().isEmpty();
            if (tellsCategories
                    && format.products().always().contains(product)
                    && format.services().always().contains(service)) {
                return format;
            }
        }
        return null;
    }

    /**
     * The same instance for the same words.
     *
     * @param said the later counts where two say something of one part
     */
    Origin origin(@Nullable EventFormat format, Document object, SaidLog... said) {
        OriginKey key = format == null
                ? OriginKey.UNKNOWN
                : new OriginKey(
                        format.products().words(object),
                        format.categories().words(object),
                        format.services().words(object));
        for (SaidLog each : said) {
            key = key.with(each);
        }
        if (key.equals(OriginKey.UNKNOWN) && format == null) {
            return unrecognised;
        }
        Origin known = origins.get(key);
        if (known != null) {
            return known;
        }
        Origin origin = new Origin(key.products(), key.categories(), key.services(), words);
        if (origins.size() < MOST_ORIGINS) {
            origins.put(key, origin);
        }
        return origin;
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
