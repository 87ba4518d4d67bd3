package io.tripline.given;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tripline.config.ListLimits;
import io.tripline.config.RuleParameters;
import io.tripline.config.Settings;
import io.tripline.dialect.ParameterValues;
import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.LoadReport;
import io.tripline.engine.Rules;
import io.tripline.ingest.EventFormats;
import io.tripline.live.rules.FolderNotices;
import io.tripline.live.rules.FolderStatus;
import io.tripline.live.rules.RuleFolderWatcher;
import io.tripline.live.rules.RuleLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over one folder, the server and the verbs that run rules once run the same DRL, and call the same files wrong. */
class SameRulesTest {

    @TempDir
    Path folder;

    @Test
    void aSourceWithoutDrl() throws IOException {
        write("demo/one.yml", sigma("one", "signin"));

        assertSame(1, 0);
    }

    @Test
    void aSourceWithTheDrlThatItWasTranslatedTo() throws IOException {
        write("demo/one.yml", sigma("one", "signin"));
        serve();

        assertSame(1, 0);
        assertEquals(List.of("demo/one.drl"), filesOf(folder));
    }

    @Test
    void aSourceThatSaysSomethingElseThanItsDrl() throws IOException {
        write("demo/one.yml", sigma("one", "signin"));
        serve();
        write("demo/one.yml", sigma("one", "signout"));

        assertSame(1, 0);
    }

    @Test
    void aSourceWhoseDrlWasEdited() throws IOException {
        write("demo/one.yml", sigma("one", "signin"));
        serve();
        edit("demo/one.drl", "signin", "sign-in");
        write("demo/one.yml", sigma("one", "signout"));

        assertSame(1, 0);
    }

    @Test
    void aSourceThatIsRefusedBesideGeneratedDrl() throws IOException {
        write("demo/one.yml", sigma("one", "signin"));
        serve();
        write("demo/one.yml", sigma("one", "signin").replace("condition: selection", "condition: selektion"));

        assertSame(1, 1);
    }

    @Test
    void aSourceThatIsRefusedBesideEditedDrl() throws IOException {
        write("demo/one.yml", sigma("one", "signin"));
        serve();
        edit("demo/one.drl", "signin", "sign-in");
        write("demo/one.yml", sigma("one", "signin").replace("condition: selection", "condition: selektion"));

        assertSame(1, 0);
    }

    @Test
    void aSourceThatIsRefusedAndHasNoDrl() throws IOException {
        write("demo/one.yml", sigma("one", "signin").replace("condition: selection", "condition: selektion"));

        assertSame(0, 1);
    }

    @Test
    void aFilterThatCameAfterTheDrl() throws IOException {
        write("demo/one.yml", sigma("one", "signin"));
        write("demo/two.yml", sigma("two", "signout"));
        serve();
        edit("demo/two.drl", "signout", "sign-out");
        write("exceptions.yml", """
                title: Ann may
                logsource: {product: demo}
                filter:
                    rules: any
                    selection: {user: ann}
                    condition: not selection
                """);

        assertSame(2, 0);
    }

    @Test
    void drlWithoutASource() throws IOException {
        write("hand.drl", hand("hand"));

        assertSame(1, 0);
    }

    @Test
    void generatedDrlWhoseSourceIsGone() throws IOException {
        write("demo/one.yml", sigma("one", "signin"));
        serve();
        Files.delete(folder.resolve("demo/one.yml"));

        assertSame(1, 0);
    }

    @Test
    void twoSourcesForOneDrl() throws IOException {
        write("demo/one.yml", sigma("one", "signin"));
        write("demo/one.yaml", sigma("two", "signout"));

        GivenRules rules =
                GivenRules.read(List.of(folder), new ServedRules(folder), new RuleParameters(ParameterValues.NONE));
        assertEquals(2, rules.refused().size());
        assertEquals(Set.of(), textsOf(rules));
        assertEquals(Set.of(), serve().texts());
    }

    @Test
    void ofTwoFilesWithOneIdTheSameOneRuns() throws IOException {
        write("b.yml", sigma("same", "signin"));
        write("a.drl", hand("same"));
        write("c.drl", hand("same"));

        assertSame(1, 2);
    }

    @Test
    void drlThatNobodyCanReadKeepsItsSourceFromRunning() throws IOException {
        write("demo/one.yml", sigma("one", "signin"));
        Files.write(folder.resolve("demo/one.drl"), new byte[] {(byte) 0xff, (byte) 0xfe, 1});

        GivenRules rules =
                GivenRules.read(List.of(folder), new ServedRules(folder), new RuleParameters(ParameterValues.NONE));
        assertEquals(List.of("demo/one.drl"), named(rules.refused()));
        assertEquals(Set.of(), textsOf(rules));
        assertEquals(Set.of(), serve().texts());
    }

