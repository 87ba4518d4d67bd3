package io.tripline.rule;

import org.jspecify.annotations.Nullable;

/** Which events a detection looks at, Sigma's {@code logsource}; a null part takes every event. Lower case. */
public record LogSource(
        @Nullable String product,
        @Nullable String category,
        @Nullable String service) {

    /** Every event. */
    public static final LogSource ANY = new LogSource(null, null, null);
}
