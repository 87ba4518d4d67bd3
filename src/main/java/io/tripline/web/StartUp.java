package io.tripline.web;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tripline.config.BadConfiguration;
import io.tripline.live.AlertFeed;
import io.tripline.live.rules.FolderStatus;
import io.tripline.live.rules.RuleFolderWatcher;
import io.tripline.problem.ProblemPrinter;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
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

    private static final Logger LOG = Logger.getLogger(StartUp.class);

    private final Config config;
    private final ServeSettings settings;
    private final RuleFolderWatcher watcher;
    private final FolderStatus catalog;
    private final Background background;
    private final AlertFeed feed;

    StartUp(
            Config config,
            ServeSettings settings,
            RuleFolderWatcher watcher,
            FolderStatus catalog,
            Background background,
            AlertFeed feed) {
        this.config = config;
        this.settings = settings;
        this.watcher = watcher;
        this.catalog = catalog;
        this.background = background;
        this.feed = feed;
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
        background.start();
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

    void stop(@Observes ShutdownEvent event) {
        background.stop();
        feed.close();
    }
}
