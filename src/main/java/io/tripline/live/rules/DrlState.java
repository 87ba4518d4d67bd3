package io.tripline.live.rules;

import io.tripline.problem.Problem;
import io.tripline.problem.Problem.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One DRL file and what became of it in the engine:
 *
 * <pre>
 *                        compiles                 does not compile
 * not there      ------> Live, or Off    ------>  Broken
 * Live, Older    ------> Live, or Off    ------>  Older: the text before goes on
 * Broken, Off    ------> Live, or Off    ------>  Broken
 * </pre>
 *
 * A file that goes takes its state along, whichever it was.
 */
public sealed interface DrlState {

    /** As it is in the folder. */
    String text();

    /** Errors if it does not compile, else warnings and notes. */
    List<Problem> problems();

    /**
     * It runs.
     *
     * @param since when this text came to run
     */
    record Live(String text, Instant since, List<Problem> problems) implements DrlState {
        public Live {
            problems = List.copyOf(problems);
        }
    }

    /** It compiles, and configuration switches off all that it would raise. */
    record Off(String text, List<Problem> problems) implements DrlState {
        public Off {
            problems = List.copyOf(problems);
        }
    }

    /** It does not compile, and nothing runs under its name. */
    record Broken(String text, List<Problem> problems) implements DrlState {
        public Broken {
            problems = List.copyOf(problems);
        }
    }

    /**
     * It does not compile, and the text before runs under its name.
     *
     * @param since when the text before came to run
     */
    record Older(String text, List<Problem> problems, String running, Instant since) implements DrlState {
        public Older {
            problems = List.copyOf(problems);
        }
    }

    /**
     * After a file was compiled and runs.
     *
     * @param before null where there was none
     */
    static Live live(@Nullable DrlState before, String text, List<Problem> problems, Instant now) {
        return new Live(text, before != null && text.equals(before.liveText()) ? since(before, now) : now, problems);
    }

    /**
     * After a file could not be compiled.
     *
     * @param before null where there was none
     */
    static DrlState notCompiled(@Nullable DrlState before, String text, List<Problem> problems) {
        return switch (before) {
            case null -> new Broken(text, problems);
            case Live live -> new Older(text, problems, live.text(), live.since());
            case Older older -> new Older(text, problems, older.running(), older.since());
            case Broken broken -> new Broken(text, problems);
            case Off off -> new Broken(text, problems);
        };
    }

    private static Instant since(DrlState state, Instant now) {
        return switch (state) {
            case Live live -> live.since();
            case Older older -> older.since();
            case Broken broken -> now;
            case Off off -> now;
        };
    }

    /** What runs under its name: the same, or the version before it broke; null if nothing does. */
    default @Nullable String liveText() {
        return switch (this) {
            case Live live -> live.text();
            case Older older -> older.running();
            case Broken broken -> null;
            case Off off -> null;
        };
    }

    default boolean isBroken() {
        return this instanceof Broken || this instanceof Older;
    }

    /** Why the file does not run as it stands there, and what does; null where it does. */
    default @Nullable String trouble() {
        return switch (this) {
            case Live live -> null;
            case Off off -> null;
            case Broken broken -> firstError(problems()) + "; running: nothing";
            case Older older -> firstError(problems()) + "; running: the text of " + older.since();
        };
    }

    private static String firstError(List<Problem> problems) {
        return problems.stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .map(Problem::message)
                .findFirst()
                .orElse("it does not compile");
    }
}
