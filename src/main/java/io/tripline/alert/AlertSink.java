package io.tripline.alert;

/** A place that alerts go to. Called by one thread at a time, in order; must not block for long. */
public interface AlertSink {

    void accept(Alert alert);
}
