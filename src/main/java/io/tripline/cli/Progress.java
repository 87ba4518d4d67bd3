package io.tripline.cli;

import java.util.function.LongSupplier;

/**
 * Says how far something is that takes long: on a person's terminal a line that counts, in a pipe or a log file a line every few
 * seconds.
 */
final class Progress implements AutoCloseable {

    private static final String CLEAR = "\r\u001b[K";
    private static final long NANOS = 1_000_000_000L;
    private static final long IN_PLACE = NANOS / 5;
    private static final long IN_A_LOG = 5 * NANOS;

    private final Console console;
    private final String what;
    private final LongSupplier nanoTime;
    private long count;
    private long next;
    private boolean shown;

    /** @param what is counted: {@code "events"} */
    Progress(Console console, String what) {
        this(console, what, System::nanoTime);
    }

    Progress(Console console, String what, LongSupplier nanoTime) {
        this.console = console;
        this.what = what;
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong() + pause();
    }

    private long pause() {
        return console.screen().err() ? IN_PLACE : IN_A_LOG;
    }

    void advance() {
        count++;
        long now = nanoTime.getAsLong();
        if (now < next) {
            return;
        }
        next = now + pause();
        if (console.screen().err()) {
            console.err().print(CLEAR + count + " " + what);
            console.err().flush();
            shown = true;
        } else {
            console.say(count + " " + what + " …");
        }
    }

    /** Takes the line away, so that something else can be written. */
    @Override
    public void close() {
        if (shown) {
            console.err().print(CLEAR);
            console.err().flush();
            shown = false;
        }
    }
}
