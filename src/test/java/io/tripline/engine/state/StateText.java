package io.tripline.engine.state;

import io.tripline.alert.Alert;
import io.tripline.alert.AlertDocument;
import io.tripline.event.Event;
import io.tripline.event.Key;
import io.tripline.event.Match;
import io.tripline.event.Origin;
import io.tripline.event.Stage;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** States in words that are equal where they are: matches and alerts themselves are equal to nobody. */
public final class StateText {

    private StateText() {}

    public static String of(EngineState state) {
        return times(state.times()) + "\n"
                + state.held().stream().map(StateText::of).sorted().collect(Collectors.joining("\n"))
                + state.files().stream().map(StateText::of).sorted().collect(Collectors.joining("\n"));
    }

    static String times(EngineTimes times) {
        return "arrivals " + times.arrivals() + ", evaluated " + times.evaluated() + ", watermark " + times.watermark()
                + ", idle " + times.idle() + ", elapsed " + times.elapsed() + ", input " + times.input() + ", latest "
                + times.latest() + ", " + new TreeMap<>(times.logs());
    }

    static String of(FileState file) {
        StringBuilder text = new StringBuilder(file.file() + " " + file.text() + " ");
        new TreeMap<>(file.sources().byStream()).forEach((stream, source) -> text.append(stream)
                .append(" of ")
                .append(value(
                        source.writes() == null
                                ? null
                                : source.writes().stream().sorted().toList()))
                .append(source.reads().stream().sorted().toList()));
        for (int i = 0; i < file.levels().size(); i++) {
            HeldLevel level = file.levels().get(i);
            text.append("\n level ").append(i).append(level.since() == Long.MIN_VALUE ? "" : " since " + level.since());
            level.groups().stream()
                    .map(group -> "\n  " + of(group.key()) + ": " + of(group.standing())
                            + group.facts().stream()
                                    .map(fact -> "\n   " + of(fact))
                                    .collect(Collectors.joining()))
                    .sorted()
                    .forEach(text::append);
        }
        return text.toString();
    }

    static String of(GroupStanding standing) {
        return standing.logs().stream().sorted().toList() + " lag " + standing.lag() + " " + standing.behind() + " now "
                + standing.now() + " newest " + standing.newest() + " arrival " + standing.arrival() + " wakes "
                + standing.wakesAt() + " expires " + standing.expiresAt() + " open " + standing.momentOpen() + " stale "
                + standing.stale() + " " + standing.rechecks() + " known " + standing.knownFrom() + " "
                + standing.silences();
    }

    static String of(HeldEvent held) {
        return held.id() + " at " + held.time() + " of " + held.log() + " "
                + held.matches().stream()
                        .map(writing -> writing.stream() + " " + of(writing.match()))
                        .toList()
                + value(held.event());
    }

    public static String of(HeldFact held) {
        return held.stream() + " " + held.time() + " " + held.arrival() + " " + held.written() + " "
                + value(held.fact());
    }

    public static String of(Match match) {
        return "match " + of(match.getKey()) + " rule '" + match.getRule() + "' step " + match.getStep()
                + match.isLast() + (isOneStep(match.stage()) ? "" : " " + match.stage())
                + " event " + match.getEventId() + " at " + match.getTimestamp() + " arrival " + match.getArrival()
                + " log " + match.log() + " " + value(match.getFields()) + " because "
                + match.because().stream().map(StateText::of).toList();
    }

    private static boolean isOneStep(Stage stage) {
        return stage.equals(Stage.NONE) || stage.equals(Stage.step(stage.to(), stage.last()));
    }

    static String of(Key key) {
        return key.names() + "=" + key.values();
    }

    static String of(Event event) {
        return "event " + event.getId() + " at " + event.getTimestamp() + " " + of(event.origin())
                + value(event.source()) + value(event.furtherNames().of(event.document()));
    }

    private static String of(Origin origin) {
        Origin.Vocabulary mapped = origin.mapped();
        return sorted(origin.products())
                + sorted(origin.categories())
                + sorted(origin.services())
                + (mapped == null
                        ? ""
                        : sorted(mapped.products()) + sorted(mapped.categories()) + sorted(mapped.services()));
    }

    private static String sorted(Set<String> words) {
        return words.stream().sorted().toList().toString();
    }

    /** With the types of its numbers. */
    public static String value(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Match match -> of(match);
            case Alert alert -> "alert " + value(AlertDocument.of(alert)) + of(alert.getGroup());
            case Event event -> of(event);
            case Key key -> of(key);
            case Number number -> number + number.getClass().getSimpleName();
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + value(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case Collection<?> all -> all.stream().map(StateText::value).collect(Collectors.joining(", ", "[", "]"));
            default -> "'" + value + "'";
        };
    }
}
