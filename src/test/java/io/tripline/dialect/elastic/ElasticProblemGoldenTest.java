package io.tripline.dialect.elastic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tripline.dialect.ParameterValues;
import io.tripline.dialect.Parsed;
import io.tripline.dialect.RuleLibrary;
import io.tripline.problem.ProblemPrinter;
import io.tripline.problem.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the author of a rule reads: a folder per case; {@code -Dgolden.update} writes anew. */
class ElasticProblemGoldenTest {

    private static final Path CASES = Path.of("src/test/resources/golden/elastic");

    @TestFactory
    Stream<DynamicTest> everyCase() throws IOException {
        List<Path> cases;
        try (Stream<Path> folders = Files.list(CASES)) {
            cases = folders.filter(folder ->
                            Files.exists(folder.resolve("rule.toml")) && !Files.exists(folder.resolve("rule.drl")))
                    .sorted()
                    .toList();
        }
        assertFalse(cases.isEmpty());
        return cases.stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)));
    }

    private static void check(Path folder) throws IOException {
        // When
        Parsed parsed = new ElasticParser()
                .parse(
                        new SourceText("rule.toml", Files.readString(folder.resolve("rule.toml"))),
                        ParameterValues.NONE,
                        RuleLibrary.EMPTY);
        String actual =
                parsed.problems().stream().map(ProblemPrinter::print).collect(Collectors.joining("\n", "", "\n"));
        // Then
        Path golden = folder.resolve("problem.txt");
        if (System.getProperty("golden.update") != null) {
            Files.writeString(golden, actual);
        }
        assertEquals(Files.readString(golden), actual);
    }
}
