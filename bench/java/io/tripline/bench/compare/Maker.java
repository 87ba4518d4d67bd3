package io.tripline.bench.compare;

import java.nio.charset.StandardCharsets;

/** Makes events, one after the other, the same with every run. Not for several threads. */
interface Maker {

    /** Appends the next event, on a line of its own. */
    void next(StringBuilder out);

    default byte[] next(int count) {
        StringBuilder out = new StringBuilder(count * 512);
        for (int i = 0; i < count; i++) {
            next(out);
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }
}
