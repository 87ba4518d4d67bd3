package io.tripline.engine.state;

import io.tripline.alert.Alert;
import io.tripline.alert.Evidence;
import io.tripline.alert.Finding;
import io.tripline.event.Document;
import io.tripline.event.Event;
import io.tripline.event.FurtherNames;
import io.tripline.event.Key;
import io.tripline.event.Match;
import io.tripline.event.Origin;
import io.tripline.event.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How facts are written and read: part by part, in one order. */
final class FactCodec {

    private static final int LAST = 1;
    private static final int IS_EVIDENCE = 2;
    private static final int HAS_FIELDS = 4;
    private static final int IS_FOUND = 8;
    private static final int IS_STEP = 16;
    private static final int HAS_RULE = 32;

    /** Since version 2: it is more in its order than one step. */
    private static final int HAS_STAGE = 64;

    private static final List<Stage.Kind> STAGES =
            List.of(Stage.Kind.NONE, Stage.Kind.STEP, Stage.Kind.ABSENT, Stage.Kind.UNTIL);

    private static final int BARE = 0;
    private static final int MATCH = 1;
    private static final int ALERT = 2;
    private static final int EVENT = 3;
    private static final int KIND = 3;
    private static final int WRITTEN = 4;
    private static final int ARRIVED_AS_ITS_MATCH = 8;

    private FactCodec() {}

    static void write(HeldFact held, StateWriter to) throws IOException {
        int kind =
                switch (held.fact()) {
                    case null -> BARE;
                    case Match match -> MATCH;
                    case Alert alert -> ALERT;
                    default -> EVENT;
                };
        boolean asItsMatch = held.fact() instanceof Match match && match.getArrival() == held.arrival();
        to.oneByte(kind | (held.written() ? WRITTEN : 0) | (asItsMatch ? ARRIVED_AS_ITS_MATCH : 0));
        to.name(held.stream());
        if (!asItsMatch) {
            to.number(held.arrival());
        }
        switch (held.fact()) {
            case null -> to.time(held.time());
            case Match match -> write(match, to);
            case Alert alert -> write(alert, to);
            case Event event -> write(event, to);
            default -> throw new IllegalArgumentException("no fact: " + held);
        }
    }

    static HeldFact readFact(StateReader from) throws IOException {
        int flags = from.oneByte();
        boolean written = (flags & WRITTEN) != 0;
        boolean asItsMatch = (flags & ARRIVED_AS_ITS_MATCH) != 0;
        String stream = from.name();
        if (asItsMatch) {
            Match match = readMatch(from);
            return new HeldFact(stream, match.getTimestamp(), match.getArrival(), written, match);
        }
        long arrival = from.number();
        return switch (flags & KIND) {
            case BARE -> new HeldFact(stream, from.time(), arrival, written, null);
            case MATCH -> {
                Match match = readMatch(from);
                yield new HeldFact(stream, match.getTimestamp(), arrival, written, match);
            }
            case ALERT -> {
                Alert alert = readAlert(from);
                yield new HeldFact(stream, alert.getTimestamp(), arrival, written, alert);
            }
            default -> {
                Event event = readEvent(from);
                yield new HeldFact(stream, event.getTimestamp(), arrival, written, event);
            }
        };
    }

    static void write(Match match, StateWriter to) throws IOException {
        if (to.isWritten(match)) {
            return;
        }
        Stage stage = match.stage();
        boolean isOneStep = stage.kind() == Stage.Kind.NONE || stage.isStep() && stage.size() == 1;
        to.oneByte((stage.last() ? LAST : 0)
                | (match.isEvidence() ? IS_EVIDENCE : 0)
                | (match.getFields().isEmpty() ? 0 : HAS_FIELDS)
                | (match.because().isEmpty() ? 0 : IS_FOUND)
                | (stage.to() == 0 ? 0 : IS_STEP)
                | (isOneStep ? 0 : HAS_STAGE)
                | (match.getRule().isEmpty() ? 0 : HAS_RULE));
        to.key(match.getKey());
        to.time(match.getTimestamp());
        to.number(match.getArrival());
        to.name(match.log());
        if (match.isEvidence()) {
            to.text(match.getEventId());
        }
        if (!match.getRule().isEmpty()) {
            to.name(match.getRule());
        }
        if (stage.to() != 0) {
            to.number(stage.to());
        }
        if (!isOneStep) {
            to.oneByte(STAGES.indexOf(stage.kind()));
            to.number(stage.from());
        }
        if (!match.getFields().isEmpty()) {
            to.fields(match.getFields());
        }
        if (!match.because().isEmpty()) {
            to.count(match.because().size());
            for (Match behind : match.because()) {
                write(behind, to);
            }
        }
        to.written(match);
    }

