package io.tripline.web.rules;

import io.tripline.engine.LoadedRule;
import io.tripline.engine.compile.RuleOutline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is told of the rules of DRL that lead to an alert. Stateless. */
final class RuleStages {

    private RuleStages() {}

    static RuleView.Stage stage(LoadedRule rule) {
        RuleOutline outline = rule.outline();
        RuleOutline.Window window = outline.told();
        return new RuleView.Stage(
                outline.name(),
                switch (outline.kind()) {
                    case MATCH -> "match";
                    case CORRELATION -> "correlation";
                    case EVENT_WINDOW -> "event-window";
                },
                outline.line(),
                outline.reads().stream().sorted().toList(),
                outline.writes().stream().sorted().toList(),
                outline.raises(),
                window == null ? null : window.text(),
                outline.bounds(),
                outline.condition() == null ? null : Predicates.of(outline.condition()),
                outline.constraints(),
                rule.counters().matched());
    }

    /** What they look for. */
    static List<RuleView.IndicatorView> indicators(List<LoadedRule> stages, Indicators ofAll) {
        List<RuleView.IndicatorView> all = new ArrayList<>();
        for (LoadedRule stage : stages) {
            for (Indicator indicator : Indicators.of(stage.outline().condition())) {
                all.add(new RuleView.IndicatorView(
                        indicator.field(),
                        indicator.operator(),
                        indicator.values(),
                        indicator.ignoresCase(),
                        indicator.negated(),
                        ofAll.elsewhere(indicator, stage.outline().file())));
            }
        }
        return all.stream().distinct().toList();
    }

    /** The streams that they read, and how much those hold. */
    static Map<String, Integer> streams(List<LoadedRule> stages, Map<String, Integer> sizes) {
        return stages.stream()
                .flatMap(stage -> stage.outline().reads().stream())
                .distinct()
                .sorted()
                .collect(Collectors.toMap(
                        stream -> stream, stream -> sizes.getOrDefault(stream, 0), (a, b) -> a, LinkedHashMap::new));
    }
}
