package io.tripline.engine.correlate.oracle;

/**
 * An alert.
 *
 * @param time ms since the epoch
 * @param key the group's, "null" where the events have none
 * @param late whether it came to light late; of what passed without a match never
 */
public record Raised(long time, String key, boolean late) implements Comparable<Raised> {

    @Override
    public int compareTo(Raised other) {
        return time != other.time ? Long.compare(time, other.time) : key.compareTo(other.key);
    }
}
