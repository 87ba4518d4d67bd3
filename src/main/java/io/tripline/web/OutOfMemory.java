package io.tripline.web;

import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Ends the process when memory is at its end: what goes on after that is worth nothing, and a dead program with an open port is
 * worse than none. Whoever catches such an error logs it or dies of it; both lead here. The launcher asks the JVM for the same,
 * which knows first; this holds where nobody asked it.
 */
final class OutOfMemory extends Handler {

    static final int EXIT_CODE = 3;

    private static final int DEEPEST = 20;

    private final Runnable end;

    OutOfMemory(Runnable end) {
        this.end = end;
    }

    /** For this process, from now on. */
    static void endsTheProcess() {
        OutOfMemory handler = new OutOfMemory(() -> {
            System.err.println("tripline: out of memory, the process ends (exit code " + EXIT_CODE
                    + "). Give it more: TRIPLINE_JAVA_OPTS=-Xmx4g");
            Runtime.getRuntime().halt(EXIT_CODE);
        });
        Logger.getLogger("").addHandler(handler);
        Thread.UncaughtExceptionHandler others = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            handler.look(failure);
            if (others != null) {
                others.uncaughtException(thread, failure);
            } else {
                failure.printStackTrace();
            }
        });
    }

    @Override
    public void publish(LogRecord entry) {
        look(entry.getThrown());
    }

    private void look(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof OutOfMemoryError) {
                end.run();
                return;
            }
            cause = cause.getCause();
        }
    }

    @Override
    public void flush() {
        // holds nothing
    }

    @Override
    public void close() {
        // holds nothing
    }
}
