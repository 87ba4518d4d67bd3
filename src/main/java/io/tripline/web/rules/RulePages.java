package io.tripline.web.rules;

import io.tripline.config.RuleParameters;
import io.tripline.engine.Engine;
import io.tripline.engine.LoadedRule;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.correlate.Holdings;
import io.tripline.live.PipelineCounters;
import io.tripline.live.history.MinuteHistory;
import io.tripline.live.rules.DrlState;
import io.tripline.live.rules.FolderStatus;
import io.tripline.live.rules.FolderStatus.Entry;
import io.tripline.live.rules.LiveGraph;
import io.tripline.live.rules.RuleGraph;
import io.tripline.translate.Translation;
import io.tripline.translate.Translation.TranslatedRule;
import io.tripline.web.rules.RuleView.Detail;
import io.tripline.web.rules.RuleView.Summary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is told of rules. What can be read from the DRL that runs comes from there; the catalog knows the rest: sources, what
 * is refused or broken. Any thread.
 */
public final class RulePages {

    /** Groups of one rule that its page shows. */
    private static final int MOST_NEAREST = 20;

    /** Minutes in which an alert counts as one of now. */
    private static final int JUST_NOW = 5;

    private final Engine engine;
    private final FolderStatus catalog;
    private final PipelineCounters pipeline;
    private final Set<String> disabledIds;
    private final MinuteHistory history;
    private final RuleParameters parameters;
    private final AttackTable attack = AttackTable.builtIn();
    private final LiveGraph graph;
    private volatile Known known = new Known(new RuleGraph(List.of()));

    /**
     * @param disabledIds rules that configuration switches off
     * @param parameters of source rules, as they are configured
     */
    public RulePages(
            Engine engine,
            LiveGraph graph,
            FolderStatus catalog,
            PipelineCounters pipeline,
            Set<String> disabledIds,
            MinuteHistory history,
            RuleParameters parameters) {
        this.engine = engine;
        this.graph = graph;
        this.catalog = catalog;
        this.pipeline = pipeline;
        this.disabledIds = disabledIds;
        this.history = history;
        this.parameters = parameters;
    }

    /** One rule of a file, live or not: exactly one of the two says what it is. */
    private record Item(
            Entry entry,
            @Nullable LoadedRule live,
            @Nullable TranslatedRule translated) {}

    /**
     * The rules that run, at one moment.
     *
     * @param rules those that raise alerts, by file
     * @param graph all
     */
    record Running(List<RunningRule> rules, RuleGraph graph) {}

    /** A rule that runs and raises alerts. */
    record RunningRule(String id, String title, Entry entry, LoadedRule rule) {}

    /** Without those that configuration or the engine has switched off. */
    Running running() {
        RuleGraph live = graph.now();
        List<RunningRule> running = new ArrayList<>();
        for (Item item : items(live)) {
            if (item.live() != null && state(item, live).runs()) {
                running.add(new RunningRule(id(item), title(item), item.entry(), item.live()));
            }
        }
        return new Running(running, live);
    }

    public RuleView.RuleList list() {
        Look look = look();
        Long time = engine.watermark();
        return new RuleView.RuleList(
                items(look.live()).stream().map(item -> summary(item, look)).toList(),
                new RuleView.EngineView(
                        StreamPages.time(time),
                        pipeline.accepted(),
                        pipeline.duplicates(),
                        pipeline.eventsWithoutTime(),
                        pipeline.clamped(),
                        look.holdings().sizes()));
    }

    /** Null if there is no rule of this id. */
    public @Nullable Detail detail(String id) {
        Look look = look();
        Item item = item(id, look.live());
        return item == null ? null : detail(item, summary(item, look), look);
    }

    /** The same, as the list has it. */
    public @Nullable Summary summary(String id) {
        Look look = look();
        Item item = item(id, look.live());
        return item == null ? null : summary(item, look);
    }

    /**
     * What a rule says to who looks into its alerts.
     *
     * @param metadata annotation name to its values
     * @param bounds what it asks of what it counts, in words; empty where nothing
     */
    public record Told(Map<String, List<String>> metadata, RuleView.AttackView attack, String bounds) {}

    /** Null if no rule of this id runs. */
    public @Nullable Told told(String id) {
        LoadedRule rule = engine.raising(id);
        return rule == null
                ? null
                : new Told(
                        rule.outline().metadata(),
                        attack(rule.outline().all("tags")),
                        rule.outline().bounds());
    }

    /** What does not change until a rule does. */
    private static final class Known {

        private final RuleGraph graph;
        private @Nullable Indicators indicators;

        Known(RuleGraph graph) {
            this.graph = graph;
        }

        synchronized Indicators indicators() {
            Indicators made = indicators == null ? new Indicators(graph.rules()) : indicators;
            indicators = made;
            return made;
        }
    }

