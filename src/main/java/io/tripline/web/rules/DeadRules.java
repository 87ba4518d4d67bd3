package io.tripline.web.rules;

import io.tripline.engine.LoadedRule;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.lint.ConditionTree;
import io.tripline.engine.read.EventCondition;
import io.tripline.event.Origin;
import io.tripline.live.LogsSeen;
import io.tripline.live.rules.RuleGraph;
import io.tripline.web.rules.Coverage.Dead;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rules that can see nothing, as far as events have come: none came from a log that they look at, or none of those had a field
 * without which they cannot hold. A rule of which a part has matched is never among them.
 */
final class DeadRules {

    /** Fields of a log from which fewer events were looked at may still come. */
    private static final long ENOUGH = 100;

    /** From which most came first. */
    private final List<LogsSeen.Seen> logs;

    private final boolean isWhole;
    private final String since;

    DeadRules(LogsSeen seen) {
        this.logs = seen.seen().stream()
                .sorted(Comparator.comparingLong(LogsSeen.Seen::events).reversed())
                .toList();
        this.isWhole = seen.isWhole();
        this.since = seen.since().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    List<Dead> among(RulePages.Running running) {
        List<Dead> dead = new ArrayList<>();
        if (!isWhole) {
            return dead;
        }
        for (RulePages.RunningRule rule : running.rules()) {
            Dead found = of(rule, running.graph());
            if (found != null) {
                dead.add(found);
            }
        }
        return dead;
    }

    /** Null if it sees something, or may. */
    private @Nullable Dead of(RulePages.RunningRule rule, RuleGraph graph) {
        Blind first = null;
        for (LoadedRule stage : graph.stages(rule.rule())) {
            if (stage.outline().kind() == RuleOutline.Kind.CORRELATION) {
                continue;
            }
            EventCondition condition = stage.outline().condition();
            Blind blind = condition == null || stage.counters().matched() > 0 ? null : of(condition);
            if (blind == null) {
                return null;
            }
            first = first == null ? blind : first;
        }
        return first == null
                ? null
                : new Dead(
                        rule.id(),
                        Coverage.shown(rule.title()),
                        rule.entry().file(),
                        first.fields().isEmpty() ? Dead.Cause.LOG : Dead.Cause.FIELD,
                        first.log(),
                        first.fields(),
                        first.why());
    }

    /**
     * Why a condition cannot hold.
     *
     * @param fields none: no event of the log came
     */
    private record Blind(@Nullable String log, List<String> fields, String why) {}

    private @Nullable Blind of(EventCondition condition) {
        LogsSeen.Seen most = null;
        List<String> missing = List.of();
        for (LogsSeen.Seen seen : logs) {
            if (condition.mayHold(seen.origin())) {
                List<String> fields = new MissingFields(seen.origin(), seen.missing()::contains).of(condition);
                boolean isOfLog = isOf(condition, seen.origin());
                if (fields.isEmpty() || isOfLog && seen.sampled() < ENOUGH) {
                    return null;
                }
                if (isOfLog && most == null) {
                    most = seen;
                    missing = fields;
                }
            }
        }
        String log = log(condition);
        String shown = log == null ? "" : " of " + Coverage.shown(log);
        if (most == null) {
            return new Blind(log, List.of(), "no event" + shown + " came since " + since);
        }
        List<String> names = missing.stream().map(Coverage::shown).toList();
        return new Blind(
                log,
                names,
                "no event" + shown + " has the field " + String.join(" or ", names) + "; " + most.sampled() + " of "
                        + most.events() + " were looked at since " + since);
    }

    /** Whether events from there are known to be of a log that it asks for: what is known of no log may be of any. */
    private static boolean isOf(EventCondition condition, Origin origin) {
        return switch (condition) {
            case EventCondition.OriginTest test -> test.isKnown(origin);
            case EventCondition.And and -> and.parts().stream().allMatch(part -> isOf(part, origin));
            case EventCondition.Or or -> or.parts().stream().anyMatch(part -> isOf(part, origin));
            case EventCondition.AtLeast some -> true;
            case EventCondition.Not not -> true;
            case EventCondition.ValueTest test -> true;
            case EventCondition.HasField test -> true;
            case EventCondition.FieldState test -> true;
            case EventCondition.FieldRelation test -> true;
            case EventCondition.InList test -> true;
            case EventCondition.AnyObject test -> true;
            case EventCondition.Before test -> true;
        };
    }

    /** The words that name its log; null if there are none. */
    private static @Nullable String log(EventCondition condition) {
        List<EventCondition.OriginTest> words = new ArrayList<>();
        ConditionTree.forEach(condition, part -> {
            if (part instanceof EventCondition.OriginTest test) {
                words.add(test);
            }
        });
        String log = words.stream()
                .sorted(Comparator.comparing(EventCondition.OriginTest::word))
                .map(EventCondition.OriginTest::name)
                .distinct()
                .collect(Collectors.joining("/"));
        return log.isEmpty() ? null : log;
    }
}
