package io.tripline.web.rules;

import io.tripline.problem.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One DRL file and what became of it.
 *
 * @param text as it is in the folder
 * @param liveText what runs under its name: the same, or the version before it broke; null if nothing does
 * @param liveSince when that came to run; null if nothing does
 * @param problems errors if it is broken, else notes
 * @param disabled whether configuration switches off all that it would raise
 */
record DrlState(
        String text, @Nullable String liveText, @Nullable Instant liveSince, List<Problem> problems, boolean disabled) {

    DrlState {
        problems = List.copyOf(problems);
    }

    boolean isBroken() {
        return problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }

    /** Why the file does not run as it stands there, and what does; null where it does. */
    @Nullable
    String trouble() {
        for (Problem problem : problems) {
            if (problem.severity() == Problem.Severity.ERROR) {
                String runs = liveText == null ? "nothing" : "the text of " + liveSince;
                return problem.message() + "; running: " + runs;
            }
        }
        return null;
    }
}
