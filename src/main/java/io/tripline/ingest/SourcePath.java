package io.tripline.ingest;

import io.tripline.event.CaseFolding;
import io.tripline.event.Document;
import io.tripline.event.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A dotted path into decoded JSON. Finds nested objects and flattened names alike ({@code {"event": {"id": 1}}} and
 * {@code {"event.id": 1}}) and looks through lists. Immutable, any thread.
 */
final class SourcePath {

    private static final int ABSENT = -1;
    private static final int AMBIGUOUS = -2;

    private final String text;

    /** The segments from i up to and without j, joined. */
    private final String[][] joined;

    /** Where in a document its value can stand, nested and flattened; made when a document is asked for it first. */
    private volatile Place @Nullable [] places;

    private SourcePath(String text, String[][] joined) {
        this.text = text;
        this.joined = joined;
    }

    private Place[] places() {
        Place[] known = places;
        if (known == null) {
            List<Place> all = new ArrayList<>();
            addPlaces(Place.EVENT, 0, all);
            known = all.toArray(Place[]::new);
            places = known;
        }
        return known;
    }

    private void addPlaces(Place place, int from, List<Place> all) {
        if (from == joined.length) {
            all.add(place);
        }
        for (int to = from + 1; to <= joined.length; to++) {
            addPlaces(place.below(joined[from][to]), to, all);
        }
    }

    static SourcePath of(String text) {
        String[] segments = text.split("\\.", -1);
        String[][] joined = new String[segments.length][segments.length + 1];
        for (int i = 0; i < segments.length; i++) {
            joined[i][i + 1] = segments[i];
            for (int j = i + 2; j <= segments.length; j++) {
                joined[i][j] = joined[i][j - 1] + "." + segments[j - 1];
            }
        }
        return new SourcePath(text, joined);
    }

    static List<SourcePath> all(String... texts) {
        return Arrays.stream(texts).map(SourcePath::of).toList();
    }

    /** The name at the top level under which the path begins where objects are nested. */
    String top() {
        return joined[0][1];
    }

    /** Every name under which the path can begin: nested, or flattened from one to all segments. */
    List<String> tops() {
        return Arrays.asList(joined[0]).subList(1, joined[0].length);
    }

    /** The first value that is not null; may be an object or a list. */
    @Nullable
    Object first(Document event) {
        int node = node(event);
        return node == AMBIGUOUS ? first(event.source()) : node < 0 ? null : event.decoded(node);
    }

    boolean isIn(Document event) {
        int node = node(event);
        return node == AMBIGUOUS ? first(event.source()) != null : node >= 0;
    }

    /** The first value as text; null where there is none or it is an object or a list of several. */
    @Nullable
    String scalar(Document event) {
        int node = scalarNode(event);
        return node == AMBIGUOUS ? scalar(event.source()) : node < 0 ? null : event.written(node);
    }

    /** The same without case. */
    @Nullable
    String folded(Document event) {
        int node = scalarNode(event);
        if (node >= 0 && event.isText(node)) {
            return event.value(node).folded();
        }
        String text = scalar(event);
        return text == null ? null : CaseFolding.fold(text);
    }

    private int scalarNode(Document event) {
        int node = node(event);
        if (node >= 0 && event.isList(node)) {
            boolean isOne = event.next(node) > node + 1 && event.next(node + 1) == event.next(node);
            node = isOne ? node + 1 : ABSENT;
        }
        return node >= 0 && (!event.isScalar(node) || event.value(node).isNull()) ? ABSENT : node;
    }

    /** Every value at the path, in order, as {@link #each(Object, Consumer)} finds them. */
    void each(Document event, Consumer<Object> found) {
        int node = node(event);
        boolean isNestedOnce = node >= 0 && event.place(node) == places()[0] && event.isOnly(node);
        if (node == ABSENT) {
            return;
        }
        Object value = isNestedOnce ? event.decoded(node) : null;
        if (value == null) {
            each((Object) event.source(), found);
        } else {
            found.accept(value);
        }
    }

    /** @return {@link #AMBIGUOUS} where it stands nested and flattened in one event: which is first depends on what is around */
    private int node(Document event) {
        int found = ABSENT;
        for (Place place : places()) {
            int node = place.isShared() ? event.first(place) : AMBIGUOUS;
            if (node != ABSENT) {
                if (found != ABSENT || node == AMBIGUOUS) {
                    return AMBIGUOUS;
                }
                found = node;
            }
        }
        return found;
    }

    /** The first value that is not null; may be an object or a list. */
    @Nullable
    Object first(@Nullable Object root) {
        return first(root, 0);
    }

    private @Nullable Object first(@Nullable Object node, int from) {
        if (node == null || from == joined.length) {
            return node;
        } else if (node instanceof Map<?, ?> object) {
            return firstIn(object, from);
        }
        return node instanceof List<?> list ? firstIn(list, from) : null;
    }

    private @Nullable Object firstIn(Map<?, ?> object, int from) {
        for (int to = from + 1; to <= joined.length; to++) {
            Object child = object.get(joined[from][to]);
            Object found = child == null ? null : first(child, to);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable Object firstIn(List<?> list, int from) {
        for (Object element : list) {
            Object found = first(element, from);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Every value at the path, in order; none is null. Of nested and flattened names in one object the nested count. */
    void each(@Nullable Object root, Consumer<Object> found) {
        each(root, 0, found);
    }

    private void each(@Nullable Object node, int from, Consumer<Object> found) {
        if (node == null) {
            return;
        }
        if (from == joined.length) {
            found.accept(node);
        } else if (node instanceof List<?> list) {
            list.forEach(element -> each(element, from, found));
        } else if (node instanceof Map<?, ?> object) {
            for (int to = from + 1; to <= joined.length; to++) {
                Object child = object.get(joined[from][to]);
                if (child != null) {
                    each(child, to, found);
                    return;
                }
            }
        }
    }

    /** The first value as text; null where there is none or it is an object or a list of several. */
    @Nullable
    String scalar(@Nullable Object root) {
        Object found = first(root);
        if (found instanceof List<?> list && list.size() == 1) {
            found = list.getFirst();
        }
        return found == null || found instanceof Map || found instanceof List ? null : found.toString();
    }

    @Override
    public String toString() {
        return text;
    }
}
