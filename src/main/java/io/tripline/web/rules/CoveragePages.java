package io.tripline.web.rules;

import io.tripline.engine.LoadedRule;
import io.tripline.live.LogsSeen;
import io.tripline.live.rules.RuleGraph;
import io.tripline.ruletest.TestIndex;
import io.tripline.ruletest.TestedRule;
import io.tripline.store.Store;
import io.tripline.translate.Translation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the rules that run cover. Blocks: it looks at the rules folder and at the alerts that are kept. Any thread. */
public final class CoveragePages {

    private final RulePages pages;
    private final TestIndex tests;
    private final KeptAlerts alerts;
    private final LogsSeen logs;
    private final AttackTable attack = AttackTable.builtIn();

    /** @param folder of the rules, and their tests */
    public CoveragePages(RulePages pages, Path folder, Store store, LogsSeen logs) {
        this.pages = pages;
        this.tests = TestIndex.below(folder);
        this.alerts = new KeptAlerts(store);
        this.logs = logs;
    }

    public Coverage coverage() {
        TestIndex.Found tested = tests.look();
        Map<String, Long> last = alerts.lastByRule();
        RulePages.Running running = pages.running();
        List<Coverage.Running> rules = new ArrayList<>();
        for (RulePages.RunningRule one : running.rules()) {
            rules.add(rule(one, running.graph(), tested, last.get(one.id())));
        }
        return Coverage.of(rules, attack, new DeadRules(logs).among(running));
    }

    private static Coverage.Running rule(
            RulePages.RunningRule one, RuleGraph graph, TestIndex.Found tested, @Nullable Long lastAlert) {
        Translation translation = one.entry().translation();
        String source = translation == null ? null : translation.source().file();
        boolean isTested = tested.isTested(
                new TestedRule(one.id(), one.title(), one.entry().file(), source));
        LoadedRule rule = one.rule();
        return new Coverage.Running(
                one.id(),
                one.title(),
                one.entry().file(),
                rule.outline().all("tags"),
                isTested,
                lastAlert != null || graph.alerts(rule) > 0,
                lastAlert == null ? null : Instant.ofEpochMilli(lastAlert).toString());
    }
}
