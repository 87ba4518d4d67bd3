package io.tripline.engine.state;

import java.util.List;

/**
 * What one level of a file holds.
 *
 * @param since when its windows began empty, ms since the epoch; {@link Long#MIN_VALUE}: with their first match
 * @param groups of each key; empty of a file that is only named
 */
public record HeldLevel(long since, List<HeldGroup> groups) {

    public HeldLevel {
        groups = List.copyOf(groups);
    }
}
