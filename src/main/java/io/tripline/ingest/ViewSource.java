package io.tripline.ingest;

import org.jspecify.annotations.Nullable;

/**
 * Where a line of a field view takes its value from: the event, or a name that an earlier line has given.
 *
 * @param path null where it is a derived name
 */
record ViewSource(String name, @Nullable SourcePath path) {

    /** Written in front of derived names. */
    private static final String DERIVED = "~";

    static ViewSource of(String source) {
        return source.startsWith(DERIVED)
                ? new ViewSource(source.substring(1), null)
                : new ViewSource(source, SourcePath.of(source));
    }
}
