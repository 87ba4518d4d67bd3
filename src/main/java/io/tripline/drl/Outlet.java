package io.tripline.drl;

import io.tripline.drl.Action.FindingSpec;
import io.tripline.drl.Conditional.Not;
import io.tripline.drl.Conditional.Part;
import io.tripline.drl.Conditional.StreamPattern;
import io.tripline.drl.DrlRule.Annotation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where what a correlation finds goes: it is an alert, or a match of the correlation around it. */
sealed interface Outlet {

    /** The name of the rule that finds. */
    String ruleName();

    List<Annotation> annotations();

    record Alerting(String ruleName, List<Annotation> annotations) implements Outlet {}

    /**
     * @param stream where findings are written for the correlation around it
     * @param alike whether a finding has the fields alone that all its evidence has alike
     */
    record Feeding(String ruleName, String stream, boolean alike) implements Outlet {
        @Override
        public List<Annotation> annotations() {
            return List.of();
        }
    }

    /** The line that keeps a group silent for a span after something was found for it. */
    default Not silence(String stream, String group, Duration span) {
        return switch (this) {
            case Alerting alerting ->
                new Not(new StreamPattern(null, "Alert", List.of(new Part.Same("group", group)), span, stream));
            case Feeding feeding ->
                new Not(new StreamPattern(null, "Match", List.of(new Part.Same("key", group)), span, feeding.stream()));
        };
    }

    /** @param silencedBy the stream whose alerts silence the rule; null where every finding counts */
    default Action found(@Nullable String silencedBy, FindingSpec finding) {
        return switch (this) {
            case Alerting alerting -> new Action.Raise(silencedBy, finding);
            case Feeding feeding ->
                new Action.WriteFound(
                        feeding.stream(), Objects.requireNonNull(finding.group()), finding.evidence(), feeding.alike());
        };
    }
}
