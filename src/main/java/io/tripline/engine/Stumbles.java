package io.tripline.engine;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Failures that no rule could be blamed for: the session in which they arose is made anew, and the fact that it was about is
 * left out. Written by the engine's threads, read by any.
 */
public final class Stumbles {

    private final AtomicLong count = new AtomicLong();
    private volatile @Nullable String last;

    public void count(String where, Throwable thrown, String subject) {
        last = where + " failed at " + subject + ": " + thrown;
        count.incrementAndGet();
    }

    long count() {
        return count.get();
    }

    @Nullable
    String last() {
        return last;
    }
}
