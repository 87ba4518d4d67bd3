package io.tripline.web.page;

import io.tripline.web.rules.TestRunView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What came of the tests of a rule, as it is shown.
 *
 * @param title the whole in a sentence
 * @param cases those that did not pass before those that did
 */
public record TestsShown(String title, String note, List<Case> cases) {

    /** Characters of what is told of tests. */
    private static final int MOST_CHARACTERS = 50_000;

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_LINE = 500;

    /**
     * A test.
     *
     * @param status passed, failed or error
     * @param mark the same as a sign
     * @param word the same for people
     * @param place file and line
     */
    public record Case(
            String status,
            String mark,
            String word,
            String name,
            String place,
            List<String> expected,
            List<String> came,
            List<String> messages) {

        public boolean failed() {
            return status.equals("failed");
        }
    }

    /** Nothing was run. */
    static TestsShown none(String why) {
        return new TestsShown(why, "", List.of());
    }

    static TestsShown of(TestRunView run) {
        Excerpts excerpts = new Excerpts(MOST_CHARACTERS);
        List<Case> cases = new ArrayList<>();
        run.tests().stream()
                .sorted(Comparator.comparing(test -> test.status().equals("passed")))
                .forEach(test -> {
                    if (!excerpts.areOver()) {
                        cases.add(of(test, excerpts));
                    }
                });
        int left = run.tests().size() - cases.size();
        return new TestsShown(title(run), note(run.whole(), left), cases);
    }

    private static String title(TestRunView run) {
        if (run.tests().isEmpty()) {
            return run.whole()
                    ? "It has no tests: none stands beside it, loads its file or expects its alerts."
                    : "The time was over before a test was found.";
        }
        List<String> parts = new ArrayList<>();
        parts.add(run.passed() + " passed");
        if (run.failed() > 0) {
            parts.add(run.failed() + " failed");
        }
        if (run.errors() > 0) {
            parts.add(run.errors() + " could not be run");
        }
        return String.join(", ", parts);
    }

    private static String note(boolean whole, int left) {
        if (left > 0) {
            return left + " further tests are not shown: POST /api/v1/tests tells them.";
        }
        return whole ? "" : "Not all tests were run: the time was over, or there are too many.";
    }

    private static Case of(TestRunView.Test test, Excerpts excerpts) {
        return new Case(
                test.status(),
                test.status().equals("passed") ? "✓" : test.status().equals("failed") ? "✗" : "!",
                test.status().equals("error") ? "could not be run" : test.status(),
                excerpts.of(test.name(), LONGEST_NAME),
                test.line() == 0 ? test.file() : test.file() + ":" + test.line(),
                lines(test.expected(), excerpts),
                lines(test.came(), excerpts),
                lines(test.messages(), excerpts));
    }

    private static List<String> lines(List<String> lines, Excerpts excerpts) {
        return lines.stream().map(line -> excerpts.of(line, LONGEST_LINE)).toList();
    }
}
