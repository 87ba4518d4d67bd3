package io.tripline.engine.state;

import io.tripline.event.Match;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a group while a state is put together: in order of time, then of arrival, then the later step first. Mostly new
 * ones come at the end and old ones leave at the beginning. One thread.
 */
final class FactLine {

    private HeldFact[] facts = new HeldFact[2];
    private int start;
    private int end;

    FactLine() {}

    FactLine(List<HeldFact> all) {
        facts = all.toArray(HeldFact[]::new);
        end = facts.length;
    }

    void add(HeldFact fact) {
        if (end == facts.length) {
            int size = end - start;
            facts = Arrays.copyOfRange(facts, start, start + Math.max(2, size + (size >> 1) + 1));
            start = 0;
            end = size;
        }
        int at = end;
        while (at > start && isAfter(facts[at - 1], fact)) {
            facts[at] = facts[at - 1];
            at--;
        }
        facts[at] = fact;
        end++;
    }

    private static boolean isAfter(HeldFact standing, HeldFact coming) {
        if (standing.time() != coming.time()) {
            return standing.time() > coming.time();
        }
        if (standing.arrival() != coming.arrival()) {
            return standing.arrival() > coming.arrival();
        }
        return standing.fact() instanceof Match earlier
                && coming.fact() instanceof Match later
                && earlier.getStep() < later.getStep();
    }

    /** @return whether it was there */
    boolean remove(HeldFact fact) {
        int at = find(fact);
        if (at < 0) {
            return false;
        }
        System.arraycopy(facts, at + 1, facts, at, end - at - 1);
        end--;
        return true;
    }

    /** @return whether the first was there */
    boolean replace(HeldFact before, HeldFact after) {
        int at = find(before);
        if (at >= 0) {
            facts[at] = after;
        }
        return at >= 0;
    }

    void forgetBefore(long time) {
        start = from(time);
    }

    List<HeldFact> all() {
        return Arrays.asList(facts).subList(start, end);
    }

    /** One that is equal in all of its values; -1 if there is none. */
    private int find(HeldFact fact) {
        int found = -1;
        boolean several = false;
        int first = from(fact.time());
        for (int at = first; at < end && facts[at].time() == fact.time(); at++) {
            if (isNamedAs(facts[at], fact)) {
                several = found >= 0;
                found = found < 0 ? at : found;
            }
        }
        if (!several) {
            return found;
        }
        byte[] bytes = StateCodec.bytes(fact);
        for (int at = first; at < end && facts[at].time() == fact.time(); at++) {
            if (isNamedAs(facts[at], fact) && Arrays.equals(bytes, StateCodec.bytes(facts[at]))) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isNamedAs(HeldFact one, HeldFact other) {
        return one.arrival() == other.arrival()
                && one.written() == other.written()
                && one.stream().equals(other.stream())
                && kind(one.fact()) == kind(other.fact());
    }

    private static @Nullable Class<?> kind(@Nullable Object fact) {
        return fact == null ? null : fact.getClass();
    }

    /** Where the first is that is not older. */
    private int from(long time) {
        int low = start;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (facts[middle].time() < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
