package io.tripline.engine.state;

import java.util.List;
import java.util.Map;

/**
 * One step from a state to the next: what a store writes down of a batch. In order, they lead from {@link EngineState} to
 * {@link EngineState}. A fact is named by its values: of two that are equal in all of them either may be meant.
 */
public sealed interface StateChange {

    /** A fact stands in a group, which may be new. */
    record Added(GroupName group, HeldFact fact) implements StateChange {}

    /** One that stood there does no more. */
    record Removed(GroupName group, HeldFact fact) implements StateChange {}

    /** Of a match that no alert will show any more, less is kept. */
    record Reduced(GroupName group, HeldFact before, HeldFact after) implements StateChange {}

    /** @param before facts of the group that are older are there no more; ms since the epoch */
    record Forgotten(GroupName group, long before) implements StateChange {}

    /** Where a group stands at the end of the batch; it may hold nothing but that. */
    record Stands(GroupName group, GroupStanding standing) implements StateChange {}

    /** Nothing can come of the group any more: it goes, with its facts. */
    record Over(GroupName group) implements StateChange {}

    /** An event waits to be put in order. */
    record Waits(HeldEvent event) implements StateChange {}

    /** One that waited has gone into windows. */
    record Released(HeldEvent event) implements StateChange {}

    /**
     * From now on this text runs under the file's name. Its groups go; those that go on come again.
     *
     * @param file without groups
     * @param whole from a level before to a level now: its groups go on with all that they hold, each under its key
     */
    record FileRuns(FileState file, Map<Integer, Integer> whole) implements StateChange {

        public FileRuns {
            whole = Map.copyOf(whole);
        }
    }

    /** The file is no more, nor are its groups. */
    record FileGone(String file) implements StateChange {}

    /** What time it is at the end of the batch. */
    record Passed(EngineTimes times) implements StateChange {}

    /**
     * From here on all that there is is told again, beside what changes: what was told before is of no more use once that has
     * {@linkplain RewriteEnds ended}.
     *
     * @param waiting the events that wait to be put in order, all of them
     */
    record RewriteBegins(List<HeldEvent> waiting) implements StateChange {

        public RewriteBegins {
            waiting = List.copyOf(waiting);
        }
    }

    /** All that a group holds, whatever was told of it before. */
    record Whole(GroupName name, HeldGroup group) implements StateChange {}

    /** All has been told again. */
    record RewriteEnds() implements StateChange {}
}
