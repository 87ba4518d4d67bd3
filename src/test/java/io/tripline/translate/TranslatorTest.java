package io.tripline.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.dialect.Dialects;
import io.tripline.dialect.OtherSources;
import io.tripline.dialect.ParameterValues;
import io.tripline.dialect.Parsed;
import io.tripline.dialect.RuleParser;
import io.tripline.problem.SourceText;
import io.tripline.translate.Translation.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranslatorTest {

    private static final String SIGMA = """
            title: Failed login
            id: 5cbb1a3e-0000-4000-8000-000000000001
            logsource:
                product: okta
            detection:
                selection:
                    action: failure
                condition: selection
            """;

    private static final String ELASTIC = """
            [rule]
            name = "Failed login"
            rule_id = "5cbb1a3e-0000-4000-8000-000000000002"
            description = "d"
            risk_score = 1
            severity = "low"
            type = "query"
            language = "kuery"
            query = "event.action: failure"
            """;

    @TempDir
    Path folder;

    private static Translator translator() {
        return new Translator(Dialects.all().parsers(), ParameterValues.NONE);
    }

    private static RuleSource source(String relative, String text) {
        return new RuleSource(relative, new SourceText(relative, text));
    }

    private static List<Status> statuses(List<Translation> translations) {
        return translations.stream()
                .flatMap(translation -> translation.rules().stream())
                .map(Translation.TranslatedRule::status)
                .toList();
    }

    @Test
    void eachDialectIsKnownByItsFileOrByItsText() {
        List<Translation> translations = translator()
                .translate(List.of(source("a/x.yml", SIGMA), source("b.toml", ELASTIC), source("inline", ELASTIC)));

        assertEquals(
                List.of("sigma", "elastic", "elastic"),
                translations.stream().map(Translation::dialect).toList());
        assertEquals(List.of(Status.EXACT, Status.EXACT, Status.EXACT), statuses(translations));
        assertEquals("a/x.drl", translations.getFirst().source().drlFile());
        String drl = Objects.requireNonNull(translations.getFirst().drl());
        assertTrue(drl.contains("package rules.a.x\n"), drl);
    }

    @Test
    void whatCannotBeReadIsRefusedWithItsPlace() {
        List<Translation> translations = translator()
                .translate(List.of(
                        source("a.yml", SIGMA.replace("action:", "action|contain:")), source("b.txt", "hello")));

        assertEquals(List.of(Status.REFUSED, Status.REFUSED), statuses(translations));
        String reason = translations.getFirst().rules().getFirst().reasons().getFirst();
        assertTrue(reason.matches("7:\\d+: .*contain.*"), reason);
        assertEquals("Failed login", translations.getFirst().rules().getFirst().title());
        assertNull(translations.getFirst().drl());
    }

    @Test
    void filesThatWouldBecomeOneAreBothRefused() {
        List<Translation> translations = translator()
                .translate(List.of(
                        source("a/x.yml", SIGMA),
                        source("a/x.toml", ELASTIC),
                        source("a/y-z.yml", SIGMA),
                        source("a/y_z.toml", ELASTIC),
                        source("b/x.yml", SIGMA)));

        assertEquals(
                List.of(Status.REFUSED, Status.REFUSED, Status.REFUSED, Status.REFUSED, Status.EXACT),
                statuses(translations));
        assertEquals(
                List.of("would be written to a/x.drl, like a/x.toml"),
                translations.get(0).rules().getFirst().reasons());
        assertEquals(
                List.of("would have the same package as a/y_z.toml"),
                translations.get(2).rules().getFirst().reasons());
    }

    @Test
    void aFileThatIsRefusedStandsInNobodysWay() {
        List<Translation> translations =
                translator().translate(List.of(source("x.yml", "title: no rule"), source("x.toml", ELASTIC)));

        assertEquals(List.of(Status.REFUSED, Status.EXACT), statuses(translations));
    }

    @Test
    void aDialectThatBreaksItsPromiseCostsItsOwnRuleOnly() {
        RuleParser broken = new RuleParser() {
            @Override
            public boolean holdsNone(String text) {
                return false;
            }

            @Override
            public String dialect() {
                return "broken";
            }

            @Override
            public List<String> extensions() {
                return List.of(".yml");
            }

            @Override
            public boolean recognises(String text) {
                return true;
            }

            @Override
            public Parsed parse(SourceText source, ParameterValues parameters, OtherSources library) {
                throw new StackOverflowError();
            }
        };

        List<Translation> translations =
                new Translator(List.of(broken), ParameterValues.NONE).translate(List.of(source("a.yml", SIGMA)));

        assertEquals(List.of(Status.REFUSED), statuses(translations));
    }

    @Test
    void rulesReferToEachOtherAcrossFiles() {
        String correlation = """
                title: Many failures
                correlation:
                    type: event_count
                    rules: failed
                    group-by: [user]
                    timespan: 5m
                    condition: {gte: 3}
                """;
        RuleSource base = source("base.yml", "name: failed\n" + SIGMA);
        RuleSource counting = source("counting.yml", correlation);

        assertEquals(List.of(Status.REFUSED), statuses(translator().translate(List.of(counting))));
        List<Translation> both = translator().translate(List.of(counting), List.of(counting, base));
        assertEquals(List.of(Status.EXACT), statuses(both));
    }

    @Test
    void filesAreFoundInAStableOrderWithoutTestsAndHiddenOnes() throws IOException {
        write("b/x.yml", SIGMA);
        write("b/x.drl", "package x");
        write("a.toml", ELASTIC);
        write("b/x.test.yml", "tests: []");
        write("b/x.test.yaml", "tests: []");
        write(".git/y.yml", SIGMA);
        write("b/.y.yml", SIGMA);
        write("b/notes.txt", "");

        FoundRules files = FoundRules.find(List.of(folder, folder.resolve("b/x.yml")), null);

        assertEquals(
                List.of("a.toml", "b/x.yml"),
                files.sources().stream().map(RuleSource::relative).toList());
        assertEquals(
                List.of("b/x.drl"),
                files.drl().stream().map(RuleSource::relative).toList());
    }

    @Test
    void whatStandsInTheOutputFolderKeepsItsPlace() throws IOException {
        write("auth0/x.yml", SIGMA);

        for (Path given : List.of(folder.resolve("auth0/x.yml"), folder.resolve("auth0"), folder)) {
            FoundRules files = FoundRules.find(List.of(given), folder);
            assertEquals("auth0/x.yml", files.sources().getFirst().relative());
        }
        FoundRules elsewhere = FoundRules.find(List.of(folder.resolve("auth0/x.yml")), folder.resolve("other"));
        assertEquals("x.yml", elsewhere.sources().getFirst().relative());
    }

    @Test
    void linksOutOfTheFolderAreNotFollowed() throws IOException {
        write("secret.yml", SIGMA);
        write("rules/x.yml", SIGMA);
        Files.createSymbolicLink(folder.resolve("rules/out.yml"), folder.resolve("secret.yml"));
        Files.createSymbolicLink(folder.resolve("rules/in.yml"), folder.resolve("rules/x.yml"));
        Files.createSymbolicLink(folder.resolve("rules/up"), folder);

        FoundRules files = FoundRules.find(List.of(folder.resolve("rules")), null);

        assertEquals(
                List.of("in.yml", "x.yml"),
                files.sources().stream().map(RuleSource::relative).toList());
    }

    @Test
    void whatIsNoTextIsAProblemAndWhatIsNotThereAnError() throws IOException {
        Files.write(folder.resolve("x.yml"), new byte[] {(byte) 0xFF});
        Files.write(folder.resolve("y.yml"), new byte[3 << 20]);
        Files.writeString(folder.resolve("z.yml"), "\uFEFF" + SIGMA);

        FoundRules files = FoundRules.find(List.of(folder), null);

        assertEquals(
                List.of("not UTF-8 text", "larger than 2 MiB"),
                files.problems().stream().map(problem -> problem.message()).toList());
        assertEquals(SIGMA, files.sources().getFirst().text().text());
        assertThrows(NoSuchFileException.class, () -> FoundRules.find(List.of(folder.resolve("none.yml")), null));
    }

    @Test
    void parametersAreReadWithTheirLists() {
        Map<String, List<String>> parameters = ParameterFile.parse("""
                # a comment
                number = 10
                list = a , b\\\\,c,, d
                empty =
                """);

        assertEquals(Map.of("number", List.of("10"), "list", List.of("a", "b,c", "d")), parameters);
        assertThrows(IllegalArgumentException.class, () -> ParameterFile.parse("a = \\u12"));
        assertFalse(parameters.containsKey("empty"));
    }

    private void write(String relative, String text) throws IOException {
        Path file = folder.resolve(relative);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }
}
