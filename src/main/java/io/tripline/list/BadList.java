package io.tripline.list;

import io.tripline.problem.Problem;

/** A file is no list: it is left as it is, and what was there before stays. */
final class BadList extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    BadList(Problem problem) {
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
