package io.tripline.web.rules;

import io.tripline.engine.Engine;
import io.tripline.engine.LoadedRule;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.correlate.Holdings;
import io.tripline.live.PipelineCounters;
import io.tripline.live.rules.DrlState;
import io.tripline.live.rules.FolderStatus;
import io.tripline.live.rules.FolderStatus.Entry;
import io.tripline.live.rules.RuleGraph;
import io.tripline.problem.Problem;
import io.tripline.translate.Translation;
import io.tripline.translate.Translation.TranslatedRule;
import io.tripline.web.rules.RuleView.Detail;
import io.tripline.web.rules.RuleView.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is told of rules. What can be read from the DRL that runs comes from there; the catalog knows the rest: sources, what
 * is refused or broken. Any thread.
 */
public final class RulePages {

    /** Groups of one rule that its page shows. */
    private static final int MOST_NEAREST = 20;

    private final Engine engine;
    private final FolderStatus catalog;
    private final PipelineCounters pipeline;
    private final Set<String> disabledIds;
    private final AttackTable attack = AttackTable.builtIn();

    /** @param disabledIds rules that configuration switches off */
    public RulePages(Engine engine, FolderStatus catalog, PipelineCounters pipeline, Set<String> disabledIds) {
        this.engine = engine;
        this.catalog = catalog;
        this.pipeline = pipeline;
        this.disabledIds = disabledIds;
    }

    /** One rule of a file, live or not: exactly one of the two says what it is. */
    private record Item(
            Entry entry,
            @Nullable LoadedRule live,
            @Nullable TranslatedRule translated) {}

    public RuleView.RuleList list() {
        RuleGraph live = new RuleGraph(engine.rules());
        Long time = engine.watermark();
        Holdings holdings = engine.holdings();
        return new RuleView.RuleList(
                items(live).stream().map(item -> summary(item, live, holdings)).toList(),
                new RuleView.EngineView(
                        StreamPages.time(time),
                        pipeline.accepted(),
                        pipeline.duplicates(),
                        pipeline.eventsWithoutTime(),
                        pipeline.clamped(),
                        holdings.sizes()));
    }

    /** Null if there is no rule of this id. */
    public @Nullable Detail detail(String id) {
        RuleGraph live = new RuleGraph(engine.rules());
        Holdings holdings = engine.holdings();
        for (Item item : items(live)) {
            Summary summary = summary(item, live, holdings);
            if (summary.id().equals(id)) {
                return detail(item, summary, live, holdings);
            }
        }
        return null;
    }

    /** Every live rule that raises, and what stands for the files that have none. */
    private List<Item> items(RuleGraph live) {
        List<Item> items = new ArrayList<>();
        for (Entry entry : catalog.entries().values()) {
            List<LoadedRule> raising = live.raising(entry.engineName());
            raising.forEach(rule -> items.add(new Item(entry, rule, null)));
            if (raising.isEmpty() && entry.translation() != null) {
                entry.translation().rules().forEach(rule -> items.add(new Item(entry, null, rule)));
            } else if (raising.isEmpty()) {
                items.add(new Item(entry, null, null));
            }
        }
        return items;
    }

    private Summary summary(Item item, RuleGraph live, Holdings holdings) {
        Entry entry = item.entry();
        Translation translation = entry.translation();
        RuleOutline outline = item.live() == null ? null : item.live().outline();
        List<String> tags = outline == null ? List.of() : outline.all("tags");
        RuleOutline.Window window = outline == null ? null : outline.told();
        RuleState state = state(item, live);
        return new Summary(
                id(item),
                title(item),
                entry.file(),
                translation == null ? null : translation.source().file(),
                state.word(),
                state.trouble(),
                fidelity(item),
                outline == null ? null : outline.first("level"),
                outline == null ? null : outline.first("status"),
                tags,
                attack(tags),
                window == null ? null : window.text(),
                window == null || item.live() == null
                        ? null
                        : StreamPages.time(item.live().counters().incompleteSince(window.millis(), engine.watermark())),
                item.live() == null ? null : counters(item.live(), live, holdings));
    }

    private static String id(Item item) {
        if (item.live() != null) {
            return item.live().outline().id();
        }
        TranslatedRule translated = item.translated();
        return translated == null || translated.id().isEmpty() ? item.entry().file() : translated.id();
    }

