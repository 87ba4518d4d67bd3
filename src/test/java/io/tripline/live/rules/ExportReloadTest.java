package io.tripline.live.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.config.Settings;
import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.event.Event;
import io.tripline.event.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kibana's exports in the folder while it is watched; each look is made by hand. */
class ExportReloadTest {

    private static final String SIGN_IN = """
            {"rule_id": "r1", "name": "Sign in", "type": "query", "language": "kuery", "query": "action: in", "exceptions_list": [{"list_id": "trusted"}]}
            """;
    private static final String SIGN_OUT = """
            {"rule_id": "r2", "name": "Sign out", "type": "query", "language": "kuery", "query": "action: out"}
            """;
    private static final String LIST = """
            {"list_id": "trusted", "name": "Trusted", "type": "detection"}
            """;

    @TempDir
    Path folder;

    private final Engine engine = new Engine(EngineSettings.DEFAULT);
    private final List<String> log = new ArrayList<>();
    private int touched;

    @AfterEach
    void close() {
        engine.close();
    }

    private static String except(String user) {
        return """
                {"list_id": "trusted", "name": "%1$s", "type": "simple", "entries": [{"field": "user", "type": "match", "operator": "included", "value": "%1$s"}]}
                """.formatted(user);
    }

    private RuleFolderWatcher started() throws IOException {
        RuleFolderWatcher watcher = new RuleFolderWatcher(
                folder,
                FolderNotices.NONE,
                Settings.read(),
                engine,
                new FolderStatus(),
                new RuleLog((level, entry) -> log.add(level + " " + entry)),
                InstantSource.system(),
                () -> {});
        watcher.start();
        return watcher;
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_700_000_000L + ++touched)));
    }

    private static void settle(RuleFolderWatcher watcher) {
        for (int look = 0; look < 3; look++) {
            watcher.look();
        }
    }

    private List<String> alerts(String action, String user) {
        Event event = Event.of(action + user, 0, Origin.UNKNOWN, Map.of("action", action, "user", user));
        return engine.process(List.of(event)).stream()
                .map(alert -> alert.getRule().title())
                .toList();
    }

    @Test
    void eachRuleOfAnExportIsAFileOfItsOwnThatFollowsItsLine() throws IOException {
        // Given
        write("soc.ndjson", SIGN_IN + SIGN_OUT + LIST + except("ada"));
        RuleFolderWatcher watcher = started();

        // Then
        assertTrue(Files.exists(folder.resolve("soc/sign_in.drl")));
        assertTrue(Files.exists(folder.resolve("soc/sign_out.drl")));
        assertEquals(List.of(), alerts("in", "ada"));
        assertEquals(List.of("Sign in"), alerts("in", "bob"));

        // When one line changes
        write("soc.ndjson", SIGN_IN + SIGN_OUT.replace("action: out", "action: away") + LIST + except("ada"));
        settle(watcher);
        // Then
        assertEquals(List.of(), alerts("out", "bob"));
        assertEquals(List.of("Sign out"), alerts("away", "bob"));
        assertEquals(List.of("Sign in"), alerts("in", "bob"));

        // When one goes
        log.clear();
        write("soc.ndjson", SIGN_IN + LIST + except("ada"));
        settle(watcher);
        // Then its DRL stays, as that of a file would
        assertTrue(log.toString().contains("soc/sign_out.drl"), log.toString());
        assertEquals(List.of("Sign out"), alerts("away", "bob"));
    }

    @Test
    void anExceptionThatIsAddedInAnotherFileHoldsFromThenOn() throws IOException {
        // Given
        write("rules.ndjson", SIGN_IN + SIGN_OUT);
        RuleFolderWatcher watcher = started();
        assertTrue(log.toString().contains("the exception list 'trusted' is not there"), log.toString());
        assertEquals(List.of("Sign in"), alerts("in", "ada"));

        // When
        write("lists.ndjson", LIST + except("ada"));
        settle(watcher);
        // Then
        assertEquals(List.of(), alerts("in", "ada"));
        assertEquals(List.of("Sign in"), alerts("in", "bob"));

        // When
        write("lists.ndjson", LIST + except("ada") + except("bob"));
        settle(watcher);
        // Then
        assertEquals(List.of(), alerts("in", "bob"));
        assertEquals(List.of("Sign out"), alerts("out", "bob"));
    }

    @Test
    void aFileOfEventsIsNoRule() throws IOException {
        write("events.ndjson", "{\"action\": \"in\"}\n{\"action\": \"out\"}\n");
        started();

        assertEquals(0, engine.rules().size());
        assertFalse(log.toString().contains("WARN"), log.toString());
    }
}
