package io.tripline.web;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tripline.config.BadConfiguration;
import io.tripline.engine.state.Restored;
import io.tripline.live.AlertFeed;
import io.tripline.live.LivePipeline;
import io.tripline.live.history.MinuteHistory;
import io.tripline.live.outbox.Outbox;
import io.tripline.live.rules.FolderStatus;
import io.tripline.live.rules.RuleFolderWatcher;
import io.tripline.problem.ProblemPrinter;
import io.tripline.store.StoreFailure;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * What happens before the port opens: the configuration is judged, the port is tried, the rules are translated and loaded. Who
 * cannot start says why in one message and with an exit code that scripts know.
 */
@Singleton
final class StartUp {

    static final int INPUT_OUTPUT = 4;
    static final int BAD_CONFIGURATION = 78;

    /** While the store is read, so often it is said how far that is. */
    private static final Duration PROGRESS = Duration.ofSeconds(2);

    private static final Logger LOG = Logger.getLogger(StartUp.class);

    private final Config config;
    private final ServeSettings settings;
    private final RuleFolderWatcher watcher;
    private final FolderStatus catalog;
    private final Background background;
    private final AlertFeed feed;
    private final LivePipeline pipeline;
    private final Outbox outbox;
    private final MinuteHistory history;

    StartUp(
            Config config,
            ServeSettings settings,
            RuleFolderWatcher watcher,
            FolderStatus catalog,
            Background background,
            AlertFeed feed,
            LivePipeline pipeline,
            Outbox outbox,
            MinuteHistory history) {
        this.config = config;
        this.settings = settings;
        this.watcher = watcher;
        this.catalog = catalog;
        this.background = background;
        this.feed = feed;
        this.pipeline = pipeline;
        this.outbox = outbox;
        this.history = history;
    }

    void start(@Observes StartupEvent event) {
        UnknownKeys.warnings(config).forEach(warning -> LOG.warn(ProblemPrinter.visible(warning)));
        tryPort();
        loadRules();
        if (settings.strict() && catalog.broken() > 0) {
            throw new CannotStart(
                    catalog.broken() + " of the rules in " + settings.rules()
                            + " do not run, see above, and --strict was given",
                    BAD_CONFIGURATION);
        }
        orSay(this::restore);
        orSay(() -> {
            outbox.start();
            history.restore();
            return outbox;
        });
        background.start();
    }

    private Restored restore() {
        long begin = System.nanoTime();
        long[] told = {begin};
        Restored restored = pipeline.restore(commits -> {
            long now = System.nanoTime();
            if (now - told[0] > PROGRESS.toNanos()) {
                told[0] = now;
                LOG.infof("%d commits of the store have been read", commits);
            }
        });
        if (restored.groups() > 0 || !restored.dropped().isEmpty()) {
            LOG.infof(
                    "%d groups with %d facts go on as they stood, after %d ms",
                    restored.groups(), restored.facts(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        }
        restored.changed()
                .forEach(file -> LOG.infof(
                        "%s is not what it was when the program ended: what is written alike goes on, as after an edit",
                        ProblemPrinter.visible(file)));
        restored.dropped().forEach(dropped -> LOG.warn("dropped " + ProblemPrinter.visible(dropped.toString())));
        return restored;
    }

    /** @throws CannotStart the store cannot be opened or read */
    static <T> T orSay(Supplier<T> opening) {
        try {
            return opening.get();
        } catch (StoreFailure failure) {
            throw new CannotStart(failure.getMessage(), INPUT_OUTPUT);
        }
    }

    /** Bound for a moment only: between that and the real thing somebody could be faster, and then the server says so. */
    private void tryPort() {
        if (settings.port() == 0) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port()));
        } catch (IOException e) {
            throw new CannotStart(
                    Messages.portTaken(settings.host(), settings.port(), String.valueOf(e.getMessage())), INPUT_OUTPUT);
        }
    }

    private void loadRules() {
        if (!Files.isDirectory(settings.rules())) {
            throw new CannotStart(
                    "tripline.rules = " + settings.rules() + ": there is no such folder ("
                            + settings.rules().toAbsolutePath() + "). Make it, or name another with --rules",
                    BAD_CONFIGURATION);
        }
        try {
            watcher.start();
        } catch (IOException e) {
            throw new CannotStart(
                    "the rules folder " + settings.rules() + " cannot be read: " + e.getMessage(), INPUT_OUTPUT);
        } catch (BadConfiguration bad) {
            throw new CannotStart(bad.getMessage(), BAD_CONFIGURATION);
        }
    }

    /** Before requests that are under way are waited for: these would not end. */
    void stopFeed(@Observes ShutdownDelayInitiatedEvent event) {
        feed.close();
    }

    void stop(@Observes ShutdownEvent event) {
        background.stop();
        pipeline.keepTime();
        keepHistory();
        outbox.close();
    }

    private void keepHistory() {
        try {
            history.keep();
        } catch (StoreFailure failure) {
            LOG.errorf("what came of rules in the last minute is not in their charts: %s", failure.getMessage());
        }
    }
}
