package io.tripline.web.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which acknowledgements were given in which channel. Nothing waits: what has an id was kept when it got it. A channel that was
 * pushed out by others, or is from before a restart, knows none, and its sender sends again. Any thread.
 */
final class HecAcks {

    private static final int MOST_CHANNELS = 10_000;
    private static final int LONGEST_CHANNEL = 128;

    /** Ids given so far. */
    private final Map<String, Long> channels = new LinkedHashMap<>(16, 0.75f, true);

    synchronized long next(String channel) {
        String name = name(channel);
        long id = channels.getOrDefault(name, 0L);
        channels.put(name, id + 1);
        if (channels.size() > MOST_CHANNELS) {
            channels.remove(channels.keySet().iterator().next());
        }
        return id;
    }

    synchronized boolean isGiven(String channel, long id) {
        return id >= 0 && id < channels.getOrDefault(name(channel), 0L);
    }

    private static String name(String channel) {
        return channel.length() <= LONGEST_CHANNEL ? channel : channel.substring(0, LONGEST_CHANNEL);
    }
}
