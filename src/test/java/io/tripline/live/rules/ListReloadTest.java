package io.tripline.live.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.config.Settings;
import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.event.Event;
import io.tripline.event.Origin;
import io.tripline.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists that change while the folder is watched; each look is made by hand. */
class ListReloadTest {

    @TempDir
    Path folder;

    private final Engine engine = new Engine(EngineSettings.DEFAULT);
    private final List<String> log = new ArrayList<>();
    private final FolderStatus status = new FolderStatus();
    private RuleFolderWatcher watcher;
    private int touched;

    @BeforeEach
    void started() throws IOException {
        write("rule.drl", """
                rule "Known"
                when
                    $event : Event( field( "ip" ).inList( "known" ) )
                then
                    alerts.raise( drools.getRule(), Alert.of( $event ) );
                end
                """);
        watcher = new RuleFolderWatcher(
                folder,
                FolderNotices.NONE,
                Settings.read(),
                engine,
                status,
                new RuleLog((level, entry) -> log.add(level + " " + entry)),
                InstantSource.system(),
                () -> {});
        watcher.start();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    /** Each time with another time of change, long ago. */
    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_700_000_000L + ++touched)));
    }

    private void settle() {
        for (int look = 0; look < 3; look++) {
            watcher.look();
        }
    }

    /** What the rule's page tells. */
    private List<Problem> told() {
        return Objects.requireNonNull(
                        Objects.requireNonNull(status.entries().get("rule.drl")).drl())
                .problems();
    }

    private int alerts(String ip) {
        return engine.process(List.of(Event.of("e", 0, Origin.UNKNOWN, Map.of("ip", ip))))
                .size();
    }

    @Test
    void aListThatComesChangesAndGoesIsFollowed() throws IOException {
        // Given a rule whose list is not there
        assertTrue(log.getLast().contains("there is no list \"known\""), log.toString());
        assertEquals(0, alerts("10.0.0.1"));

        assertEquals(1, told().size());

        // When it comes
        log.clear();
        write("lists/known.txt", "10.0.0.1\n");
        settle();
        // Then
        assertEquals(1, alerts("10.0.0.1"));
        assertEquals(List.of(), told());
        assertEquals(List.of("INFO the list \"known\" was read: 1 entry, 1 KiB"), log);

        // When it changes
        write("lists/known.txt", "10.0.0.2\n10.0.0.3\n");
        settle();
        // Then
        assertEquals(0, alerts("10.0.0.1"));
        assertEquals(1, alerts("10.0.0.3"));

        // When its settings do
        write("lists/known.properties", "column = ip");
        settle();
        // Then they are wrong for a plain text, which is said once, and the list stays
        String said = log.getLast();
        assertTrue(said.startsWith("ERROR ") && said.contains("known.txt"), said);
        assertEquals(1, alerts("10.0.0.3"));
        assertTrue(told().getFirst().message().contains("known.txt"), told().toString());
        int entries = log.size();
        settle();
        assertEquals(entries, log.size());

        // When the list goes
        Files.delete(folder.resolve("lists/known.properties"));
        Files.delete(folder.resolve("lists/known.txt"));
        settle();
        // Then
        assertTrue(
                log.getLast().startsWith("WARNING " + folder.resolve("lists/known") + ": warning: the file"),
                log.getLast());
        assertEquals(1, alerts("10.0.0.3"));
    }

    @Test
    void aListThatNoRuleAsksIsNotRead() throws IOException {
        log.clear();
        write("lists/other.txt", "a\n");
        write("lists/below/known.txt", "10.0.0.1\n");
        settle();

        assertEquals(List.of(), log);
        assertEquals(0, alerts("10.0.0.1"));
    }

    @Test
    void aRuleAndItsListMayComeTogether() throws IOException {
        write("lists/fresh.csv", "ip,why\n10.0.0.9,x\n");
        write(
                "fresh.drl",
                Files.readString(folder.resolve("rule.drl"))
                        .replace("Known", "Fresh")
                        .replace("known", "fresh"));
        log.clear();
        settle();

        assertEquals(1, alerts("10.0.0.9"));
        assertTrue(log.stream().noneMatch(entry -> entry.contains("there is no list")), log.toString());
    }
}
