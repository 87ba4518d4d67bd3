package io.tripline.web.rules;

import io.tripline.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One DRL file and what became of it.
 *
 * @param text as it is in the folder
 * @param liveText what runs under its name: the same, or the version before it broke; null if nothing does
 * @param problems errors if it is broken, else notes
 * @param disabled whether configuration switches off all that it would raise
 */
record DrlState(String text, @Nullable String liveText, List<Problem> problems, boolean disabled) {

    DrlState {
        problems = List.copyOf(problems);
    }

    boolean isBroken() {
        return problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }
}
