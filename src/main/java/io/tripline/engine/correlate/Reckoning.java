package io.tripline.engine.correlate;

import io.tripline.engine.function.Measure;
import io.tripline.event.Match;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A measure over a window that ends now. */
final class Reckoning implements Tally {

    private final Need.Measured need;
    private final Facts facts;
    private final Measure.Running running;

    /** The first time that is in the window. */
    private long from;

    /** @param now the end of the window */
    Reckoning(Need.Measured need, Facts facts, long now) {
        this.need = need;
        this.facts = facts;
        this.running = need.measure().start();
        this.from = now - need.window();
        facts.matches(need.stream(), from, Long.MAX_VALUE).forEach(running::add);
    }

    @Override
    public void arrived(Match match) {
        if (match.getTimestamp() >= from) {
            running.add(match);
        }
    }

    @Override
    public void passTo(long now) {
        long start = now - need.window();
        if (start > from) {
            facts.matches(need.stream(), from, start - 1).forEach(running::remove);
            from = start;
        }
    }

    @Override
    public boolean isMet() {
        return holds(need, running.result());
    }

    /** What no number says, Drools is asked. */
    private static boolean holds(Need.Measured need, @Nullable BigDecimal result) {
        int comparison = result == null ? 0 : result.compareTo(need.number());
        return result == null
                || switch (need.operator()) {
                    case EQUAL -> comparison == 0;
                    case NOT_EQUAL -> comparison != 0;
                    case LESS -> comparison < 0;
                    case AT_MOST -> comparison <= 0;
                    case GREATER -> comparison > 0;
                    case AT_LEAST -> comparison >= 0;
                    default -> true;
                };
    }

    @Override
    public long nextLeaving() {
        int oldest = facts.firstMatch(need.stream(), from);
        return oldest < 0 ? Long.MAX_VALUE : facts.time(oldest) + need.window() + 1;
    }

    /** Whether the need is met at a moment from one to another, whatever the order in which the matches came. */
    static boolean wasMet(Need.Measured need, Facts facts, long from, long to) {
        List<Match> matches =
                facts.matches(need.stream(), from - need.window(), to).toList();
        Measure.Running running = need.measure().start();
        int oldest = 0;
        int next = 0;
        for (long moment = from; moment <= to; ) {
            for (; next < matches.size() && matches.get(next).getTimestamp() <= moment; next++) {
                running.add(matches.get(next));
            }
            for (; oldest < next && matches.get(oldest).getTimestamp() < moment - need.window(); oldest++) {
                running.remove(matches.get(oldest));
            }
            if (oldest < next && holds(need, running.result())) {
                return true;
            }
            long arrives = next < matches.size() ? matches.get(next).getTimestamp() : Long.MAX_VALUE;
            long leaves = oldest < next ? matches.get(oldest).getTimestamp() + need.window() + 1 : Long.MAX_VALUE;
            moment = Math.min(arrives, leaves);
        }
        return false;
    }
}
