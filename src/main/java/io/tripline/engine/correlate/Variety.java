package io.tripline.engine.correlate;

import io.tripline.event.Match;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How many different kinds of matches are in a window that ends now: of each kind the time of its newest match, the oldest
 * first, so that what has left the window is at the front. Times are ms since the epoch. One thread at a time.
 */
final class Variety {

    private final Need.Different need;
    private final LinkedHashMap<Object, Long> newest = new LinkedHashMap<>(4);

    /** @param now the end of the window */
    Variety(Need.Different need, Facts facts, long now) {
        this.need = need;
        for (int i = facts.from(now - need.window()); i < facts.size(); i++) {
            if (facts.stream(i).equals(need.stream()) && facts.fact(i) instanceof Match match) {
                arrived(match);
            }
        }
    }

    boolean isOf(Need.Different other) {
        return need.equals(other);
    }

    /** A match has arrived that is not older than those before. */
    void arrived(String stream, Match match) {
        if (stream.equals(need.stream())) {
            arrived(match);
        }
    }

    private void arrived(Match match) {
        for (Object kind : need.kind().of(match)) {
            newest.remove(kind);
            newest.put(kind, match.getTimestamp());
        }
    }

    /** How many kinds there are, with those of a match that is about to arrive. */
    int with(Match match) {
        long from = match.getTimestamp() - need.window();
        var oldest = newest.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<Object, Long> entry = oldest.next();
            if (entry.getValue() >= from) {
                break;
            }
            oldest.remove();
        }
        int more = 0;
        for (Object kind : Set.copyOf(need.kind().of(match))) {
            more += newest.containsKey(kind) ? 0 : 1;
        }
        return newest.size() + more;
    }

    /** Whether there are enough different ones from one time to another, both included, whatever the order in which they came. */
    static boolean isEnough(Need.Different need, Facts facts, long from, long to) {
        Set<Object> kinds = new HashSet<>();
        for (int i = facts.from(from);
                i < facts.size() && facts.time(i) <= to && kinds.size() < need.different();
                i++) {
            if (facts.stream(i).equals(need.stream()) && facts.fact(i) instanceof Match match) {
                kinds.addAll(need.kind().of(match));
            }
        }
        return kinds.size() >= need.different();
    }
}
