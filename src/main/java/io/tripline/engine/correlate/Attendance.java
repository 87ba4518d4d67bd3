package io.tripline.engine.correlate;

import io.tripline.event.Match;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Whether each step of an order is in a window that ends now, as often as it must come: of each the times of as many of its
 * newest matches. One that came out of order may stay a little longer than it should.
 */
final class Attendance implements Tally {

    private final Need.Steps need;
    private final Map<Integer, ArrayDeque<Long>> newest = new HashMap<>(4);

    /** Of how many steps there are enough. */
    private int complete;

    /** @param now the end of the window */
    Attendance(Need.Steps need, Facts facts, long now) {
        this.need = need;
        facts.matches(need.stream(), now - need.window(), now).forEach(this::arrived);
    }

    @Override
    public void arrived(Match match) {
        int wanted = wanted(need, match);
        if (wanted == 0) {
            return;
        }
        ArrayDeque<Long> times = newest.computeIfAbsent(match.getStep(), step -> new ArrayDeque<>(2));
        times.addLast(times.isEmpty() ? match.getTimestamp() : Math.max(times.getLast(), match.getTimestamp()));
        if (times.size() > wanted) {
            times.removeFirst();
        } else if (times.size() == wanted) {
            complete++;
        }
    }

    /** How many of such matches must come; 0 of one that is no step. */
    private static int wanted(Need.Steps need, Match match) {
        return match.stage().isStep() ? need.repetitions().getOrDefault(match.getStep(), 0) : 0;
    }

    @Override
    public void passTo(long now) {
        newest.forEach((step, times) -> {
            while (!times.isEmpty() && times.getFirst() < now - need.window()) {
                complete -= times.size() == need.repetitions().getOrDefault(step, 0) ? 1 : 0;
                times.removeFirst();
            }
        });
    }

    @Override
    public boolean isMet() {
        return complete == need.repetitions().size();
    }

    @Override
    public long nextLeaving() {
        return Long.MAX_VALUE;
    }

    /** Whether there are enough from one time to another, both included, whatever the order in which they came. */
    static boolean isEnough(Need.Steps need, Facts facts, long from, long to) {
        Map<Integer, Integer> missing = new HashMap<>(need.repetitions());
        Iterator<Match> matches = facts.matches(need.stream(), from, to).iterator();
        while (matches.hasNext() && !missing.isEmpty()) {
            Match match = matches.next();
            if (wanted(need, match) > 0) {
                missing.computeIfPresent(match.getStep(), (step, left) -> left == 1 ? null : left - 1);
            }
        }
        return missing.isEmpty();
    }
}
