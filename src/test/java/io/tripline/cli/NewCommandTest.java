package io.tripline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewCommandTest {

    @TempDir
    private Path folder;

    private Program program;

    @BeforeEach
    void aFolder() {
        program = new Program(folder);
    }

    @ParameterizedTest
    @CsvSource({"sigma,yml", "elastic,toml", "drl,drl"})
    void aSkeletonRunsAsItIsAndItsTestPasses(String dialect, String ending) {
        // When
        var made = program.run("new", "my/too-many_signins", "--dialect", dialect, "-o", "rules");
        // Then
        assertEquals(0, made.exitCode(), made.err());
        assertTrue(made.out().startsWith("rules/my/too-many_signins." + ending + ": the rule"), made.out());
        var check = program.run("check", "rules");
        assertEquals(0, check.exitCode(), check.out());
        assertEquals(
                "1 file is fine, 0 refused, 0 do not compile", check.lines().getLast());
        assertFalse(check.out().contains("warning"), check.out());
        var test = program.run("test", "rules");
        assertEquals("2 passed, 0 failed, 0 with errors", test.lines().getLast(), test.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sigma", "elastic", "drl"})
    void whatIsToBeTypedNextWorks(String dialect) {
        // When
        var made = program.run("new", "signin", "--dialect", dialect, "-o", "rules");
        // Then
        String explain = made.err()
                .lines()
                .filter(line -> line.contains("tripline explain"))
                .findFirst()
                .orElseThrow()
                .strip();
        String event = explain.substring(explain.indexOf('\'') + 1, explain.lastIndexOf('\''));
        String rule = explain.split(" ")[3];
        var explained = program.run("explain", "--rules", rule, event);
        assertTrue(explained.out().contains("\nmatches: "), explained.out() + explained.err());
        assertTrue(made.err().contains("tripline test rules/signin.test.yml"), made.err());
        assertTrue(made.err().contains("tripline serve --rules rules"), made.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"signin.yml", "signin.yaml", "signin.toml", "signin.drl", "signin.test.yml"})
    void whatIsThereIsNeverOverwritten(String there) {
        // Given
        program.write("rules/" + there, "mine");
        // When
        var made = program.run("new", "signin", "-o", "rules");
        // Then
        assertEquals(4, made.exitCode());
        assertEquals("rules/" + there + " is there already; take another name\n", made.err());
        assertEquals("mine", program.read("rules/" + there));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../up", "/root", "a//b", "a/", "a.b", "a b", "", ".hidden", "a/../../b", "ä", "a\u0000b"})
    void aNameIsLettersDigitsAndFolders(String name) {
        // When
        var made = program.run("new", name, "-o", "rules");
        // Then
        assertEquals(2, made.exitCode());
        assertTrue(made.err().contains("is no name for a rule"), made.err());
        assertFalse(Files.exists(folder.resolve("rules")));
    }

    @Test
    void twoSkeletonsHaveTwoIds() {
        // Given
        program.run("new", "a", "-o", "rules");
        program.run("new", "b", "-o", "rules");
        // When
        var rules = program.run("list", "rules", "--json", "--rules", "rules");
        // Then
        assertEquals(2, rules.lines().stream().distinct().count(), rules.out() + rules.err());
        assertEquals(0, rules.exitCode(), rules.err());
    }

    @Test
    void jsonSaysWhatWasWritten() {
        // When
        var made = program.run("new", "a", "--json", "-o", "rules");
        // Then
        assertEquals("{\"rule\":\"rules/a.yml\",\"test\":\"rules/a.test.yml\"}\n", made.out());
    }
}
