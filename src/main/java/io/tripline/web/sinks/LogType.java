package io.tripline.web.sinks;

import io.tripline.alert.sink.LogSink;
import io.tripline.alert.sink.Sink;
import java.util.Set;
import java.util.function.Consumer;

/** {@code type=log}: the sink of that name alone, which is always there. */
final class LogType implements SinkType {

    private final Consumer<String> log;
    private final String target;

    LogType(Consumer<String> log, String target) {
        this.log = log;
        this.target = target;
    }

    @Override
    public String name() {
        return "log";
    }

    @Override
    public Set<String> keys() {
        return Set.of();
    }

    @Override
    public Sink make(SinkKeys keys) {
        return new LogSink(log, target);
    }
}
