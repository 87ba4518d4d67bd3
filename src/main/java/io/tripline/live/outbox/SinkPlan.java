package io.tripline.live.outbox;

import io.tripline.alert.sink.Sink;
import io.tripline.alert.sink.SinkFilter;
import java.time.Duration;

/**
 * A sink, and how it is to be served.
 *
 * @param type in configuration's words
 * @param tries of one alert before it is a dead letter
 * @param gather how long a batch that is not full waits for more
 */
public record SinkPlan(String name, String type, Sink sink, SinkFilter filter, int tries, Duration gather) {}
