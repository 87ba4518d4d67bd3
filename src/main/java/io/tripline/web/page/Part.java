package io.tripline.web.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list that is too long for one view.
 *
 * @param rows of this part
 * @param self its address
 * @param more the address of what follows; null where nothing does
 */
record Part<T>(List<T> rows, String self, @Nullable String more) {

    /** Rows of a part. */
    static final int MOST = 100;

    private static final String FROM = "from";

    Part {
        rows = List.copyOf(rows);
    }

    /**
     * @param from the first row of the part
     * @param address of the list
     */
    static <T> Part<T> of(List<T> all, int from, Address address) {
        int begin = Math.min(from, all.size());
        int end = Math.min(begin + MOST, all.size());
        return new Part<>(
                all.subList(begin, end),
                address.with(FROM, from == 0 ? null : from).toString(),
                end < all.size() ? address.with(FROM, end).toString() : null);
    }
}
