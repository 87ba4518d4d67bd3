package io.tripline.web.page;

import io.tripline.web.rules.RuleView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of one rule.
 *
 * @param about what it says to people
 * @param picture how its stages lead to its alerts
 * @param stages its rules of the DRL, with what they test as lines
 * @param nearest groups that are nearest to an alert
 * @param difference lines of the difference to what its source translates to; empty where there is none
 */
public record RuleDetail(
        RulesView.Row row,
        RuleView.Detail rule,
        AlertDetail.About about,
        StagePicture picture,
        List<StageShown> stages,
        List<GroupShown> nearest,
        List<Line> difference,
        String alertsAddress,
        String whyAddress,
        String testsAddress,
        @Nullable String windowsSince) {

    private static final int DEEPEST = 20;

    /** A rule of the DRL. */
    public record StageShown(RuleView.Stage stage, List<Step> steps) {}

    /** A part of what a stage tests, so deep within others. */
    public record Step(int depth, RuleView.Predicate part) {}

    /** A line of a text, and what became of it: added, removed, or nothing. */
    public record Line(String kind, String text) {}

    /** @param now ms since the epoch */
    static RuleDetail of(RuleView.Detail rule, long now) {
        String id = rule.rule().id();
        return new RuleDetail(
                RulesView.row(rule.rule(), null, now),
                rule,
                AlertDetail.About.of(rule.metadata()),
                StagePicture.of(rule.stages()),
                rule.stages().stream()
                        .map(stage -> new StageShown(stage, steps(stage.condition())))
                        .toList(),
                rule.nearest().stream().map(GroupShown::of).toList(),
                rule.difference() == null
                        ? List.of()
                        : rule.difference().lines().map(RuleDetail::line).toList(),
                Address.of("/alerts").with("rule", id).with("view", "each").toString(),
                Address.of("/why").with("rule", id).toString(),
                Address.of("/tests").with("rule", id).toString(),
                rule.rule().windowsSince());
    }

    private static List<Step> steps(RuleView.@Nullable Predicate condition) {
        List<Step> steps = new ArrayList<>();
        if (condition != null) {
            add(steps, condition, 0);
        }
        return steps;
    }

    private static void add(List<Step> steps, RuleView.Predicate part, int depth) {
        steps.add(new Step(Math.min(depth, DEEPEST), part));
        part.parts().forEach(below -> add(steps, below, depth + 1));
    }

    private static Line line(String text) {
        String kind = text.startsWith("+")
                ? "added"
                : text.startsWith("-") ? "removed" : text.startsWith("@@") ? "place" : "";
        return new Line(kind, text);
    }
}
