package io.tripline.web.sinks;

import io.tripline.alert.sink.Sink;
import java.util.Set;

/** A kind of sink, as configuration names it. */
interface SinkType {

    String name();

    /** Keys of its own, besides those that every sink has. */
    Set<String> keys();

    /** Beginnings of keys of its own whose ends are names, such as {@code header.}. */
    default Set<String> families() {
        return Set.of();
    }

    /** @throws io.tripline.config.BadConfiguration a value is missing, or is not what its key needs */
    Sink make(SinkKeys keys);
}
