package io.tripline.alert.sink;

import io.tripline.alert.Alert;
import io.tripline.alert.AlertSink;
import java.util.function.Consumer;

/** Writes each alert to the log, as one line of JSON. */
public final class LogSink implements AlertSink {

    private final AlertJson json = new AlertJson();
    private final Consumer<String> log;

    /** @param log takes one line, without a line feed */
    public LogSink(Consumer<String> log) {
        this.log = log;
    }

    @Override
    public void accept(Alert alert) {
        log.accept(json.line(alert));
    }
}
