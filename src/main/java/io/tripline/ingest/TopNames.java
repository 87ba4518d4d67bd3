package io.tripline.ingest;

import io.tripline.event.Document;
import io.tripline.event.Place;
import java.util.Arrays;
import java.util.List;

/**
 * Which of many descriptions of objects begin to look at a name that an object has at its top level: all others cannot fit. Of the
 * first 63 each has a bit, the rest share one. Immutable once built, any thread.
 */
final class TopNames {

    /** By {@link Place#id}. */
    private long[] masks = {};

    /** Of those that look at a name for which there is no room: nobody can say that they do not fit. */
    private long always;

    /** @param firstNames for each description the names at the top level, without any of which an object is not of its kind */
    TopNames(List<List<String>> firstNames) {
        for (int i = 0; i < firstNames.size(); i++) {
            for (String name : firstNames.get(i)) {
                Place place = Place.EVENT.below(name);
                if (!place.isShared()) {
                    always |= bit(i);
                    continue;
                }
                int id = place.id();
                if (id >= masks.length) {
                    masks = Arrays.copyOf(masks, id + 1);
                }
                masks[id] |= bit(i);
            }
        }
    }

    long bits(Document object) {
        long bits = always;
        int end = object.size();
        for (int node = 1; node < end; node = object.next(node)) {
            int id = object.place(node).id();
            bits |= id < masks.length ? masks[id] : 0;
        }
        return bits;
    }

    static boolean isIn(long bits, int description) {
        return (bits & bit(description)) != 0;
    }

    private static long bit(int description) {
        return 1L << Math.min(description, Long.SIZE - 1);
    }
}
