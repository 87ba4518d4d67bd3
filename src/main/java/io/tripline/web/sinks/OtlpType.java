package io.tripline.web.sinks;

import io.tripline.alert.sink.OtlpSink;
import io.tripline.alert.sink.Sink;
import java.time.InstantSource;
import java.util.Set;

/** {@code type=otlp}. */
final class OtlpType implements SinkType {

    private final HttpKeys http;
    private final InstantSource clock;

    OtlpType(HttpKeys http, InstantSource clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "otlp";
    }

    @Override
    public Set<String> keys() {
        return HttpKeys.and();
    }

    @Override
    public Set<String> families() {
        return HttpKeys.FAMILIES;
    }

    @Override
    public Sink make(SinkKeys keys) {
        return new OtlpSink(http.receiver(keys, HttpKeys.below(HttpKeys.url(keys, null), "/v1/logs")), clock);
    }
}
