package io.tripline.cli;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Everything that a verdict can depend on, by the native binary as by this JVM ({@link Program} compares them): our users' tests, all
 * rules of other people's suites over all their events, and the published rules over recorded events.
 */
class SameVerdictsIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"rules-drl", "src/test/resources/behaviour"})
    void testsOfRules(String tests) {
        Program program = new Program(folder);
        String path = Path.of(tests).toAbsolutePath().toString();
        assertNotEquals("", program.run("test", path).out());
        program.run("test", "--json", path);
    }

    @ParameterizedTest
    @MethodSource("suites")
    void rulesOfASuiteOverItsEvents(Path suite) throws IOException {
        // Given
        Program program = new Program(folder);
        StringBuilder events = new StringBuilder();
        List<JsonNode> cases = lines(suite);
        for (int i = 0; i < cases.size(); i++) {
            write(program, "rules/case-" + i, cases.get(i));
            cases.get(i).path("events").forEach(event -> events.append(event).append('\n'));
        }
        program.write("events.ndjson", events.toString());

        // Then
        program.run("check", "rules");
        program.run("translate", "--json", "rules", "-o", "drl");
        program.run("replay", "--rules", "rules", "events.ndjson");
        program.run("replay", "--drain", "--rules", "drl", "events.ndjson");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sigmahq", "elastic", "auth0", "mdecrevoisier"})
    void publishedRulesOverRecordedEvents(String corpus) throws IOException {
        // Given
        Program program = new Program(folder);
        String rules = shared("corpora").resolve(corpus).toString();
        List<String> replay = new ArrayList<>(List.of("replay", "--rules", rules));
        try (Stream<Path> events = Files.list(shared("events"))) {
            events.map(Path::toString)
                    .filter(file -> file.endsWith(".jsonl"))
                    .sorted()
                    .forEach(replay::add);
        }

        // Then
        program.run("translate", "--json", rules, "-o", "drl");
        program.run(replay.toArray(String[]::new));
    }

    @Test
    void theSuitesAreThere() throws IOException {
        shared("suites");
        assertNotEquals(0, suites().count());
    }

    private static void write(Program program, String name, JsonNode suiteCase) {
        String rule = suiteCase.path("rule").asText();
        switch (suiteCase.path("rule_format").asText()) {
            case "sigma" -> program.write(name + ".yml", rule);
            case "elastic-new_terms" -> program.write(name + ".toml", rule);
            case "elastic-kql" -> program.write(name + ".toml", rule(name, "query", "kuery", rule, ""));
            case "elastic-eql" ->
                program.write(
                        name + ".toml",
                        rule(
                                name,
                                "eql",
                                "eql",
                                rule,
                                "event_category_override = "
                                        + text(suiteCase.path("category_field").asText("event.category")) + "\n"));
            default -> {}
        }
    }

    private static String rule(String name, String type, String language, String query, String more) {
        return "[rule]\nname = " + text(name) + "\nrule_id = " + text(name) + "\ntype = " + text(type) + "\nlanguage = "
                + text(language) + "\n" + more + "query = " + text(query) + "\n";
    }

    /** A TOML basic string; JSON's escapes are a subset of its. */
    private static String text(String text) {
        return JSON.getNodeFactory().textNode(text).toString();
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                nodes.add(JSON.readTree(line));
            }
        }
        return nodes;
    }

    static Stream<Path> suites() throws IOException {
        Path folder = folder("suites");
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList().stream();
        }
    }

    private static Path folder(String name) {
        String set = System.getenv("TRIPLINE_SHARED");
        return Path.of(set == null ? "../shared" : set).resolve(name).toAbsolutePath();
    }

    /** Measuring material beside the project; skipped where it is absent. */
    private static Path shared(String name) {
        Path folder = folder(name);
        assumeTrue(Files.exists(folder), "no measuring material at " + folder);
        return folder;
    }
}
