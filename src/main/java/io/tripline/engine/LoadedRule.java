package io.tripline.engine;

import io.tripline.alert.Alert;
import io.tripline.alert.RuleAbout;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.compile.RuleShape.Aggregate;
import io.tripline.engine.compile.RuleShape.FactPattern;
import io.tripline.engine.compile.RuleShape.Role;
import io.tripline.engine.guard.RuleGuard;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A rule that is live, with its counters and what came of it.
 *
 * @param testedFields the fields that it tests on an event, {@link TestedFields}
 */
public record LoadedRule(RuleOutline outline, RuleCounters counters, RuleGuard guard, List<String> testedFields) {

    /** Functions that look at an order, or at what came together. */
    private static final Set<String> ORDERED = Set.of("sequence", "inOrder", "times");

    LoadedRule(RuleOutline outline, RuleCounters counters, RuleGuard guard) {
        this(outline, counters, guard, List.copyOf(TestedFields.of(outline)));
    }

    /** What it says of itself, for alerts that say it all. */
    public RuleAbout about() {
        return new RuleAbout(kind(), suppresses(), outline.metadata());
    }

    private RuleAbout.Kind kind() {
        List<FactPattern> patterns = outline.shape().patterns();
        List<Aggregate> aggregates = outline.shape().aggregates();
        if (!aggregates.isEmpty()) {
            boolean ordered = aggregates.stream()
                    .flatMap(aggregate -> aggregate.functions().stream())
                    .anyMatch(function -> ORDERED.contains(function.name()));
            return ordered ? RuleAbout.Kind.EQL : RuleAbout.Kind.THRESHOLD;
        }
        List<FactPattern> missing = patterns.stream()
                .filter(pattern -> pattern.role() == Role.NOT && !pattern.type().equals("Alert"))
                .toList();
        if (missing.isEmpty()) {
            return RuleAbout.Kind.QUERY;
        }
        return missing.stream().anyMatch(FactPattern::isTemporal) ? RuleAbout.Kind.EQL : RuleAbout.Kind.NEW_TERMS;
    }

    /** What is counted is silent for as long as it looks back, and suppresses nothing. */
    private boolean suppresses() {
        return outline.shape().aggregates().isEmpty() && ownAlerts().findAny().isPresent();
    }

    /** Its patterns that look back at its own alerts. */
    private Stream<FactPattern> ownAlerts() {
        return outline.shape().patterns().stream()
                .filter(pattern -> pattern.role() == Role.NOT && pattern.type().equals("Alert"));
    }

    /** For how long a group of it is silent after an alert; zero where it is not. */
    public Duration silence() {
        return ownAlerts()
                .map(FactPattern::window)
                .filter(Objects::nonNull)
                .map(window -> Duration.ofMillis(window.millis()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** What its alerts say of it. */
    Alert.RuleInfo info() {
        String title = outline.first("title");
        return new Alert.RuleInfo(
                outline.id(),
                title == null ? outline.name() : title,
                outline.first("level"),
                outline.file(),
                outline.all("tags"));
    }
}