    private Known known() {
        RuleGraph live = graph.now();
        Known before = known;
        if (before.graph != live) {
            before = new Known(live);
            known = before;
        }
        return before;
    }

    /** One look at all: what it tells is of about the same moment. */
    private record Look(RuleGraph live, Holdings holdings, Map<Stage, Holdings.OfRule> held, Set<String> firing) {

        private record Stage(String file, String rule) {}

        static Look at(RuleGraph live, Holdings holdings, Set<String> firing) {
            Map<Stage, Holdings.OfRule> held = new HashMap<>();
            holdings.rules().forEach(one -> held.put(new Stage(one.file(), one.rule()), one));
            return new Look(live, holdings, held, firing);
        }

        Holdings.@Nullable OfRule held(LoadedRule stage) {
            return held.get(new Stage(stage.outline().file(), stage.outline().name()));
        }
    }

    private Look look() {
        return Look.at(graph.now(), engine.holdings(), firing());
    }

    private @Nullable Item item(String id, RuleGraph live) {
        return items(live).stream()
                .filter(item -> id(item).equals(id))
                .findFirst()
                .orElse(null);
    }

    /** The ids of the rules that have raised an alert just now. */
    private Set<String> firing() {
        Set<String> firing = new HashSet<>();
        history.recentAlerts().forEach((id, minutes) -> {
            if (Arrays.stream(minutes)
                            .skip(Math.max(0, minutes.length - JUST_NOW))
                            .sum()
                    > 0) {
                firing.add(id);
            }
        });
        return firing;
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

    private Summary summary(Item item, Look look) {
        Entry entry = item.entry();
        Translation translation = entry.translation();
        RuleOutline outline = item.live() == null ? null : item.live().outline();
        List<String> tags = outline == null ? List.of() : outline.all("tags");
        RuleOutline.Window window = outline == null ? null : outline.told();
        RuleState state = state(item, look.live());
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
                item.live() == null ? null : counters(item.live(), look),
                item.live() != null && state instanceof RuleState.Live ? activity(item.live(), look) : null);
    }

    private static RuleView.Activity activity(LoadedRule rule, Look look) {
        List<StreamView.Group> nearest = look.live().stages(rule).stream()
                .flatMap(stage -> StreamPages.groups(look.held(stage), 1).stream())
                .toList();
        List<StreamView.Group> filling = nearest.stream()
                .filter(group -> group.silentUntil() == null && !group.passed() && group.ratio() > 0)
                .toList();
        String detail = filling.stream()
                .max(Comparator.comparingDouble(StreamView.Group::ratio))
                .map(StreamView.Group::progress)
                .orElse("");
        if (look.firing().contains(rule.outline().id())) {
            return new RuleView.Activity("firing", detail);
        }
        if (!filling.isEmpty()) {
            return new RuleView.Activity("filling", detail);
        }
        return nearest.stream()
                .filter(group -> group.silentUntil() != null && !group.passed())
                .map(group -> new RuleView.Activity("silenced", "until " + group.silentUntil()))
                .findFirst()
                .orElse(new RuleView.Activity("quiet", ""));
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

    private RuleView.Counters counters(LoadedRule rule, Look look) {
        Holdings.OfRule held = look.held(rule);
        RuleGraph live = look.live();
        List<LoadedRule> matching = live.matching(rule);
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
                rule.counters().evicted(),
                StreamPages.time(history.lastMatch(rule.outline().id())),
                cost(live.stages(rule)));
    }

    /** Null where no event was timed since one of them was loaded. */
    private static @Nullable Long cost(List<LoadedRule> stages) {
        double all = 0;
        for (LoadedRule stage : stages) {
            Double mean = stage.counters().cost().mean();
            if (mean == null) {
                return null;
            }
            all += mean;
        }
        return Math.round(all);
    }

    private Detail detail(Item item, Summary summary, Look look) {
        Entry entry = item.entry();
        Translation translation = entry.translation();
        DrlState drl = entry.drl();
        List<LoadedRule> stages = item.live() == null ? List.of() : look.live().stages(item.live());
        return new Detail(
                summary,
                item.live() == null ? Map.of() : item.live().outline().metadata(),
                translation == null || translation.dialect().isEmpty() ? null : translation.dialect(),
                translation == null || translation.type().isEmpty() ? null : translation.type(),
                translation == null ? null : translation.source().text().text(),
                drl == null ? null : drl.liveText(),
                drl != null && drl.isBroken() ? drl.text() : null,
                RuleFiles.difference(entry),
                RuleFiles.parameters(entry, summary.id(), parameters),
                entry.problems().stream().map(RuleFiles::problem).toList(),
                stages.stream().map(RuleStages::stage).toList(),
                RuleStages.indicators(stages, known().indicators()),
                RuleStages.streams(stages, look.holdings().sizes()),
                stages.stream()
                        .flatMap(stage -> StreamPages.groups(look.held(stage), MOST_NEAREST).stream())
                        .toList());
    }
}
