package io.tripline.engine.read;

import io.tripline.problem.Problem;
import java.util.List;

/** What became of a file's text. */
public sealed interface Reading {

    /** @param notes what is worth a look, no errors */
    record Read(RuleFile file, List<Problem> notes) implements Reading {
        public Read {
            notes = List.copyOf(notes);
        }
    }

    /** @param problems at least one error */
    record Refused(List<Problem> problems) implements Reading {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
