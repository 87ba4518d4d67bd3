package io.tripline.ruletest;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.tripline.config.RuleParameters;
import io.tripline.dialect.ParameterValues;
import io.tripline.given.ServedRules;
import io.tripline.ingest.EventDecoder;
import io.tripline.ingest.EventFormats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every test file of the rules folder and of the behaviour cases, run as users run them. */
class BehaviourTest {

    private static final Path RULES = Path.of("rules-drl");
    private static final Path CASES = Path.of("src/test/resources/behaviour");
    private static final Path KNOWN_FAILURES = CASES.resolve("known-failures.txt");

    private static final KnownFailures NONE = new KnownFailures(Map.of());

    @TestFactory
    Stream<DynamicContainer> rules() throws IOException {
        return containers(RULES, NONE);
    }

    @TestFactory
    Stream<DynamicContainer> cases() throws IOException {
        return containers(CASES, KnownFailures.read(KNOWN_FAILURES));
    }

    @Test
    void everyKnownFailureIsACase() throws IOException {
        for (String folder : KnownFailures.read(KNOWN_FAILURES).reasons().keySet()) {
            assertFalse(TestFiles.below(CASES.resolve(folder)).isEmpty(), "no test file in " + folder);
        }
    }

    private static Stream<DynamicContainer> containers(Path folder, KnownFailures known) throws IOException {
        List<Path> files = TestFiles.below(folder);
        assertFalse(files.isEmpty(), "no test files in " + folder);
        RuleTestRunner runner = new RuleTestRunner(
                new EventDecoder(EventFormats.builtIn()),
                new ServedRules(null),
                new RuleParameters(ParameterValues.NONE),
                TestBounds.WIDE);
        return files.stream().map(file -> {
            List<RuleTestResult> results = new ArrayList<>();
            runner.run(file.toString(), file, results::add);
            assertFalse(results.isEmpty(), "no tests in " + file);
            String parent = folder.relativize(file.resolveSibling("")).toString();
            return dynamicContainer(
                    folder.relativize(file).toString(),
                    known.has(parent)
                            ? Stream.of(dynamicTest("fails still", () -> known.mustFail(parent, results)))
                            : results.stream().map(BehaviourTest::mustPass));
        });
    }

    private static DynamicTest mustPass(RuleTestResult result) {
        return dynamicTest(result.name(), () -> {
            if (result.status() != RuleTestResult.Status.PASSED) {
                fail(result.position() + ": " + String.join("\n", result.messages()));
            }
        });
    }
}
