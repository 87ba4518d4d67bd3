package io.tripline.engine;

import io.tripline.problem.Problem;
import java.util.List;

/**
 * What became of files that were loaded.
 *
 * @param live names of the files that run now as they were given
 * @param broken names of the files that do not; what ran under their name before still runs
 * @param clashing those of them that compile, but have an id or a name that a file before them has
 * @param problems errors of the broken files, warnings and notes of the live ones
 */
public record LoadReport(List<String> live, List<String> broken, List<String> clashing, List<Problem> problems) {

    public LoadReport {
        live = List.copyOf(live);
        broken = List.copyOf(broken);
        clashing = List.copyOf(clashing);
        problems = List.copyOf(problems);
    }
}
