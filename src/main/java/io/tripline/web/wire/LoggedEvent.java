package io.tripline.web.wire;

import io.tripline.ingest.BodyEvents;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What logging libraries put around the object that a program logs: {@code message}, {@code line}, and {@code meta} in these. */
final class LoggedEvent {

    private static final List<String> AROUND = List.of("message", "line", "meta");
    private static final int DEEPEST = 3;

    private LoggedEvent() {}

    /**
     * The object that was logged; the whole, if it is an event itself.
     *
     * @param beside gets what stood around it
     */
    static Map<?, ?> inside(Map<?, ?> logged, Map<String, Object> beside, BodyEvents events) {
        Map<?, ?> event = logged;
        for (int depth = 0; depth < DEEPEST; depth++) {
            String name = around(event);
            if (name == null || !(event.get(name) instanceof Map<?, ?> inner) || events.knows(event)) {
                break;
            }
            event.forEach((field, value) -> {
                if (!name.equals(field)) {
                    SplunkHec.put(beside, String.valueOf(field), value);
                }
            });
            event = inner;
        }
        return event;
    }

    private static @Nullable String around(Map<?, ?> event) {
        for (String name : AROUND) {
            if (event.get(name) instanceof Map) {
                return name;
            }
        }
        return null;
    }
}