    static Match readMatch(StateReader from) throws IOException {
        Match before = from.matchBefore();
        if (before != null) {
            return before;
        }
        from.deeper();
        int flags = from.oneByte();
        Key key = from.key();
        long timestamp = from.time();
        long arrival = from.number();
        String log = from.name();
        String eventId = (flags & IS_EVIDENCE) != 0 ? from.text() : "";
        String rule = (flags & HAS_RULE) != 0 ? from.name() : "";
        Stage stage = readStage(flags, from);
        Map<String, Object> fields = (flags & HAS_FIELDS) != 0 ? from.fields() : Map.of();
        List<Match> because = List.of();
        if ((flags & IS_FOUND) != 0) {
            int size = from.size();
            List<Match> behind = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                behind.add(readMatch(from));
            }
            because = List.copyOf(behind);
        }
        from.higher();
        Match match = Match.kept(key, rule, stage, eventId, timestamp, arrival, fields, because, log);
        from.read(match);
        return match;
    }

    private static Stage readStage(int flags, StateReader from) throws IOException {
        boolean isLast = (flags & LAST) != 0;
        long step = (flags & IS_STEP) != 0 ? from.number() : 0;
        int kind = (flags & HAS_STAGE) != 0 ? from.oneByte() : step == 0 ? 0 : 1;
        long first = (flags & HAS_STAGE) != 0 ? from.number() : step;
        if (kind >= STAGES.size()
                || (int) step != step
                || (int) first != first
                || !Stage.isStage((int) first, (int) step)) {
            throw StateReader.damaged("there is no step of an order where one belongs");
        }
        return new Stage(STAGES.get(kind), (int) first, (int) step, isLast);
    }

    static void write(Alert alert, StateWriter to) throws IOException {
        to.text(alert.getId());
        Alert.RuleInfo rule = alert.getRule();
        to.name(rule.id());
        to.name(rule.title());
        to.name(rule.level());
        to.name(rule.source());
        to.names(rule.tags());
        to.time(alert.getTimestamp());
        to.text(alert.getReason());
        Alert.Window window = alert.getWindow();
        to.truth(window != null);
        if (window != null) {
            to.time(window.from());
            to.time(window.to());
        }
        to.truth(alert.isLate());
        to.key(alert.getGroup());
        to.count(alert.getMore());
        to.value(alert.getValues());
        to.count(alert.getEvents().size());
        for (Evidence evidence : alert.getEvents()) {
            to.text(evidence.id());
            to.time(evidence.time());
            to.value(evidence.fields());
        }
    }

    static Alert readAlert(StateReader from) throws IOException {
        String id = from.text();
        Alert.RuleInfo rule = new Alert.RuleInfo(
                from.name(), from.name(), from.nameOrNull(), from.name(), List.copyOf(from.nameList()));
        long timestamp = from.time();
        String reason = from.text();
        Alert.Window window = from.truth() ? new Alert.Window(from.time(), from.time()) : null;
        boolean late = from.truth();
        Key group = from.key();
        int more = from.size();
        Map<String, Object> values = object(from);
        List<Evidence> events = new ArrayList<>();
        int size = from.size();
        for (int i = 0; i < size; i++) {
            events.add(new Evidence(from.text(), from.time(), object(from)));
        }
        Alert alert = new Alert(id, rule, timestamp, reason, window, new Finding(group, events, more, values));
        return late ? alert.comingLate() : alert;
    }

    @SuppressWarnings("unchecked") // the reader makes objects of text and value
    private static Map<String, Object> object(StateReader from) throws IOException {
        if (from.value() instanceof Map<?, ?> object) {
            return (Map<String, Object>) object;
        }
        throw StateReader.damaged("there is no object where one belongs");
    }

    static void write(Event event, StateWriter to) throws IOException {
        to.text(event.getId());
        to.time(event.getTimestamp());
        write(event.origin(), to);
        to.value(event.source());
        to.value(event.furtherNames().of(event.document()));
    }

    static Event readEvent(StateReader from) throws IOException {
        String id = from.text();
        long timestamp = from.time();
        Origin origin = readOrigin(from);
        Map<String, Object> source = object(from);
        Map<String, Object> further = object(from);
        return Event.of(id, timestamp, origin, source, further.isEmpty() ? FurtherNames.NONE : new Given(further));
    }

    private static void write(Origin origin, StateWriter to) throws IOException {
        to.names(origin.products());
        to.names(origin.categories());
        to.names(origin.services());
        Origin.Vocabulary mapped = origin.mapped();
        to.truth(mapped != null);
        if (mapped != null) {
            to.names(mapped.products());
            to.names(mapped.categories());
            to.names(mapped.services());
        }
    }

    private static Origin readOrigin(StateReader from) throws IOException {
        Set<String> products = from.names();
        Set<String> categories = from.names();
        Set<String> services = from.names();
        Origin.@Nullable Vocabulary mapped =
                from.truth() ? new Origin.Vocabulary(from.names(), from.names(), from.names()) : null;
        return new Origin(products, categories, services, mapped);
    }

    /** Names that had been worked out when the event was written. */
    private record Given(Map<String, Object> values) implements FurtherNames {

        private Given {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        @Override
        public boolean mayGive(String path) {
            return values.containsKey(path);
        }

        @Override
        public FurtherNames only(Set<String> names) {
            return this;
        }

        @Override
        public Map<String, Object> of(Document event) {
            return values;
        }
    }
}
