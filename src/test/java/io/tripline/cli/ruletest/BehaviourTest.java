package io.tripline.cli.ruletest;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.tripline.ingest.EventDecoder;
import io.tripline.ingest.EventFormats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** Every test file of the rules folder and of the behaviour cases, run as users run them. */
class BehaviourTest {

    private static final Path RULES = Path.of("rules-drl");
    private static final Path CASES = Path.of("src/test/resources/behaviour");

    @TestFactory
    Stream<DynamicContainer> rules() throws IOException {
        return containers(RULES);
    }

    @TestFactory
    Stream<DynamicContainer> cases() throws IOException {
        return containers(CASES);
    }

    private static Stream<DynamicContainer> containers(Path folder) throws IOException {
        List<Path> files = TestFiles.below(folder);
        assertFalse(files.isEmpty(), "no test files in " + folder);
        RuleTestRunner runner = new RuleTestRunner(new EventDecoder(EventFormats.builtIn()), RULES);
        return files.stream().map(file -> {
            List<RuleTestResult> results = new ArrayList<>();
            runner.run(file.toString(), file, results::add);
            assertFalse(results.isEmpty(), "no tests in " + file);
            return dynamicContainer(
                    folder.relativize(file).toString(),
                    results.stream()
                            .map(result -> dynamicTest(result.name(), () -> {
                                if (!result.passed()) {
                                    Assertions.fail(result.text());
                                }
                            })));
        });
    }
}
