package io.tripline.alert.sink;

import io.tripline.alert.KeptAlert;
import java.util.List;

/**
 * A place that alerts go to: each at least once, in order where nothing fails, and with its id, by which a second time can be told from
 * the first. Called by one thread at a time; may block up to its own time-out.
 */
public interface Sink extends AutoCloseable {

    /** So many alerts it takes at once. */
    int most();

    /** Where alerts go, for a person; without anything secret. */
    String target();

    /**
     * Sends alerts.
     *
     * @return for each of them, in their order, what became of it; what is thrown means that all are to be tried again
     * @throws InterruptedException the program ends: all are tried again after the next start
     */
    List<Outcome> send(List<KeptAlert> alerts) throws InterruptedException;

    @Override
    void close();
}
