package io.tripline.web.rules;

import io.tripline.problem.Cut;
import io.tripline.problem.Visible;
import io.tripline.ruletest.FolderTests;
import io.tripline.ruletest.RuleTestResult;
import io.tripline.ruletest.RuleTestResult.Status;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What came of a run of tests, within what an answer may hold. */
@Schema(name = "TestRun", description = "What came of the tests of a rule")
public record TestRunView(
        @Schema(description = "The rule's id") String rule,
        @Schema(description = "How many tests passed") long passed,

        @Schema(description = "How many did not: other alerts came than those that were expected")
        long failed,

        @Schema(description = "How many could not be run: a rule that does not compile, an event that is none")
        long errors,

        @Schema(
                description =
                        "Whether all tests were run to their end; false: the time was over, or there are too many")
        boolean whole,

        @Schema(description = "The tests, in the order of the files")
        List<Test> tests) {

    /** Tests that say all about their alerts; of further ones the messages are there. */
    private static final int MOST_TOLD = 50;

    private static final int MOST_LINES = 20;
    private static final int LONGEST = 4_000;

    /** One test. */
    @Schema(name = "TestResult", description = "What came of one test")
    public record Test(
            @Schema(description = "The test file, relative to the rules folder")
            String file,

            @Schema(description = "The line at which the test begins; 0 where the whole file is meant")
            int line,

            @Schema(description = "What the test is called") String name,
            @Schema(description = "passed, failed or error") String status,

            @Schema(
                    description =
                            "The alerts that the test expects, each on one line in the form of the file; empty where it passed")
            List<String> expected,

            @Schema(description = "The alerts that came, in the same form; empty where it passed")
            List<String> came,

            @Schema(description = "What is wrong, for a person; empty where it passed")
            List<String> messages) {}

    public static TestRunView of(String rule, FolderTests.Run run) {
        List<RuleTestResult> results = run.results();
        long[] told = {0};
        return new TestRunView(
                Visible.of(rule),
                count(results, Status.PASSED),
                count(results, Status.FAILED),
                count(results, Status.ERROR),
                run.whole(),
                results.stream()
                        .map(result -> test(result, result.status() == Status.FAILED && told[0]++ < MOST_TOLD))
                        .toList());
    }

    private static long count(List<RuleTestResult> results, Status status) {
        return results.stream().filter(result -> result.status() == status).count();
    }

    private static Test test(RuleTestResult result, boolean told) {
        return new Test(
                Visible.of(result.file()),
                result.line(),
                shown(result.name()),
                result.statusWord(),
                told ? lines(result.expectedLines()) : List.of(),
                told ? lines(result.actualLines()) : List.of(),
                lines(result.messages().stream()));
    }

    private static List<String> lines(Stream<String> texts) {
        return texts.limit(MOST_LINES).map(TestRunView::shown).toList();
    }

    private static String shown(String text) {
        return Cut.after(LONGEST, text).lines().map(Visible::of).collect(Collectors.joining("\n"));
    }
}
