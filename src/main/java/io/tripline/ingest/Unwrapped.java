package io.tripline.ingest;

import io.tripline.event.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is in one item once all envelopes around it are open. One thread. */
final class Unwrapped {

    private final List<Inner> events = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();

    /**
     * One event.
     *
     * @param object the event itself: its format, time and id are told by it alone
     * @param beside what stood around it and is not known to be of no interest; hidden by what has the same name in the event
     * @param time ms since the epoch, of the nearest envelope that has one; counts where the event has none
     * @param id of the nearest envelope that has one; counts where the event has none
     */
    record Inner(
            Document object,
            Map<String, Object> beside,
            @Nullable Long time,
            @Nullable String id) {

        static Inner plain(Document object) {
            return new Inner(object, Map.of(), null, null);
        }
    }

    void add(Inner event) {
        events.add(event);
    }

    void refuse(String reason) {
        refusals.add(reason);
    }

    List<Inner> events() {
        return events;
    }

    /** One sentence for each thing that is no event. */
    List<String> refusals() {
        return refusals;
    }

    /** There was no envelope. */
    boolean isOnly(Document object) {
        return refusals.isEmpty() && events.size() == 1 && events.getFirst().object() == object;
    }
}
