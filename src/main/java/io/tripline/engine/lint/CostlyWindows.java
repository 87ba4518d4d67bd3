package io.tripline.engine.lint;

import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.compile.RuleShape.FactPattern;
import io.tripline.engine.read.Effect;
import io.tripline.problem.Problem.Severity;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Windows that hold much: over events themselves, and long ones that keep each match. */
final class CostlyWindows implements Lint {

    private static final long LONG = Duration.ofDays(31).toMillis();

    @Override
    public void look(LintedFile file) {
        Set<String> remembered = remembered(file);
        for (RuleOutline rule : file.rules()) {
            if (rule.kind() == RuleOutline.Kind.EVENT_WINDOW) {
                rule.shape().patterns().stream()
                        .filter(pattern -> pattern.type().equals("Event"))
                        .findFirst()
                        .ifPresent(pattern -> file.addAt(
                                Severity.NOTE,
                                pattern.head(),
                                "this rule keeps events themselves, all that its window spans, and one core looks at"
                                        + " them",
                                "a match rule that writes matches to a stream, and a rule that looks back at the"
                                        + " stream, keep the few that count"));
            }
            rule.shape().patterns().stream()
                    .filter(pattern -> keepsEachForLong(pattern, remembered))
                    .forEach(pattern -> file.addAt(
                            Severity.NOTE,
                            pattern.windowSpan(),
                            "each match of this stream is kept for more than a month, at about 1 kB",
                            "streams.remember( … ) keeps one per key, if it is enough to know that there was one"));
        }
    }

    /** Alerts are few. */
    private static boolean keepsEachForLong(FactPattern pattern, Set<String> remembered) {
        return pattern.window() != null
                && pattern.window().millis() > LONG
                && pattern.type().equals("Match")
                && pattern.stream() != null
                && !remembered.contains(pattern.stream());
    }

    private static Set<String> remembered(LintedFile file) {
        Set<String> streams = new HashSet<>();
        for (RuleOutline rule : file.rules()) {
            for (Effect effect : rule.shape().effects()) {
                if (effect instanceof Effect.Remember(String stream, String variable)) {
                    streams.add(stream);
                }
            }
        }
        return streams;
    }
}
