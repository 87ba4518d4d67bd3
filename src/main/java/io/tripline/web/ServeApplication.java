package io.tripline.web;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.QuarkusBindException;
import io.tripline.problem.Visible;
import java.io.PrintStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The verb {@code serve}: runs until somebody ends it. */
public final class ServeApplication implements QuarkusApplication {

    private static final int FAILURE = 1;

    private final StartUpSummary summary;
    private final ServeSettings settings;

    ServeApplication(StartUpSummary summary, ServeSettings settings) {
        this.summary = summary;
        this.settings = settings;
    }

    /**
     * Boots Quarkus and serves; ends the process. Settings are configuration: what a command line says is to be set as system
     * properties before ({@code tripline.rules}, {@code tripline.data}, {@code tripline.strict}).
     */
    public static void start(String... arguments) {
        Quarkus.run(ServeApplication.class, ServeApplication::end, arguments);
    }

    @Override
    public int run(String... arguments) {
        OutOfMemory.endsTheProcess();
        endInTime(settings.limits().stop());
        System.err.println(summary.text());
        Quarkus.waitForExit();
        return 0;
    }

    /** A program that was told to stop does, also if a rule never ends. */
    private static void endInTime(Duration patience) {
        Thread last = Thread.ofPlatform().name("stop-in-time").daemon().unstarted(() -> {
            try {
                Thread.sleep(patience);
            } catch (InterruptedException asked) {
                return;
            }
            System.err.println("tripline: what was under way did not end within " + patience.toSeconds()
                    + " s and is cut off (exit code " + FAILURE + ")");
            Runtime.getRuntime().halt(FAILURE);
        });
        Runtime.getRuntime().addShutdownHook(new Thread(last::start, "stop-in-time-begins"));
    }

    private static void end(int exitCode, @Nullable Throwable failure) {
        System.exit(failure == null ? exitCode : explain(failure, System.err));
    }

    /** Says why the program could not start; the exit code. */
    static int explain(Throwable failure, PrintStream err) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case CannotStart told -> {
                    err.println(Visible.of(String.valueOf(told.getMessage())));
                    return told.exitCode();
                }
                case QuarkusBindException taken -> {
                    err.println(
                            Messages.portTaken(taken.getHost(), taken.getPort(), String.valueOf(taken.getMessage())));
                    return StartUp.INPUT_OUTPUT;
                }
                default -> {
                    if (isConfiguration(cause)) {
                        err.println(Visible.of(String.valueOf(cause.getMessage())));
                        return StartUp.BAD_CONFIGURATION;
                    }
                }
            }
        }
        failure.printStackTrace(err);
        return FAILURE;
    }

    /** A value that Quarkus itself cannot use. */
    private static boolean isConfiguration(Throwable cause) {
        String message = cause.getMessage();
        return cause instanceof io.quarkus.runtime.configuration.ConfigurationException
                || cause instanceof io.smallrye.config.ConfigValidationException
                || message != null && message.startsWith("SRCFG");
    }
}
