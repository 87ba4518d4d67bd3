package io.tripline.alert.sink;

import io.tripline.alert.KeptAlert;
import java.util.List;
import java.util.function.Consumer;

/** Writes each alert to the log, as one line of JSON. */
public final class LogSink implements Sink {

    private static final int MOST = 100;

    private final AlertJson json = new AlertJson();
    private final Consumer<String> log;
    private final String target;

    /**
     * @param log takes one line, without a line feed
     * @param target where that goes, for a person
     */
    public LogSink(Consumer<String> log, String target) {
        this.log = log;
        this.target = target;
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public String target() {
        return target;
    }

    @Override
    public List<Outcome> send(List<KeptAlert> alerts) {
        return alerts.stream()
                .map(kept -> {
                    log.accept(json.line(kept));
                    return (Outcome) new Outcome.Delivered();
                })
                .toList();
    }

    @Override
    public void close() {
        // the log is not ours
    }
}
