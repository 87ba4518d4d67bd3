package io.tripline.engine.correlate;

import io.tripline.event.Match;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How many different kinds of matches are in a window that ends now: of each kind the time of its newest match, the oldest
 * first, so that what has left the window is at the front. One that came out of order may stay a little longer than it should.
 */
final class Variety implements Tally {

    private final Need.Different need;
    private final LinkedHashMap<Object, Long> newest = new LinkedHashMap<>(4);

    /** @param now the end of the window */
    Variety(Need.Different need, Facts facts, long now) {
        this.need = need;
        facts.matches(need.stream(), now - need.window(), now).forEach(this::arrived);
    }

    @Override
    public void arrived(Match match) {
        for (Object kind : need.kind().of(match)) {
            Long known = newest.get(kind);
            if (known == null || known <= match.getTimestamp()) {
                newest.remove(kind);
                newest.put(kind, match.getTimestamp());
            }
        }
    }

    @Override
    public void passTo(long now) {
        Iterator<Map.Entry<Object, Long>> oldest = newest.entrySet().iterator();
        while (oldest.hasNext() && oldest.next().getValue() < now - need.window()) {
            oldest.remove();
        }
    }

    @Override
    public boolean isMet() {
        return newest.size() >= need.different();
    }

    @Override
    public long nextLeaving() {
        return Long.MAX_VALUE;
    }

    /** Whether there are enough different ones from one time to another, both included, whatever the order in which they came. */
    static boolean isEnough(Need.Different need, Facts facts, long from, long to) {
        Set<Object> kinds = new HashSet<>();
        Iterator<Match> matches = facts.matches(need.stream(), from, to).iterator();
        while (matches.hasNext() && kinds.size() < need.different()) {
            kinds.addAll(need.kind().of(matches.next()));
        }
        return kinds.size() >= need.different();
    }
}
