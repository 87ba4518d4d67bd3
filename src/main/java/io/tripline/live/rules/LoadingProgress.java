package io.tripline.live.rules;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Says in the log how far it is while many rules are translated and loaded: a line every few seconds. One thread. */
final class LoadingProgress {

    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final RuleLog log;
    private final InstantSource clock;
    private int translated;
    private int loaded;
    private Instant next;

    LoadingProgress(RuleLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
        this.next = Instant.MAX;
    }

    /** Before a change of the folder, be it of one file or of all. */
    void begin() {
        translated = 0;
        loaded = 0;
        next = clock.instant().plus(PAUSE);
    }

    void translated() {
        translated++;
        say();
    }

    void loaded() {
        loaded++;
        say();
    }

    private void say() {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(PAUSE);
        log.loading(translated, loaded);
    }
}
