package io.tripline.ingest;

import io.tripline.event.Document;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where a line of a field view takes its value from: a field of the event or, where it has none, a name that a line above gave. */
record ViewSource(String name, SourcePath path) {

    static ViewSource of(String name) {
        return new ViewSource(name, SourcePath.of(name));
    }

    /** Every value; may be objects and lists. */
    void each(Document event, DerivedFields derived, Consumer<Object> found) {
        boolean[] any = {false};
        path.each(event, value -> {
            any[0] = true;
            found.accept(value);
        });
        Object given = any[0] ? null : derived.get(name);
        if (given instanceof List<?> list) {
            list.forEach(found);
        } else if (given != null) {
            found.accept(given);
        }
    }

    /** The one value as text; null where there is none, or it is an object or a list of several. */
    @Nullable
    String text(Document event, DerivedFields derived) {
        String own = path.scalar(event);
        if (own != null) {
            return own;
        }
        Object given = derived.get(name);
        return given == null || given instanceof List ? null : given.toString();
    }

    @Nullable
    Object object(Document event) {
        return path.first(event);
    }
}
