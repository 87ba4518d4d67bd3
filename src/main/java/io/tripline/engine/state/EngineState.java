package io.tripline.engine.state;

import java.util.List;
import java.util.Map;

/**
 * All that the correlating half of the engine knows between two turns: with it, and the same rules, another engine goes on as
 * this one would.
 *
 * @param held events that wait to be put in order
 */
public record EngineState(EngineTimes times, List<HeldEvent> held, List<FileState> files) {

    /** Before the first event, with no rules. */
    public static final EngineState NOTHING = new EngineState(
            new EngineTimes(0, 0, Long.MIN_VALUE, 0, 0, Long.MIN_VALUE, Long.MAX_VALUE, Map.of()),
            List.of(),
            List.of());

    public EngineState {
        held = List.copyOf(held);
        files = List.copyOf(files);
    }

    /** How many groups there are. */
    public long groups() {
        return files.stream()
                .flatMap(file -> file.levels().stream())
                .mapToLong(level -> level.groups().size())
                .sum();
    }

    /** How many facts they hold. */
    public long facts() {
        return files.stream()
                .flatMap(file -> file.levels().stream())
                .flatMap(level -> level.groups().stream())
                .mapToLong(group -> group.facts().size())
                .sum();
    }
}
