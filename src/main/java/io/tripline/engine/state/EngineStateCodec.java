package io.tripline.engine.state;

import io.tripline.engine.state.EngineTimes.LogTime;
import io.tripline.engine.state.GroupStanding.Behind;
import io.tripline.engine.state.GroupStanding.Recheck;
import io.tripline.engine.state.GroupStanding.Silence;
import io.tripline.engine.state.StateChange.Added;
import io.tripline.engine.state.StateChange.FileGone;
import io.tripline.engine.state.StateChange.FileRuns;
import io.tripline.engine.state.StateChange.Forgotten;
import io.tripline.engine.state.StateChange.Over;
import io.tripline.engine.state.StateChange.Passed;
import io.tripline.engine.state.StateChange.Reduced;
import io.tripline.engine.state.StateChange.Released;
import io.tripline.engine.state.StateChange.Removed;
import io.tripline.engine.state.StateChange.RewriteBegins;
import io.tripline.engine.state.StateChange.RewriteEnds;
import io.tripline.engine.state.StateChange.Stands;
import io.tripline.engine.state.StateChange.Waits;
import io.tripline.engine.state.StateChange.Whole;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How states and changes are written and read: part by part, in one order. */
final class EngineStateCodec {

    private EngineStateCodec() {}

    private interface Writing<T> {
        void write(T each, StateWriter to) throws IOException;
    }

    private interface Reading<T> {
        T read(StateReader from) throws IOException;
    }

    private static <T> void all(Collection<T> all, Writing<T> writing, StateWriter to) throws IOException {
        to.count(all.size());
        for (T each : all) {
            writing.write(each, to);
        }
    }

