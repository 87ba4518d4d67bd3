package io.tripline.engine.index;

import io.tripline.event.Event;
import io.tripline.event.FurtherNames;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The further names that rules look at, and what those take that an event does not have itself: events of one kind lack the same.
 * Any thread.
 */
final class WantedNames {

    /** More kinds of events than come from one log; then they are worked out anew. */
    private static final int MOST_KINDS = 1000;

    private final FurtherNames all;
    private final String[] names;

    /** By the bits of the names that are missing; those behind the 63rd share one. */
    private final Map<Long, Missing> known = new ConcurrentHashMap<>();

    /**
     * Names that an event lacks.
     *
     * @param part what gives them
     */
    record Missing(Set<String> names, FurtherNames part) {}

    private WantedNames(FurtherNames all, String[] names) {
        this.all = all;
        this.names = names;
    }

    static WantedNames of(FurtherNames all, Collection<String> lookedAt) {
        return new WantedNames(
                all, lookedAt.stream().filter(all::mayGive).sorted().toArray(String[]::new));
    }

    /** Null if the event has them all itself. */
    @Nullable
    Missing missingIn(Event event) {
        long bits = 0;
        for (int i = 0; i < names.length; i++) {
            if ((bits & bit(i)) == 0 && !event.hasOwnField(names[i])) {
                bits |= bit(i);
            }
        }
        if (bits == 0) {
            return null;
        }
        Missing missing = known.get(bits);
        return missing == null ? learned(bits) : missing;
    }

    private Missing learned(long bits) {
        if (known.size() >= MOST_KINDS) {
            known.clear();
        }
        return known.computeIfAbsent(bits, kind -> {
            Set<String> missing = new HashSet<>();
            for (int i = 0; i < names.length; i++) {
                if ((kind & bit(i)) != 0) {
                    missing.add(names[i]);
                }
            }
            return new Missing(Set.copyOf(missing), all.only(missing));
        });
    }

    private static long bit(int name) {
        return 1L << Math.min(name, Long.SIZE - 1);
    }
}
