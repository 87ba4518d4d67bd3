package io.tripline.engine.function;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What a function keeps of the values in the window of one group. */
interface Collected extends Serializable {

    void add(@Nullable Object value);

    void remove(@Nullable Object value);

    void clear();
}