    private static <T> List<T> all(Reading<T> reading, StateReader from) throws IOException {
        int size = from.size();
        List<T> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            all.add(reading.read(from));
        }
        return all;
    }

    static void write(EngineState state, StateWriter to) throws IOException {
        write(state.times(), to);
        all(state.held(), EngineStateCodec::write, to);
        all(state.files(), EngineStateCodec::write, to);
    }

    static EngineState read(StateReader from) throws IOException {
        return new EngineState(
                readTimes(from), all(EngineStateCodec::readHeld, from), all(EngineStateCodec::readFile, from));
    }

    private static void write(EngineTimes times, StateWriter to) throws IOException {
        to.number(times.arrivals());
        to.number(times.evaluated());
        to.number(times.watermark());
        to.number(times.idle());
        to.number(times.elapsed());
        to.number(times.input());
        to.number(times.latest());
        to.count(times.logs().size());
        for (Map.Entry<String, LogTime> log : new TreeMap<>(times.logs()).entrySet()) {
            to.name(log.getKey());
            to.number(log.getValue().newest());
            to.number(log.getValue().unconfirmed());
            to.number(log.getValue().inputThen());
            to.number(log.getValue().idle());
        }
    }

    private static EngineTimes readTimes(StateReader from) throws IOException {
        long arrivals = from.number();
        long evaluated = from.number();
        long watermark = from.number();
        long idle = from.number();
        long elapsed = from.number();
        long input = from.number();
        long latest = from.number();
        Map<String, LogTime> logs = new LinkedHashMap<>();
        int size = from.size();
        for (int i = 0; i < size; i++) {
            logs.put(from.name(), new LogTime(from.number(), from.number(), from.number(), from.number()));
        }
        return new EngineTimes(arrivals, evaluated, watermark, idle, elapsed, input, latest, logs);
    }

    static void write(HeldEvent held, StateWriter to) throws IOException {
        to.text(held.id());
        to.time(held.time());
        to.name(held.log());
        to.count(held.matches().size());
        for (HeldEvent.Writing writing : held.matches()) {
            to.name(writing.stream());
            FactCodec.write(writing.match(), to);
        }
        to.truth(held.event() != null);
        if (held.event() != null) {
            FactCodec.write(held.event(), to);
        }
    }

    private static HeldEvent readHeld(StateReader from) throws IOException {
        return new HeldEvent(
                from.text(),
                from.time(),
                from.name(),
                all(each -> new HeldEvent.Writing(each.name(), FactCodec.readMatch(each)), from),
                from.truth() ? FactCodec.readEvent(from) : null);
    }

    private static void write(FileState file, StateWriter to) throws IOException {
        to.name(file.file());
        to.text(file.text());
        to.count(file.sources().byStream().size());
        for (Map.Entry<String, StreamSources.Source> source :
                new TreeMap<>(file.sources().byStream()).entrySet()) {
            Set<String> writes = source.getValue().writes();
            to.name(source.getKey());
            to.truth(writes != null);
            to.names(writes == null ? Set.of() : writes);
            to.names(source.getValue().reads());
        }
        all(
                file.levels(),
                (level, out) -> {
                    out.number(level.since());
                    all(level.groups(), EngineStateCodec::write, out);
                },
                to);
    }

    private static FileState readFile(StateReader from) throws IOException {
        String file = from.name();
        String text = from.text();
        Map<String, StreamSources.Source> sources = new LinkedHashMap<>();
        int size = from.size();
        for (int i = 0; i < size; i++) {
            String stream = from.name();
            boolean isKnown = from.truth();
            Set<String> writes = from.names();
            sources.put(stream, new StreamSources.Source(isKnown ? writes : null, from.names()));
        }
        return new FileState(file, text, new StreamSources(sources), all(EngineStateCodec::readLevel, from));
    }

    private static HeldLevel readLevel(StateReader from) throws IOException {
        long since = from.version() < 3 ? Long.MIN_VALUE : from.number();
        return new HeldLevel(since, all(EngineStateCodec::readGroup, from));
    }

    private static void write(HeldGroup group, StateWriter to) throws IOException {
        to.key(group.key());
        write(group.standing(), to);
        all(group.facts(), FactCodec::write, to);
    }

    private static HeldGroup readGroup(StateReader from) throws IOException {
        return new HeldGroup(from.key(), readStanding(from), all(FactCodec::readFact, from));
    }

    private static void write(GroupStanding standing, StateWriter to) throws IOException {
        to.names(standing.logs());
        to.number(standing.lag());
        all(
                standing.behind(),
                (behind, out) -> {
                    out.number(behind.deadline());
                    out.number(behind.millis());
                },
                to);
        to.time(standing.now());
        to.time(standing.newest());
        to.number(standing.arrival());
        to.number(standing.wakesAt());
        to.time(standing.expiresAt());
        to.truth(standing.momentOpen());
        to.truth(standing.stale());
        all(
                standing.rechecks(),
                (recheck, out) -> {
                    out.number(recheck.at());
                    out.number(recheck.from());
                    out.number(recheck.to());
                    out.truth(recheck.late());
                    out.truth(recheck.newest());
                },
                to);
        to.number(standing.knownFrom());
        all(
                standing.silences(),
                (silence, out) -> {
                    out.name(silence.stream());
                    out.name(silence.type());
                    out.number(silence.newest());
                },
                to);
    }

    private static GroupStanding readStanding(StateReader from) throws IOException {
        return new GroupStanding(
                from.names(),
                from.number(),
                all(each -> new Behind(each.number(), each.number()), from),
                from.time(),
                from.time(),
                from.number(),
                from.number(),
                from.time(),
                from.truth(),
                from.truth(),
                all(each -> new Recheck(each.number(), each.number(), each.number(), each.truth(), each.truth()), from),
                from.number(),
                all(each -> new Silence(each.name(), each.name(), each.number()), from));
    }

    private static void write(GroupName group, StateWriter to) throws IOException {
        to.name(group.file());
        to.count(group.level());
        to.key(group.key());
    }

    private static GroupName readName(StateReader from) throws IOException {
        return new GroupName(from.name(), from.size(), from.key());
    }

    static void write(StateChange change, StateWriter to) throws IOException {
        switch (change) {
            case Added(GroupName group, HeldFact fact) -> {
                to.oneByte(1);
                write(group, to);
                FactCodec.write(fact, to);
            }
            case Removed(GroupName group, HeldFact fact) -> {
                to.oneByte(2);
                write(group, to);
                FactCodec.write(fact, to);
            }
            case Reduced(GroupName group, HeldFact before, HeldFact after) -> {
                to.oneByte(3);
                write(group, to);
                FactCodec.write(before, to);
                FactCodec.write(after, to);
            }
            case Forgotten(GroupName group, long before) -> {
                to.oneByte(4);
                write(group, to);
                to.time(before);
            }
            case Stands(GroupName group, GroupStanding standing) -> {
                to.oneByte(5);
                write(group, to);
                write(standing, to);
            }
            case Over(GroupName group) -> {
                to.oneByte(6);
                write(group, to);
            }
            case Waits(HeldEvent event) -> {
                to.oneByte(7);
                write(event, to);
            }
            case Released(HeldEvent event) -> {
                to.oneByte(8);
                write(event, to);
            }
            case FileRuns(FileState file, Map<Integer, Integer> whole) -> {
                to.oneByte(whole.isEmpty() ? 9 : 12);
                write(file, to);
                if (!whole.isEmpty()) {
                    writeLevels(whole, to);
                }
            }
            case FileGone(String file) -> {
                to.oneByte(10);
                to.name(file);
            }
            case Passed(EngineTimes times) -> {
                to.oneByte(11);
                write(times, to);
            }
            case RewriteBegins(List<HeldEvent> waiting) -> {
                to.oneByte(13);
                all(waiting, EngineStateCodec::write, to);
            }
            case Whole(GroupName name, HeldGroup group) -> {
                to.oneByte(14);
                write(name, to);
                write(group, to);
            }
            case RewriteEnds ends -> to.oneByte(15);
        }
    }

    private static void writeLevels(Map<Integer, Integer> levels, StateWriter to) throws IOException {
        to.count(levels.size());
        for (Map.Entry<Integer, Integer> level : new TreeMap<>(levels).entrySet()) {
            to.count(level.getKey());
            to.count(level.getValue());
        }
    }

    private static Map<Integer, Integer> readLevels(StateReader from) throws IOException {
        Map<Integer, Integer> levels = new HashMap<>();
        for (int left = from.size(); left > 0; left--) {
            levels.put(from.size(), from.size());
        }
        return levels;
    }

    static StateChange readChange(StateReader from) throws IOException {
        int kind = from.oneByte();
        return switch (kind) {
            case 1 -> new Added(readName(from), FactCodec.readFact(from));
            case 2 -> new Removed(readName(from), FactCodec.readFact(from));
            case 3 -> new Reduced(readName(from), FactCodec.readFact(from), FactCodec.readFact(from));
            case 4 -> new Forgotten(readName(from), from.time());
            case 5 -> new Stands(readName(from), readStanding(from));
            case 6 -> new Over(readName(from));
            case 7 -> new Waits(readHeld(from));
            case 8 -> new Released(readHeld(from));
            case 9 -> new FileRuns(readFile(from), Map.of());
            case 10 -> new FileGone(from.name());
            case 11 -> new Passed(readTimes(from));
            case 12 -> new FileRuns(readFile(from), readLevels(from));
            case 13 -> new RewriteBegins(all(EngineStateCodec::readHeld, from));
            case 14 -> new Whole(readName(from), readGroup(from));
            case 15 -> new RewriteEnds();
            default -> throw StateReader.damaged("no kind of change: " + kind);
        };
    }
}