    @Test
    void otherValuesOfPlaceholdersThanThoseOfTheDrl() throws IOException {
        write("parameters.properties", "word = first\n");
        write("one.yml", sigma("one", "'%word%'").replace("action:", "action|expand:"));
        write("two.yml", sigma("two", "'%word%'").replace("action:", "action|expand:"));
        serve();
        edit("two.drl", "first", "mine");
        write("parameters.properties", "word = second\n");

        assertSame(2, 0);
    }

    @Test
    void aPartOfTheServersFolderIsWhatTheServerRunsOfIt() throws IOException {
        // Given a filter at the top, and a correlation beside it of the rule that it counts
        write("demo/one.yml", sigma("one", "signin"));
        write("exceptions.yml", """
                title: Ann may
                logsource: {product: demo}
                filter:
                    rules: [one]
                    selection: {user: ann}
                    condition: not selection
                """.replace("[one]", "[" + id("one") + "]"));
        Served served = serve();

        for (Path part : List.of(folder.resolve("demo"), folder.resolve("demo/one.yml"))) {
            // When
            GivenRules rules =
                    GivenRules.read(List.of(part), new ServedRules(folder), new RuleParameters(ParameterValues.NONE));

            // Then
            assertEquals(served.texts(), textsOf(rules), part.toString());
            assertEquals(List.of(), rules.refused());
            assertEquals(Set.of(), rules.translated(), "the DRL that is there has these lines");
        }
    }

    private record Served(Set<String> texts, long broken) {}

    /** What both run, and how many files both call broken or refused. */
    private void assertSame(int running, int broken) throws IOException {
        GivenRules rules =
                GivenRules.read(List.of(folder), new ServedRules(folder), new RuleParameters(ParameterValues.NONE));
        try (Engine engine = new Engine(EngineSettings.DEFAULT)) {
            LoadReport report = rules.loadInto(engine);
            Set<String> live = new TreeSet<>();
            rules.drl().stream()
                    .filter(drl -> report.live().contains(drl.file()))
                    .forEach(drl -> live.add(drl.text()));
            Served served = serve();
            assertEquals(served.texts(), live);
            assertEquals(running, live.size());
            assertEquals(broken, served.broken());
            assertEquals(broken, rules.refused().size() + report.broken().size());
        }
    }

    private Served serve() throws IOException {
        List<String> log = new ArrayList<>();
        FolderStatus catalog = new FolderStatus();
        Settings settings = new Settings(
                folder.toString(),
                "data",
                null,
                Duration.ZERO,
                Duration.ofHours(1),
                "",
                EventFormats.Unrecognised.ANY,
                ParameterValues.NONE,
                Set.of(),
                ListLimits.DEFAULT);
        try (Engine engine = new Engine(EngineSettings.DEFAULT)) {
            new RuleFolderWatcher(
                            folder,
                            FolderNotices.NONE,
                            settings,
                            engine,
                            catalog,
                            new RuleLog((level, entry) -> log.add(entry)),
                            Instant::now,
                            () -> {})
                    .start();
        }
        Set<String> texts = new TreeSet<>();
        catalog.entries().values().stream()
                .map(FolderStatus.Entry::drl)
                .filter(Objects::nonNull)
                .map(drl -> drl.liveText())
                .filter(Objects::nonNull)
                .forEach(texts::add);
        return new Served(texts, catalog.broken());
    }

    private List<String> filesOf(Path path) throws IOException {
        GivenRules rules =
                GivenRules.read(List.of(path), new ServedRules(folder), new RuleParameters(ParameterValues.NONE));
        return named(rules.drl().stream().map(drl -> drl.file()).toList());
    }

    private List<String> named(List<String> files) {
        return files.stream()
                .map(file -> folder.relativize(Path.of(file)).toString())
                .toList();
    }

    private static Set<String> textsOf(GivenRules rules) {
        Set<String> texts = new TreeSet<>();
        rules.drl().forEach(drl -> texts.add(drl.text()));
        return texts;
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void edit(String name, String from, String to) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, Files.readString(file).replace(from, to), StandardCharsets.UTF_8);
    }

    private static String id(String name) {
        return Map.of(
                        "one", "aaaaaaaa-0000-4000-8000-000000000001",
                        "two", "aaaaaaaa-0000-4000-8000-000000000002",
                        "same", "aaaaaaaa-0000-4000-8000-000000000003")
                .getOrDefault(name, name);
    }

    private static String sigma(String name, String action) {
        return """
                title: Rule %s
                id: %s
                logsource: {product: demo}
                detection:
                    selection:
                        action: %s
                    condition: selection
                """.formatted(name, id(name), action);
    }

    private static String hand(String name) {
        return "package rules.hand." + name + "\n" + Rules.IMPORTS + """
                rule "By hand"
                    @id( "%s" )
                when
                    $event : Event( field( "action" ).is( "x" ) )
                then
                    alerts.raise( drools.getRule(), Alert.of( $event ) );
                end
                """.formatted(id(name));
    }
}
