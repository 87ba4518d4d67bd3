package io.tripline.ingest;

import io.tripline.event.Document;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one kind of sender puts around events; {@code envelopes.yml} begins with the description of its parts. Immutable, any
 * thread.
 *
 * @param alone empty: any other names may stand beside
 * @param each null: the envelope itself is the only holder
 * @param event empty: the holder itself is the event
 * @param base64 a text in the place of the event is coded so
 * @param refused why nothing is taken out of it; null where something is
 */
record Envelope(
        String name,
        List<List<FieldTerm>> signs,
        Set<String> alone,
        @Nullable SourcePath each,
        List<SourcePath> event,
        boolean base64,
        List<SourcePath> time,
        List<SourcePath> id,
        Opening opening,
        @Nullable String refused) {

    /** On what it depends whether it is opened. */
    enum Opening {
        ALWAYS,
        /** A format or an envelope knows what is in it. */
        KNOWN,
        /** What is in it is JSON. */
        JSON
    }

    Envelope {
        signs = signs.stream().map(List::copyOf).toList();
        alone = Set.copyOf(alone);
        event = List.copyOf(event);
        time = List.copyOf(time);
        id = List.copyOf(id);
    }

    boolean isAround(Document object) {
        if (!alone.isEmpty() && !alone.containsAll(object.source().keySet())) {
            return false;
        }
        for (List<FieldTerm> all : signs) {
            if (all.stream().allMatch(sign -> sign.holds(object))) {
                return true;
            }
        }
        return false;
    }

    /** An object without any of these names at its top level is not of this kind. */
    List<String> firstNames() {
        return signs.stream()
                .flatMap(signs -> signs.getFirst().field().tops().stream())
                .toList();
    }
}
