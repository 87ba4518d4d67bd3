package io.tripline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages for users show does what they say. */
class ReadmeTest {

    private static final Pattern BLOCK = Pattern.compile("(?m)^( *)```(\\w*)\\n(.*?)^ *```$", Pattern.DOTALL);

    @TempDir
    private Path folder;

    private Program program;

    @BeforeEach
    void aFolder() {
        program = new Program(folder);
    }

    /** The blocks of a chapter in one language, without their indentation. */
    private static List<String> blocks(String page, String chapter, String language) throws IOException {
        String text = Files.readString(Path.of(page));
        String rest = text.substring(text.indexOf("\n## " + chapter + "\n") + 4);
        int end = rest.indexOf("\n## ");
        List<String> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(end < 0 ? rest : rest.substring(0, end + 1));
        while (block.find()) {
            if (block.group(2).equals(language)) {
                blocks.add(block.group(3).replaceAll("(?m)^" + block.group(1), ""));
            }
        }
        return blocks;
    }

    @Test
    void theFirstRuleInFiveMinutesIsAsTold() throws IOException {
        // Given
        List<String> blocks = blocks("README.md", "A first rule in five minutes", "yaml");
        program.write("my/signin.yml", blocks.getFirst());
        program.write("my/signin.test.yml", blocks.getLast());
        // When
        var test = program.run("test", "my");
        program.run("translate", "my", "-o", "my");
        program.write("my/signin.drl", program.read("my/signin.drl").replace("$count >= 5", "$count >= 3"));
        var edited = program.run("test", "my");
        var translated = program.run("translate", "--diff", "my", "-o", "my");
        var explained = program.run(
                "explain", "--rules", "my", "{\"action\": \"signin\", \"outcome\": \"ok\", \"user\": \"ann\"}");
        // Then
        assertEquals("1 passed, 0 failed, 0 with errors", test.lines().getLast(), test.out());
        assertEquals(1, edited.exitCode());
        assertTrue(edited.out().contains("- {rule: 7f3c1c9e-0b52-4f0c-9a57-3a4f5b1f7c11, at: 20s"), edited.out());
        assertTrue(translated.out().contains("$count >= 3"), translated.out());
        assertTrue(explained.out().contains("does not match: failed_signin"), explained.out());
    }

    @Test
    void theExceptionOfTheFrontPageWorks() throws IOException {
        // Given
        program.write(
                "my/signin.yml",
                blocks("README.md", "A first rule in five minutes", "yaml").getFirst());
        program.write(
                "my/exceptions.yml", blocks("README.md", "Exceptions", "yaml").getFirst());
        program.write("my/x.test.yml", """
                rules: [signin.yml, exceptions.yml]
                tests:
                  - name: the load test is silent, and only where it runs
                    events:
                      - {at: 0s, repeat: 5, every: 1s, event: {action: signin, outcome: failed, user: loadtest-1, ip: 10.1.1.1}}
                      - {at: 0s, repeat: 5, every: 1s, event: {action: signin, outcome: failed, user: loadtest-2, ip: 192.0.2.1}}
                    expect: [{group: {user: loadtest-2}}]
                """);
        // When
        var test = program.run("test", "my");
        program.run("translate", "my", "-o", "my");
        // Then
        assertEquals(0, test.exitCode(), test.out());
        assertTrue(
                program.read("my/signin.drl").contains("!( field( \"user\" ).startsWithIgnoreCase( \"loadtest-\" ) &&"),
                program.read("my/signin.drl"));
    }

    @Test
    void theExceptionsOfTheRulesPageWork() throws IOException {
        // Given
        program.write("my/admin.yml", """
                title: Sign-in of an administrator
                id: 3e6f0d1a-7a52-4d0e-9a57-0c4f5b1f7c21
                name: admin_signin
                logsource: {product: demo}
                detection: {selection: {action: signin, role: admin}, condition: selection}
                """);
        program.write(
                "my/exceptions.yml",
                blocks("rules-drl/README.md", "Exceptions", "yaml").getFirst());
        String pattern = blocks("rules-drl/README.md", "Exceptions", "").getFirst();
        program.write(
                "my/hand.drl",
                "package rules.my.hand\ndialect \"mvel\"\nimport io.tripline.alert.Alert\n"
                        + "import io.tripline.engine.Alerts\nimport io.tripline.event.Event\nglobal Alerts alerts\n"
                        + "rule \"By hand\"\n    @id( \"by-hand\" )\nwhen\n" + pattern
                        + "then\n    alerts.raise( drools.getRule(), Alert.of( $event ) );\nend\n");
        program.write("my/x.test.yml", """
                rules: [admin.yml, exceptions.yml]
                tests:
                  - name: a filter
                    events:
                      - {event: {action: signin, role: admin, user: eve, ip: 10.0.0.1}}
                      - {event: {action: signin, role: admin, user: ann, ip: 10.0.0.2}}
                      - {event: {action: signin, role: admin, user: ann, ip: 192.0.2.1}}
                    expect: [{events: [0]}, {events: [2]}]
                """);
        program.write("my/y.test.yml", """
                rules: [hand.drl]
                tests:
                  - name: by hand
                    events:
                      - {event: {action: signin, user: ann}}
                      - {event: {action: signin, user: eve}}
                      - {event: {action: signin, user: svc-1, ip: 10.0.0.1}}
                      - {event: {action: signin, user: svc-1, ip: 192.0.2.1}}
                      - {event: {action: signin}}
                    expect: [{events: [1]}, {events: [3]}, {events: [4]}]
                """);
        // When
        var test = program.run("test", "my");
        // Then
        assertEquals(0, test.exitCode(), test.out());
    }
}
