package io.tripline.engine.index;

import io.tripline.engine.compile.MatchGate;
import io.tripline.engine.compile.MatchRules;
import io.tripline.engine.guard.Evaluation;
import io.tripline.engine.read.EventCondition;
import io.tripline.event.Event;
import io.tripline.event.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks the gates of all match rules about an event before it is put into a session: most events no rule wants, and a session costs
 * more than to find that out. Those alone are asked of which the event holds what they need; the index that knows is made for
 * each log when its first event comes. Any thread.
 */
public final class Sieve {

    /** More logs than any mapping tells apart; then the indexes are built anew. */
    private static final int MOST_ORIGINS = 500;

    private final MatchRules[] files;
    private final MatchGate[] gates;

    /** Of each gate. */
    private final int[] fileOf;

    /** Of each file, the first of its gates. */
    private final int[] firstOf;

    private final Map<Origin, WitnessIndex> byOrigin = new ConcurrentHashMap<>();

    /** @param files in the order in which their rules fire */
    public Sieve(List<MatchRules> files) {
        this.files = files.toArray(MatchRules[]::new);
        gates = files.stream().flatMap(file -> file.gates().stream()).toArray(MatchGate[]::new);
        fileOf = new int[gates.length];
        firstOf = new int[this.files.length];
        int gate = 0;
        for (int file = 0; file < firstOf.length; file++) {
            firstOf[file] = gate;
            int end = gate + this.files[file].gates().size();
            Arrays.fill(fileOf, gate, end, file);
            gate = end;
        }
    }

    /** Hears how long a gate took. */
    public interface Timing {
        void took(MatchGate gate, long nanoseconds);
    }

    /** How many. */
    public int files() {
        return files.length;
    }

    public MatchRules rules(int file) {
        return files[file];
    }

    /** The file of a gate. */
    public int file(int gate) {
        return fileOf[gate];
    }

    public MatchGate gate(int gate) {
        return gates[gate];
    }

    /** The number of a gate among those of its file. */
    public int inFile(int gate) {
        return gate - firstOf[fileOf[gate]];
    }

    /**
     * Leaves in the search the gates that the event has passed, ascending.
     *
     * @param evaluation of the sessions that it is put into
     * @param timing null where nobody wants to know
     */
    public void admit(Event event, Search search, Evaluation evaluation, @Nullable Timing timing) {
        of(event.origin()).search(event, search);
        int admitted = 0;
        for (int i = 0; i < search.count; i++) {
            int gate = search.candidates[i];
            boolean admits = timing == null
                    ? gates[gate].admits(event, evaluation)
                    : admits(gates[gate], event, evaluation, timing);
            if (admits) {
                search.candidates[admitted++] = gate;
            }
        }
        search.count = admitted;
    }

    private static boolean admits(MatchGate gate, Event event, Evaluation evaluation, Timing timing) {
        long begin = System.nanoTime();
        boolean admits = gate.admits(event, evaluation);
        timing.took(gate, System.nanoTime() - begin);
        return admits;
    }

    private WitnessIndex of(Origin origin) {
        WitnessIndex known = byOrigin.get(origin);
        if (known != null) {
            return known;
        }
        if (byOrigin.size() >= MOST_ORIGINS) {
            byOrigin.clear();
        }
        List<@Nullable EventCondition> conditions = new ArrayList<>(gates.length);
        for (MatchGate gate : gates) {
            conditions.add(gate.condition());
        }
        return byOrigin.computeIfAbsent(origin, from -> WitnessIndex.of(conditions, from));
    }
}
