package io.tripline.engine.state;

import java.util.Map;

/**
 * What time it is for the engine, and how far it has come. Times are ms since the epoch; {@link Long#MIN_VALUE} is before the
 * first event.
 *
 * @param arrivals how many events have been put into windows
 * @param evaluated events so far
 * @param watermark the newest event time of all, moved on while nothing comes
 * @param idle ms that have passed since the last event
 * @param elapsed ms that have passed since the first event
 * @param input the newest event time of all logs
 * @param latest no log's time moves on beyond it: the clock on the wall when time last passed
 * @param logs the time of each log
 */
public record EngineTimes(
        long arrivals,
        long evaluated,
        long watermark,
        long idle,
        long elapsed,
        long input,
        long latest,
        Map<String, LogTime> logs) {

    /**
     * @param newest event of the log
     * @param unconfirmed event that is too far ahead to be believed
     * @param inputThen the newest event time of all logs when the log's last event came
     * @param idle ms that have passed since then
     */
    public record LogTime(long newest, long unconfirmed, long inputThen, long idle) {}

    public EngineTimes {
        logs = Map.copyOf(logs);
    }
}
