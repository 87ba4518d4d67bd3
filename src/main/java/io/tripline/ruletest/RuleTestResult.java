package io.tripline.ruletest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of one test.
 *
 * @param file as the user named it
 * @param line of the test, 1-based; 0 where the whole file is meant
 * @param expected alerts as the file has them
 * @param actual alerts that were raised, in the same form and with their reasons
 * @param messages what is wrong, for a person; empty if it passed
 */
public record RuleTestResult(
        String file,
        int line,
        String name,
        Status status,
        List<Map<String, @Nullable Object>> expected,
        List<Map<String, @Nullable Object>> actual,
        List<String> messages) {

    /** How a test can end. */
    public enum Status {
        PASSED,
        FAILED,
        /** The test could not be run: a refused rule, an event that would be rejected, an unreadable file. */
        ERROR
    }

    public RuleTestResult {
        expected = List.copyOf(expected);
        actual = List.copyOf(actual);
        messages = List.copyOf(messages);
    }

    static RuleTestResult error(String file, int line, String name, List<String> messages) {
        return new RuleTestResult(file, line, name, Status.ERROR, List.of(), List.of(), messages);
    }

    /** As {@code test --json} prints it. */
    public Map<String, @Nullable Object> document() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("file", file);
        document.put("name", name);
        document.put("status", statusWord());
        document.put("expected", expected);
        document.put("actual", actual);
        if (!messages.isEmpty()) {
            document.put("messages", messages);
        }
        return document;
    }

    /** The expected alerts, each on one line, as it would stand in the file. */
    public Stream<String> expectedLines() {
        return expected.stream().map(PastedYaml::line);
    }

    /** The alerts that were raised, in the same form. */
    public Stream<String> actualLines() {
        return actual.stream().map(PastedYaml::line);
    }

    /** Where the test stands: {@code file:line}. */
    public String position() {
        return line == 0 ? file : file + ":" + line;
    }

    public String statusWord() {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
