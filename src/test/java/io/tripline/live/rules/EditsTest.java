package io.tripline.live.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.alert.Alert;
import io.tripline.config.ListLimits;
import io.tripline.config.Settings;
import io.tripline.dialect.ParameterValues;
import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.Rules;
import io.tripline.event.Event;
import io.tripline.event.Origin;
import io.tripline.web.rules.RuleView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Series of edits while events come: what stands in the folder is what runs, with its windows, or its state says otherwise. */
class EditsTest {

    @TempDir
    Path folder;

    private final Engine engine = new Engine(EngineSettings.DEFAULT);
    private final FolderStatus catalog = new FolderStatus();
    private final List<String> log = new ArrayList<>();
    private Instant now = Instant.now();
    private RuleFolderWatcher watcher;
    private int sent;

    @BeforeEach
    void start() throws IOException {
        watcher = new RuleFolderWatcher(
                folder,
                FolderNotices.NONE,
                new Settings(
                        folder.toString(),
                        "data",
                        null,
                        Duration.ZERO,
                        Duration.ofHours(1),
                        "",
                        io.tripline.ingest.EventFormats.Unrecognised.ANY,
                        ParameterValues.NONE,
                        Set.of(),
                        ListLimits.DEFAULT),
                engine,
                catalog,
                new RuleLog((level, entry) -> log.add(entry)),
                () -> now,
                () -> {});
        watcher.start();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void aBrokenAndRepairedThresholdKeepsItsWindow() throws IOException {
        // Given two of a user's events
        save("count.drl", counting("count", ">= 5"));
        settle();
        send("ann", 2);

        // When it is lowered, broken, repaired, and raised again, with an event between
        save("count.drl", counting("count", ">= 3"));
        settle();
        save("count.drl", counting("count", ">> 3"));
        settle();
        assertEquals("live (older text)", state("count.drl"));
        assertTrue(trouble("count.drl").contains("; running: the text of 2"), trouble("count.drl"));
        save("count.drl", counting("count", ">= 3"));
        settle();
        assertEquals("live", state("count.drl"));
        save("count.drl", counting("count", ">= 5"));
        settle();

        // Then the third and fourth are silent, the fifth alerts with all of them
        assertEquals(0, send("ann", 2).size());
        List<Alert> fifth = send("ann", 1);
        assertEquals(1, fifth.size());
        assertEquals(5, fifth.getFirst().getEvents().size());
        assertEquals("live", state("count.drl"));
    }

    @Test
    void anyOfTwoHundredEditsLeavesTheTextOfTheFolderRunningWithItsWindow() throws IOException {
        // Given
        Random random = new Random(7);
        String[] names = {"a", "b", "c"};
        for (String name : names) {
            save(name + ".drl", counting(name, ">= 1000"));
        }
        settle();

        // When three files are broken, repaired, deleted, renamed and rewritten at random, and events come
        for (int i = 0; i < 200; i++) {
            String name = names[random.nextInt(names.length)];
            switch (random.nextInt(6)) {
                case 0 -> save(name + ".drl", counting(name, ">> 1"));
                case 1 -> Files.deleteIfExists(folder.resolve(name + ".drl"));
                case 2 -> moveIfThere(name + ".drl", "moved/" + name + ".drl");
                case 3 -> moveIfThere("moved/" + name + ".drl", name + ".drl");
                default -> save(name + ".drl", counting(name, ">= " + (900 + random.nextInt(100))));
            }
            if (random.nextBoolean()) {
                settle();
            }
            send("user" + i, 1);
        }
        for (String name : names) {
            Files.deleteIfExists(folder.resolve("moved/" + name + ".drl"));
            save(name + ".drl", counting(name, ">= 4"));
        }
        settle();
        send("ann", 2);
        for (String name : names) {
            save(name + ".drl", counting(name, ">= 3"));
        }
        settle();

        // Then
        for (String name : names) {
            assertEquals("live", state(name + ".drl"), log.toString());
            assertEquals(
                    counting(name, ">= 3"),
                    engine.text(folder.resolve(name + ".drl").toString()));
        }
        assertEquals(
                Set.of("a", "b", "c"),
                send("ann", 1).stream().map(alert -> alert.getRule().id()).collect(Collectors.toSet()),
                () -> engine.streams() + String.join("\n", log.subList(Math.max(0, log.size() - 25), log.size())));
    }

    @Test
    void whoSavesEveryFifthOfASecondIsReadInBetween() throws IOException {
        // Given
        save("count.drl", counting("count", ">= 5"));
        settle();

        // When it is saved between any two looks, for three seconds
        for (int i = 0; i < 12; i++) {
            save("count.drl", counting("count", ">= 3") + "// " + "x".repeat(i) + "\n");
            look();
        }

        // Then
        assertEquals(1, send("ann", 3).size());
    }

    @Test
    void aFileThatIsEmptyForAMomentIsNotBrokenAndNotDeleted() throws IOException {
        // Given
        save("count.drl", counting("count", ">= 3"));
        settle();
        send("ann", 2);
        int entries = log.size();

        // When an editor truncates it and writes a little later
        save("count.drl", "");
        look();
        look();
        save("count.drl", counting("count", ">= 3") + "// more\n");
        settle();

        // Then
        assertEquals(
                List.of(),
                log.subList(entries, log.size()).stream()
                        .filter(entry -> entry.contains("broken") || entry.contains("deleted"))
                        .toList());
        assertEquals(1, send("ann", 1).size());
    }

    @Test
    void oneOfTwoRulesOfAFileIsEditedAndTheOtherGoesOn() throws IOException {
        // Given
        String second =
                counting("two", ">= 4").substring(counting("two", ">= 4").indexOf("rule \""));
        save("two.drl", counting("count", ">= 5").replace("rules.count", "rules.two") + second);
        settle();
        send("ann", 2);

        // When
        save("two.drl", counting("count", ">= 3").replace("rules.count", "rules.two") + second);
        settle();

        // Then
        assertEquals(1, send("ann", 1).size());
        assertEquals(1, send("ann", 1).size());
    }

    @Test
    void editorsThatWriteBesideAndRenameAreFollowed() throws IOException {
        // Given
        save("count.drl", counting("count", ">= 5"));
        settle();
        send("ann", 2);

        // When
        Files.move(folder.resolve("count.drl"), folder.resolve("count.drl~"));
        look();
        Files.writeString(folder.resolve(".count.drl.swp"), "half");
        save("4913", "");
        save("count.drl", counting("count", ">= 3"));
        settle();

        // Then
        assertEquals(1, send("ann", 1).size());
    }

    @Test
    void eventsGoOnWhileRulesAreEdited() throws Exception {
        // Given
        save("count.drl", counting("count", ">= 1000000"));
        settle();
        AtomicBoolean done = new AtomicBoolean();
        List<Alert> alerts = new ArrayList<>();
        Thread sender = Thread.ofPlatform().start(() -> {
            while (!done.get()) {
                alerts.addAll(send("ann", 1));
            }
        });

        // When
        for (int i = 0; i < 30; i++) {
            save("count.drl", counting("count", i % 3 == 0 ? ">> 1" : ">= " + (1_000_000 + i)));
            settle();
        }
        done.set(true);
        sender.join();
        save("count.drl", counting("count", ">= " + (sent + 1)));
        settle();

        // Then nothing of all that was lost or counted twice
        assertEquals(0, alerts.size());
        List<Alert> last = send("ann", 1);
        assertEquals(1, last.size());
        assertEquals((long) sent, last.getFirst().getValues().get("count"));
    }

    @Test
    void aFolderThatIsMovedTakesItsWindowsAlong() throws IOException {
        // Given
        save("one/count.drl", counting("count", ">= 3"));
        settle();
        send("ann", 2);

        // When
        Files.createDirectories(folder.resolve("two"));
        Files.move(folder.resolve("one/count.drl"), folder.resolve("two/count.drl"));
        settle();

        // Then
        assertEquals("live", state("two/count.drl"));
        assertEquals(1, send("ann", 1).size());
    }

    private void moveIfThere(String from, String to) throws IOException {
        if (Files.exists(folder.resolve(from))) {
            Files.createDirectories(folder.resolve(to).getParent());
            Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void save(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Time goes on by a look of the program that serves. */
    private void look() {
        now = now.plusMillis(250);
        watcher.look();
    }

    private void settle() {
        for (int i = 0; i < 5; i++) {
            look();
        }
    }

    private String state(String file) {
        return item(file).state();
    }

    private String trouble(String file) {
        return String.valueOf(item(file).trouble());
    }

    private RuleView.Summary item(String file) {
        return TestPages.of(engine, catalog).list().items().stream()
                .filter(item -> item.file().equals(file))
                .findFirst()
                .orElseThrow();
    }

    private List<Alert> send(String user, int times) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            sent++;
            events.add(Event.of("e" + sent, 1_767_225_600_000L + sent, Origin.UNKNOWN, Map.of("user", user)));
        }
        return engine.process(events);
    }

    private static String counting(String name, String condition) {
        return "package rules." + name + "\n" + Rules.IMPORTS
                + """
                rule "NAME seen"
                when
                    $event : Event( hasField( "user" ) )
                then
                    streams.write( "NAME", Match.of( $event, "user" ) );
                end

                rule "NAME"
                    @id( "NAME" )
                when
                    groupby(
                        $match : Match( $key : key ) over window:time( 1h ) from entry-point "NAME";
                        $group : $key;
                        $count : count(), $evidence : evidence( $match );
                        $count CONDITION
                    )
                    not( Alert( group == $group ) over window:time( 1h ) from entry-point "NAME" )
                then
                    streams.write( "NAME", alerts.raise( drools.getRule(), Alert.of( $group, $evidence ).showing( "count", $count ) ) );
                end
                """.replace("NAME", name).replace("CONDITION", condition);
    }
}
