package io.tripline.engine.guard;

import io.tripline.problem.Cut;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How one rule fares: what it threw, whether it is switched off. Made when its file is compiled, so an edit starts anew. Written by the engine's threads, read by any without waiting.
 */
public final class RuleGuard {

    /** So many failures of one part, and no success between them, switch the rule off. */
    public static final int MOST_IN_A_ROW = 100;

    /** Of what was thrown, in UTF-16 units. */
    private static final int LONGEST_MESSAGE = 300;

    private final String file;
    private final String rule;
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong interpreted = new AtomicLong();
    private volatile @Nullable Failure last;
    private volatile @Nullable String off;

    /**
     * One of the times that a rule failed.
     *
     * @param part what threw, in the words of a reader: {@code then}, {@code constraint amount > 3}
     * @param error what it threw, on one line
     * @param subject the event or moment at which it did
     */
    public record Failure(String part, String error, String subject) {

        @Override
        public String toString() {
            return part + " failed at " + subject + ": " + error;
        }
    }

    public RuleGuard(String file, String rule) {
        this.file = file;
        this.rule = rule;
    }

    public String file() {
        return file;
    }

    /** The rule's name. */
    public String rule() {
        return rule;
    }

    /** How often any part of it threw. */
    public long failed() {
        return failed.get();
    }

    /** How often MVEL's interpreter has evaluated a part of it: never, where all of it runs as closures. */
    public long interpreted() {
        return interpreted.get();
    }

    void interprets() {
        interpreted.incrementAndGet();
    }

    /** The newest failure; null if there was none. */
    public @Nullable Failure last() {
        return last;
    }

    /** Why the engine has switched the rule off; null while it runs. */
    public @Nullable String off() {
        return off;
    }

    public boolean isOff() {
        return off != null;
    }

    /** The rule is taken out until its file is loaded anew. */
    public void switchOff(String why) {
        off = why;
    }

    /** Counts a failure. */
    public void failed(String part, Throwable thrown, String subject) {
        last = new Failure(part, words(thrown), subject);
        failed.incrementAndGet();
    }

    /** The innermost cause says what happened; what is around it is how we came there. */
    private static String words(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause.getCause() != null && depth < 20; depth++) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return cause.getClass().getSimpleName() + ": " + Cut.after(LONGEST_MESSAGE, message);
    }
}
