package io.tripline.live.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import io.tripline.web.rules.RulePages;
import io.tripline.web.rules.RuleView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does in the folder while it is watched; each look is made by hand. */
class RuleFolderWatcherTest {

    private static final Path SHIPPED = Path.of("rules-drl");
    private static final String ID = "4bf28f3a-716c-11f0-9932-723487b9527c";

    @TempDir
    Path folder;

    private final Engine engine = new Engine(EngineSettings.DEFAULT);
    private final FolderStatus catalog = new FolderStatus();
    private final List<String> log = new ArrayList<>();
    private Path source;
    private Path drl;
    private boolean refusesLog;

    /** So late that no file was changed just now. */
    private Instant now = Instant.parse("2100-01-01T00:00:00Z");

    private int touched;
    private int registered;

    @BeforeEach
    void oneSourceRule() throws IOException {
        Files.createDirectories(folder.resolve("auth0"));
        source = folder.resolve("auth0/dcr_rapid_client_creation.yml");
        drl = folder.resolve("auth0/dcr_rapid_client_creation.drl");
        Files.copy(SHIPPED.resolve("auth0/dcr_rapid_client_creation.yml"), source);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void aSourceIsTranslatedAtTheStartAndItsRuleAlertsOnce() throws IOException {
        // Given
        started();

        // When
        List<Alert> alerts = register("acme", 12);

        // Then
        assertTrue(Files.isRegularFile(drl));
        assertEquals(1, alerts.size());
        assertEquals(ID, alerts.getFirst().getRule().id());
    }

    @Test
    void anEditedThresholdIsLiveAndTheLogSaysWhichLinesChanged() throws IOException {
        // Given a tenant with 3 of 11 registrations
        RuleFolderWatcher watcher = started();
        register("acme", 3);

        // When
        edit(drl, Files.readString(drl).replace("> 10", "> 3"));
        settle(watcher);

        // Then
        assertEquals(1, register("acme", 1).size());
        String entry = logged("changed");
        assertTrue(entry.matches("(?s).*\\n {4}- \\S.*> 10.*\\n {4}\\+ \\S.*> 3.*"), entry);
        assertTrue(entry.contains("\"Rapid creation of clients"), entry);
    }

    @Test
    void sevenOfElevenRegistrationsSurviveEditsOfTheirOwnAndOfAnotherFile() throws IOException {
        // Given
        write("hand/other.drl", every("other", "failure"));
        RuleFolderWatcher watcher = started();
        List<Alert> before = register("acme", 7);

        // When both are edited
        edit(drl, Files.readString(drl).replace("// ", "//  "));
        edit(folder.resolve("hand/other.drl"), every("other", "error"));
        settle(watcher);
        List<Alert> after = register("acme", 6);

        // Then
        assertEquals(List.of(), before);
        assertEquals(1, after.size());
        assertEquals(11, after.getFirst().getEvents().size());
    }

    @Test
    void aBrokenFileLeavesTheOldRuleRunningAndTheLogShowsFileLineAndColumn() throws IOException {
        // Given
        RuleFolderWatcher watcher = started();
        String good = Files.readString(drl);

        // When
        edit(drl, good.replace("groupby(", "groupby(("));
        settle(watcher);
        String entry = logged("broken");
        int entries = log.size();
        settle(watcher);

        // Then
        assertTrue(entry.matches("(?s).*dcr_rapid_client_creation\\.drl:\\d+:\\d+: .*"), entry);
        assertTrue(entry.contains("the version before keeps running"), entry);
        assertEquals(entries, log.size(), "told once");
        assertEquals(1, register("acme", 12).size());
        assertEquals("live (older text)", pages().list().items().getFirst().state());

        // and when it is mended, with another threshold
        edit(drl, good.replace("> 10", "> 2"));
        settle(watcher);
        assertEquals(1, register("globex", 3).size());
        assertEquals("live", pages().list().items().getFirst().state());
    }

    @Test
    void aHalfWrittenFileIsNotLoaded() throws IOException {
        // Given
        RuleFolderWatcher watcher = started();
        String whole = Files.readString(drl).replace("> 10", "> 3");

        // When a slow editor writes piece by piece
        edit(drl, "");
        watcher.look();
        edit(drl, whole.substring(0, 700));
        watcher.look();
        edit(drl, whole);
        settle(watcher);

        // Then
        assertFalse(log.stream().anyMatch(entry -> entry.startsWith("ERROR")), log.toString());
        assertEquals(1, register("acme", 4).size());
    }

    @Test
    void anEditorThatRenamesLosesNothing() throws IOException {
        // Given
        RuleFolderWatcher watcher = started();
        register("acme", 7);
        Path backup = folder.resolve("auth0/dcr_rapid_client_creation.drl~");

        // When
        String text = Files.readString(drl).replace("> 10", "> 8");
        Files.move(drl, backup);
        watcher.look();
        edit(folder.resolve("auth0/4913"), text);
        Files.move(folder.resolve("auth0/4913"), drl, StandardCopyOption.ATOMIC_MOVE);
        settle(watcher);

        // Then
        assertEquals(1, register("acme", 2).size());
    }

    @Test
    void aDeletedFileTakesItsRuleAndItsStateAlongAndIsNotWrittenAgain() throws IOException {
        // Given
        RuleFolderWatcher watcher = started();
        register("acme", 7);

        // When
        Files.delete(drl);
        settle(watcher);
        List<Alert> without = register("acme", 12);
        settle(watcher);

        // Then
        assertEquals(List.of(), without);
        assertEquals(List.of(), engine.rules());
        assertFalse(Files.exists(drl));
        assertEquals("deleted", pages().list().items().getFirst().state());
        assertTrue(logged("deleted").contains("no more"));

        // and the state does not come back with the rule
        edit(source, Files.readString(source) + "# touched\n");
        settle(watcher);
        assertEquals(List.of(), register("acme", 10));
        assertEquals(1, register("acme", 1).size());
    }

    @Test
    void aNewSourceIsTranslatedAndLive() throws IOException {
        // Given
        RuleFolderWatcher watcher = started();

        // When
        write("okta/mfa_off.yml", sigma("aaaaaaaa-0000-4000-8000-000000000001", "user.mfa.factor.deactivate"));
        settle(watcher);

        // Then
        assertTrue(Files.isRegularFile(folder.resolve("okta/mfa_off.drl")));
        assertEquals(
                1,
                process(event("e1", Map.of("eventType", "user.mfa.factor.deactivate")))
                        .size());
        assertTrue(logged("translated").contains("exact"));
    }

    @Test
    void aSourceThatIsRefusedLeavesWhatItWasTranslatedToBefore() throws IOException {
        // Given
        RuleFolderWatcher watcher = started();

        // When
        edit(source, Files.readString(source).replace("type: event_count", "type: event_cuont"));
        settle(watcher);

        // Then
        assertTrue(log.stream().anyMatch(entry -> entry.contains("dcr_rapid_client_creation.yml:")), log.toString());
        assertTrue(logged("is refused").contains("keeps running"));
        assertEquals(1, register("acme", 11).size());
        RuleView.Summary rule = pages().list().items().getFirst();
        assertEquals("refused", rule.fidelity().status());
        assertEquals("live (older text)", rule.state());
        assertEquals(1, catalog.former());
        assertEquals(1, catalog.broken());
    }

    @Test
    void aChangedSourceIsOneEntryOfTheLog() throws IOException {
        // Given
        RuleFolderWatcher watcher = started();
        log.clear();

        // When
        edit(source, Files.readString(source).replace("level: medium", "level: high"));
        settle(watcher);

        // Then
        assertEquals(1, log.size(), log.toString());
        assertTrue(logged("translated").contains("high"), log.toString());
    }

    @Test
    void aParameterThatNoRuleHasIsSaidAtTheStart() throws IOException {
        // Given
        write("okta/word.yml", sigma("aaaaaaaa-0000-4000-8000-000000000003", "'{some-word}'"));
        write("parameters.properties", "some-word = first\nsome-wrod = second\n");

        // When
        started(Map.of("another", List.of("1")), Set.of());

        // Then
        assertTrue(logged("some-wrod").contains("did you mean 'some-word'?"), log.toString());
        assertTrue(logged("tripline.parameters.another").startsWith("WARNING"), log.toString());
    }

    @Test
    void aFileThatIsWrittenAnewAtTheStartIsToldWithWhatChanged() throws IOException {
        // Given a translation of another value of its placeholder
        write("okta/word.yml", sigma("aaaaaaaa-0000-4000-8000-000000000003", "'{some-word}'"));
        write("parameters.properties", "some-word = first\n");
        started();
        log.clear();
        write("parameters.properties", "some-word = second\n");

        // When
        started();

        // Then
        String entry = logged("is written anew");
        assertTrue(entry.contains("first") && entry.contains("second"), entry);
    }

    @Test
    void aSourceThatMayChangeWithoutLookingSoIsTranslatedOnce() throws IOException {
        // Given: within the grain of the file system's clock
        now = Instant.now();
        RuleFolderWatcher watcher = started();
        Files.writeString(source, Files.readString(source) + "\n# edited\n");
        settle(watcher);

        // When
        settle(watcher);

        // Then
        assertEquals(
                1, log.stream().filter(entry -> entry.contains("translated: ")).count(), log.toString());
    }

    @Test
    void aChangeWhoseTakingUpFailsIsTakenUpAtTheNextLook() throws IOException {
        // Given
        RuleFolderWatcher watcher = started();
        edit(source, Files.readString(source).replace("'{threshold_for_max_clients_created}'", "4"));
        watcher.look();
        refusesLog = true;
        assertThrows(IllegalStateException.class, watcher::look);
        refusesLog = false;

        // When
        settle(watcher);

        // Then
        assertEquals(1, register("acme", 5).size(), log.toString());
    }

    @Test
    void aFileWhoseGoingFailedToBeTakenUpIsTakenOutAtTheNextLook() throws IOException {
        // Given
        RuleFolderWatcher watcher = started();
        Files.delete(drl);
        watcher.look();
        refusesLog = true;
        assertThrows(IllegalStateException.class, watcher::look);
        refusesLog = false;

        // When
        settle(watcher);

        // Then
        assertEquals(0, register("acme", 12).size(), log.toString());
        assertFalse(Files.exists(drl));
    }

    @Test
    void anEditedFileIsNeverOverwritten() throws IOException {
        // Given
        RuleFolderWatcher watcher = started();
        String edited = Files.readString(drl).replace("> 10", "> 3");
        edit(drl, edited);
        settle(watcher);

        // When its source changes, and after a restart
        edit(source, Files.readString(source).replace("default: 10", "default: 20"));
        settle(watcher);
        started();

        // Then
        assertEquals(edited, Files.readString(drl));
        assertTrue(logged("edited by hand").contains("dcr_rapid_client_creation.drl"));
        assertTrue(pages().list().items().getFirst().fidelity().edited());
    }

    @Test
    void aConfiguredParameterTranslatesUneditedFilesAgainAndTellsOfEditedOnes() throws IOException {
        // Given
        started();

        // When the program starts with another value
        started(Map.of("threshold_for_max_clients_created", List.of("3")), Set.of());

        // Then
        assertTrue(Files.readString(drl).contains("> 3"));
        assertEquals(1, register("acme", 4).size());

        // and when somebody edited the file before the next start
        edit(drl, Files.readString(drl).replace("> 3", "> 5"));
        started(Map.of("threshold_for_max_clients_created", List.of("4")), Set.of());
        assertTrue(Files.readString(drl).contains("> 5"));
        assertTrue(logged("no effect").contains("dcr_rapid_client_creation.drl"));
    }

    @Test
    void aRuleThatIsSwitchedOffIsNotLoaded() throws IOException {
        // When
        started(Map.of(), Set.of(ID));

        // Then
        assertEquals(List.of(), register("acme", 12));
        assertEquals("disabled", pages().list().items().getFirst().state());
    }

    @Test
    void theSameIdInTwoFilesIsToldAndMendsItselfWhenOneGoes() throws IOException {
        // Given
        write("a.drl", every("a", "failure").replace("@id( \"a\" )", "@id( \"same\" )"));
        write("b.drl", every("b", "error").replace("@id( \"b\" )", "@id( \"same\" )"));
        RuleFolderWatcher watcher = started();
        int before = process(event("e1", Map.of("outcome", "error"))).size();

        // When
        Files.delete(folder.resolve("a.drl"));
        settle(watcher);

        // Then
        assertEquals(0, before);
        assertTrue(log.stream().anyMatch(entry -> entry.contains("has the same id")), log.toString());
        assertEquals(1, process(event("e2", Map.of("outcome", "error"))).size());
    }

    @Test
    void aFolderThatCannotBeWrittenToRunsItsSourcesAllTheSame() throws IOException {
        // Given a link where the DRL would be, to somebody else's file
        Path outside = Files.createTempFile("outside", ".txt");
        Files.createSymbolicLink(drl, outside);

        // When
        started();

        // Then
        assertEquals("", Files.readString(outside));
        assertTrue(logged("cannot be written").contains("symbolic link"), log.toString());
        assertEquals(1, register("acme", 11).size());
        Files.delete(outside);
    }

    @Test
    void hostileNamesAndTextsOfRulesStayOnTheirLogLine() throws IOException {
        // Given
        RuleFolderWatcher watcher = started();

        // When
        write("evil\u001b[31m\nERROR forged.drl", "package x\nrule \"\u001b[2J\" when then end\u202e oops");
        settle(watcher);

        // Then
        assertTrue(
                log.stream().noneMatch(entry -> entry.contains("\u001b") || entry.contains("\u202e")), log.toString());
        assertTrue(log.stream().noneMatch(entry -> entry.contains("\nERROR forged")), log.toString());
    }

    @Test
    void changedDefaultsBesideTheRulesAreTakenUp() throws IOException {
        // Given a rule whose placeholder has no default of its own
        write("parameters.properties", "word = first\n");
        write(
                "okta/word.yml",
                sigma("aaaaaaaa-0000-4000-8000-000000000002", "'%word%'").replace("eventType:", "eventType|expand:"));
        RuleFolderWatcher watcher = started();
        int before = process(event("e1", Map.of("eventType", "second"))).size();

        // When
        write("parameters.properties", "word = second\n");
        settle(watcher);

        // Then
        assertEquals(0, before, log.toString());
        assertEquals(1, process(event("e2", Map.of("eventType", "second"))).size(), log.toString());
    }

    private RuleFolderWatcher started() throws IOException {
        return started(Map.of(), Set.of());
    }

    private RuleFolderWatcher started(Map<String, List<String>> parameters, Set<String> disabled) throws IOException {
        Settings settings = new Settings(
                folder.toString(),
                "data",
                null,
                Duration.ZERO,
                Duration.ofHours(1),
                "",
                io.tripline.ingest.EventFormats.Unrecognised.ANY,
                new ParameterValues(Map.of(), parameters, Map.of()),
                disabled,
                ListLimits.DEFAULT);
        RuleFolderWatcher watcher = new RuleFolderWatcher(
                folder, FolderNotices.NONE, settings, engine, catalog, new RuleLog(this::log), () -> now, () -> {});
        watcher.start();
        return watcher;
    }

    private void log(RuleLog.Level level, String entry) {
        if (refusesLog) {
            throw new IllegalStateException("no log");
        }
        log.add(level + " " + entry);
    }

    private RulePages pages() {
        return TestPages.of(engine, catalog);
    }

    /** Two looks are needed, and a third must change nothing. */
    private static void settle(RuleFolderWatcher watcher) {
        watcher.look();
        watcher.look();
        watcher.look();
    }

    private String logged(String word) {
        return log.stream()
                .filter(entry -> entry.contains(word))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no '" + word + "' in " + log));
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        edit(file, text);
    }

    /** Every edit is a second later than the one before: file systems differ in what they can tell apart. */
    private void edit(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(++touched)));
    }

    private List<Alert> register(String tenant, int times) {
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            registered++;
            alerts.addAll(process(event(
                    "log-" + registered,
                    Map.of(
                            "data",
                            Map.of(
                                    "type",
                                    "sapi",
                                    "description",
                                    "Dynamic client registration",
                                    "tenant_name",
                                    tenant,
                                    "details",
                                    Map.of("response", Map.of("body", Map.of("client_id", "c" + registered))))))));
        }
        return alerts;
    }

    private List<Alert> process(Event event) {
        return engine.process(List.of(event));
    }

    private Event event(String id, Map<String, Object> fields) {
        long time = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli() + 1000L * ++registered;
        return Event.of(id, time, Origin.UNKNOWN, fields);
    }

    private static String sigma(String id, String eventType) {
        return """
                title: Event %s
                id: %s
                logsource: {product: okta, service: okta}
                detection:
                    selection:
                        eventType: %s
                    condition: selection
                level: high
                tags: [attack.t1556]
                """.formatted(eventType.replaceAll("[^a-z.]", ""), id, eventType);
    }

    private static String every(String name, String outcome) {
        return "package rules." + name + "\n" + Rules.IMPORTS + """
                rule "Every %s of %s"
                    @id( "%s" )
                when
                    $event : Event( field( "outcome" ).is( "%s" ) )
                then
                    alerts.raise( drools.getRule(), Alert.of( $event ) );
                end
                """.formatted(outcome, name, name, outcome);
    }
}