    private static String title(Item item) {
        if (item.live() != null) {
            String title = item.live().outline().first("title");
            return title == null ? item.live().outline().name() : title;
        }
        TranslatedRule translated = item.translated();
        return translated == null || translated.title().isEmpty() ? item.entry().file() : translated.title();
    }

    private RuleState state(Item item, RuleGraph live) {
        Entry entry = item.entry();
        LoadedRule rule = item.live();
        return rule == null
                ? RuleState.ofSilent(entry)
                : RuleState.ofRunning(
                        entry, rule, live, disabledIds.contains(rule.outline().id()));
    }

    private static RuleView.Fidelity fidelity(Item item) {
        Translation translation = item.entry().translation();
        if (translation == null) {
            return new RuleView.Fidelity(
                    "hand-written", List.of(), item.entry().choice().isByHand());
        }
        String id = id(item);
        TranslatedRule rule = translation.rules().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElse(translation.rules().getFirst());
        return new RuleView.Fidelity(
                rule.status().word(), rule.reasons(), item.entry().choice().isByHand());
    }

    private RuleView.AttackView attack(List<String> tags) {
        AttackTable.Attack found = attack.of(tags);
        return new RuleView.AttackView(
                found.techniques().stream()
                        .map(technique ->
                                new RuleView.TechniqueView(technique.id(), technique.name(), technique.tactics()))
                        .toList(),
                found.tactics());
    }

    private RuleView.Counters counters(LoadedRule rule, RuleGraph live, Holdings holdings) {
        Holdings.OfRule held = holdings.of(rule.outline().file(), rule.outline().name());
        List<LoadedRule> matching = live.stages(rule).stream()
                .filter(stage -> stage.outline().kind() != RuleOutline.Kind.CORRELATION)
                .toList();
        return new RuleView.Counters(
                rule.counters().lookedAt(engine.evaluated()),
                matching.stream().mapToLong(stage -> stage.counters().matched()).sum(),
                rule.counters().lateMatches(),
                live.alerts(rule),
                live.stages(rule).stream()
                        .mapToLong(stage -> stage.guard().failed())
                        .sum(),
                pipeline.eventsWithoutTime(),
                held == null ? 0 : held.matches(),
                held == null ? 0 : held.groups(),
                held == null ? 0 : held.open(),
                rule.counters().inserted(),
                rule.counters().evicted());
    }

    private Detail detail(Item item, Summary summary, RuleGraph live, Holdings holdings) {
        Entry entry = item.entry();
        Translation translation = entry.translation();
        DrlState drl = entry.drl();
        List<LoadedRule> stages = item.live() == null ? List.of() : live.stages(item.live());
        return new Detail(
                summary,
                item.live() == null ? Map.of() : item.live().outline().metadata(),
                translation == null || translation.dialect().isEmpty() ? null : translation.dialect(),
                translation == null || translation.type().isEmpty() ? null : translation.type(),
                translation == null ? null : translation.source().text().text(),
                drl == null ? null : drl.liveText(),
                drl != null && drl.isBroken() ? drl.text() : null,
                entry.problems().stream().map(RulePages::problem).toList(),
                stages.stream().map(RulePages::stage).toList(),
                indicators(stages),
                streams(stages, holdings.sizes()),
                stages.stream()
                        .flatMap(stage -> StreamPages.groups(holdings, stage.outline(), MOST_NEAREST).stream())
                        .toList());
    }

    private static RuleView.ProblemView problem(Problem problem) {
        return new RuleView.ProblemView(
                problem.severity().name().toLowerCase(Locale.ROOT),
                problem.file(),
                problem.line(),
                problem.column(),
                problem.message(),
                problem.wayOut());
    }

    private static RuleView.Stage stage(LoadedRule rule) {
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

    private List<RuleView.IndicatorView> indicators(List<LoadedRule> stages) {
        Indicators ofAll = new Indicators(engine.rules());
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

    private static Map<String, Integer> streams(List<LoadedRule> stages, Map<String, Integer> sizes) {
        return stages.stream()
                .flatMap(stage -> stage.outline().reads().stream())
                .distinct()
                .sorted()
                .collect(Collectors.toMap(
                        stream -> stream, stream -> sizes.getOrDefault(stream, 0), (a, b) -> a, LinkedHashMap::new));
    }
}
