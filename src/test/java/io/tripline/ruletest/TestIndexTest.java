package io.tripline.ruletest;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestIndexTest {

    @TempDir
    private Path folder;

    private void write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestedRule rule(String file) {
        return new TestedRule("", "", file, null);
    }

    private boolean isTested(String file) {
        return isTested(file, "some id");
    }

    private boolean isTested(String file, String id) {
        return TestIndex.below(folder).look().isTested(new TestedRule(id, "Some title", file, file));
    }

    @Test
    void aTestThatStandsBesideARuleByNameIsItsTestWhateverItSays() {
        // Given
        write("a/one.test.yml", "rules: [");
        write("a/two.test.yaml", "");

        // Then
        assertTrue(isTested("a/one.drl"));
        assertTrue(isTested("a/one.yml"));
        assertTrue(isTested("a/two.toml"));
        assertFalse(isTested("one.drl"));
        assertFalse(isTested("a/three.drl"));
    }

    @Test
    void aTestNamesFilesRelativeToItself() {
        // Given
        write("tests/all.test.yml", "rules: [../a/one.yml, two.drl]\ntests: []\n");

        // Then
        assertTrue(isTested("a/one.drl"));
        assertTrue(isTested("tests/two.drl"));
        assertFalse(isTested("two.drl"));
        assertTrue(isTested(folder.resolve("a/one.yml").toString()));
    }

    @Test
    void aRuleOfAFileOfSeveralIsTestedWithTheFile() {
        // Given
        write("export.test.yml", "rules: [export.ndjson]\ntests: []\n");

        // Then
        assertTrue(isTested("export.ndjson#my_rule"));
        assertFalse(isTested("other.ndjson#my_rule"));
    }

    @Test
    void aTestOfAFolderTestsTheRulesWhoseAlertsItExpects() {
        // Given
        write("all.test.yml", """
                rules: [a]
                tests:
                  - name: t
                    events: []
                    expect: [{rule: 7f3c}, {at: 0s}]
                """);

        // Then
        assertTrue(isTested("a/one.drl", "7f3c"));
        assertFalse(isTested("a/two.drl", "8f3c"));
    }

    @Test
    void aTestOfTextsOfItsOwnTestsNoRuleOfTheFolder() {
        // Given
        write("own.test.yml", """
                inline: ["title: T"]
                tests:
                  - {name: t, events: [], expect: [{rule: 7f3c}]}
                """);

        // Then
        assertFalse(isTested("a/one.drl", "7f3c"));
    }

    @Test
    void hiddenFoldersLinksAndOtherFilesAreNoTests() throws IOException {
        // Given
        write(".git/one.test.yml", "rules: [../one.drl]\ntests: []\n");
        write("two.yml", "rules: [two.drl]\ntests: []\n");
        write("elsewhere/x", "rules: [three.drl]\ntests: []\n");
        Files.createSymbolicLink(folder.resolve("three.test.yml"), folder.resolve("elsewhere/x"));

        // Then
        for (String file : List.of("one.drl", "two.drl", "three.drl")) {
            assertFalse(isTested(file), file);
        }
    }

    @Test
    void aTestThatChangesIsReadAgainAndOneThatGoesNamesNothing() throws IOException {
        // Given
        TestIndex tests = TestIndex.below(folder);
        write("t.test.yml", "rules: [one.drl]\ntests: []\n");
        assertTrue(tests.look().isTested(rule("one.drl")));

        // When
        write("t.test.yml", "rules: [other.drl]\ntests: []\n");
        boolean before = tests.look().isTested(rule("one.drl"));
        boolean other = tests.look().isTested(rule("other.drl"));
        Files.delete(folder.resolve("t.test.yml"));

        // Then
        assertFalse(before);
        assertTrue(other);
        assertFalse(tests.look().isTested(rule("other.drl")));
    }

    @Test
    void besideAFileFoldersBelowAreNotLookedAt() {
        // Given
        write("one.test.yml", "");
        write("a/two.test.yml", "");

        // When
        TestIndex.Found found = TestIndex.beside(folder.resolve("one.yml")).look();

        // Then
        assertTrue(found.isTested(rule("one.yml")));
        assertFalse(found.isTested(rule("a/two.yml")));
    }
}
