package io.tripline.engine.state;

import io.tripline.event.Match;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes one again of matches that were one, and were told in several batches: one that is behind what a correlation found, and
 * stands elsewhere, too. An alert shows a match once. Two of a group that are equal in all of their values stay two. One thread.
 */
final class Identities {

    /** The numbers of those behind others: what else has none of them is nobody's twin. */
    private final Set<Long> arrivals = new HashSet<>();

    private final Map<ByteBuffer, Match> known = new HashMap<>();

    void learn(HeldGroup group) {
        for (HeldFact fact : group.facts()) {
            if (fact.fact() instanceof Match match) {
                match.because().forEach(this::learn);
            }
        }
    }

    private void learn(Match behind) {
        arrivals.add(behind.getArrival());
        behind.because().forEach(this::learn);
    }

    List<FileState> restored(List<FileState> files) {
        return arrivals.isEmpty() ? files : files.stream().map(this::restored).toList();
    }

    private FileState restored(FileState file) {
        List<HeldLevel> levels = file.levels().stream()
                .map(level -> new HeldLevel(
                        level.since(),
                        level.groups().stream().map(this::restored).toList()))
                .toList();
        return new FileState(file.file(), file.text(), file.sources(), levels);
    }

    private HeldGroup restored(HeldGroup group) {
        Set<Match> here = new HashSet<>();
        List<HeldFact> facts = new ArrayList<>();
        for (HeldFact fact : group.facts()) {
            facts.add(
                    fact.fact() instanceof Match match
                                    && (arrivals.contains(match.getArrival())
                                            || !match.because().isEmpty())
                            ? new HeldFact(
                                    fact.stream(), fact.time(), fact.arrival(), fact.written(), restored(match, here))
                            : fact);
        }
        return new HeldGroup(group.key(), group.standing(), facts);
    }

    private Match restored(Match match, Set<Match> here) {
        Match one = one(match);
        return here.add(one) ? one : withBehind(match);
    }

    private Match one(Match match) {
        ByteBuffer bytes = ByteBuffer.wrap(StateCodec.bytes(match));
        Match before = known.get(bytes);
        if (before != null) {
            return before;
        }
        Match one = match.because().isEmpty() ? match : withBehind(match);
        known.put(bytes, one);
        return one;
    }

    private Match withBehind(Match match) {
        List<Match> behind = match.because().stream().map(this::one).toList();
        return Match.kept(
                match.getKey(),
                match.getRule(),
                match.stage(),
                match.getEventId(),
                match.getTimestamp(),
                match.getArrival(),
                match.getFields(),
                behind,
                match.log());
    }
}
