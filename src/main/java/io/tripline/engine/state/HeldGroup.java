package io.tripline.engine.state;

import io.tripline.event.Key;
import java.util.List;

/**
 * One key of a level, with all that its windows hold.
 *
 * @param facts in order of time, then of arrival
 */
public record HeldGroup(Key key, GroupStanding standing, List<HeldFact> facts) {

    public HeldGroup {
        facts = List.copyOf(facts);
    }
}
