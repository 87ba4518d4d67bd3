package io.tripline;

import java.time.Duration;

/** How long a test waits for what is bound to come: whatever the machine does beside, and not how fast it should come. */
public final class Patience {

    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private Patience() {}
}
