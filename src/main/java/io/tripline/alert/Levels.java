package io.tripline.alert;

import java.util.List;

/** How grave alerts are, in the words of their rules. */
public final class Levels {

    /** The least grave first. */
    public static final List<String> ALL = List.of("informational", "low", "medium", "high", "critical");

    private Levels() {}
}
