package io.tripline.engine.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.LoadReport;
import io.tripline.engine.compile.DrlSource;
import io.tripline.problem.GoldenCases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What an author reads about a rule that runs. */
class LintGoldenTest {

    @TestFactory
    Stream<DynamicTest> everyFindingReadsAsExpected() throws IOException {
        return GoldenCases.tests("lint", "rule.drl", (name, rule) -> Map.of("problem.txt", found(rule)));
    }

    /** What loading says, one finding after another; that the rule runs. */
    static String found(String drl) {
        try (Engine engine = new Engine(EngineSettings.DEFAULT)) {
            engine.lists().lookIn(List.of(Path.of("src/test/resources/lists")));
            LoadReport report = engine.load(List.of(new DrlSource("rule.drl", drl)));
            String problems = GoldenCases.printed(report.problems());
            assertEquals(List.of("rule.drl"), report.live(), problems);
            return problems;
        }
    }
}
