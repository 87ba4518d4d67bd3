package io.tripline.web;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A copy of the shipped rules in a folder of its own, for one start of the program; and ports that nobody has. */
public class RulesFolder implements QuarkusTestResourceLifecycleManager {

    /** Where the tests find the folder, whether the program runs in this JVM or not. */
    private static final String PLACE = "tripline.test.rules";

    /** Not configuration: what the tokens' file in the data folder holds at the start. */
    static final String SENDER_TOKENS = "tripline.test.tokens";

    private Path folder = Path.of("");
    private Path data = Path.of("");
    private Map<String, String> more = Map.of();

    /** The folder of the program that runs. */
    public static Path current() {
        return Path.of(System.getProperty(PLACE));
    }

    @Override
    public void init(Map<String, String> arguments) {
        more = arguments;
    }

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("tripline-rules");
            copy(Path.of("rules-drl"), folder);
            data = Files.createTempDirectory("tripline-data");
            if (more.containsKey(SENDER_TOKENS)) {
                Files.writeString(data.resolve("tokens.ndjson"), more.get(SENDER_TOKENS));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.setProperty(PLACE, folder.toString());
        Map<String, String> configuration = new HashMap<>(more);
        configuration.remove(SENDER_TOKENS);
        configuration.put("tripline.rules", folder.toString());
        configuration.put("tripline.data", data.toString());
        configuration.put("quarkus.http.port", "0");
        configuration.put("quarkus.http.test-port", "0");
        return configuration;
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.sorted().toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    @Override
    public void stop() {
        delete(folder);
        delete(data);
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
