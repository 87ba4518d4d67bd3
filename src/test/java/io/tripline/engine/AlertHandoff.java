package io.tripline.engine;

import io.tripline.alert.Alert;
import io.tripline.engine.compile.DrlSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What our engine's JVM leaves for that of stock Drools: per DRL file the alerts of {@link EventStreams}. The text itself goes
 * with them, so that what an earlier build left is not taken for this one's.
 */
final class AlertHandoff {

    private static final Path FOLDER = Path.of("target/portability");

    private AlertHandoff() {}

    static void write(DrlSource source, Collection<Alert> alerts) throws IOException {
        Path file = file(source);
        Files.createDirectories(file.getParent());
        Files.writeString(file, source.text());
        Files.write(alertsOf(file), AlertLines.of(alerts));
    }

    /** @throws AssertionError if our engine has not run this text */
    static List<String> read(DrlSource source) throws IOException {
        Path file = file(source);
        if (!Files.exists(file) || !Files.readString(file).equals(source.text())) {
            throw new AssertionError(source.file()
                    + ": our engine's alerts are not there; run EngineAlertsTest first, as 'mvn test' does");
        }
        return new ArrayList<>(Files.readAllLines(alertsOf(file)));
    }

    private static Path file(DrlSource source) {
        return FOLDER.resolve(source.file());
    }

    private static Path alertsOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".alerts");
    }
}
