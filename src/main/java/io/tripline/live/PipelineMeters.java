package io.tripline.live;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.tripline.engine.Engine;
import io.tripline.engine.LoadedRule;
import io.tripline.engine.RuleCounters;
import io.tripline.engine.correlate.Holdings;
import io.tripline.live.outbox.Outbox;
import io.tripline.live.outbox.SinkState;
import io.tripline.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the program says of itself to Prometheus. Any thread. */
public final class PipelineMeters {

    private final MeterRegistry registry;
    private final Engine engine;
    private final MultiGauge streams;
    private final MultiGauge failures;
    private final MultiGauge groups;
    private final MultiGauge open;
    private final MultiGauge matches;
    private final MultiGauge sinksWaiting;
    private final MultiGauge sinksDead;
    private final MultiGauge sinksMissed;
    private final MultiGauge sinksDelivered;
    private @Nullable Outbox outbox;
    private final List<Meter> countedByRule = new ArrayList<>();

    /** The registry holds what it counts by weak references alone. */
    private Map<String, List<RuleCounters>> countersById = Map.of();

    public PipelineMeters(
            MeterRegistry registry,
            Engine engine,
            Store store,
            PipelineCounters counters,
            Admission admission,
            AlertFeed feed) {
        this.registry = registry;
        this.engine = engine;
        counter("tripline.events.accepted", "Events that were accepted", counters, PipelineCounters::accepted);
        counter("tripline.events.rejected", "Items that did not become events", counters, PipelineCounters::rejected);
        counter(
                "tripline.events.duplicate",
                "Accepted events that were redeliveries and went no further",
                counters,
                PipelineCounters::duplicates);
        counter(
                "tripline.events.clamped",
                "Events whose time was too far ahead and was set back",
                counters,
                PipelineCounters::clamped);
        counter(
                "tripline.events.without.time",
                "Events that said no time and got that of their arrival",
                counters,
                PipelineCounters::eventsWithoutTime);
        counter(
                "tripline.events.time.unreadable",
                "Events that said a time that cannot be read and got that of their arrival",
                counters,
                PipelineCounters::eventsWithUnreadableTime);
        counter(
                "tripline.events.unrecognised",
                "Events of no known format: nobody knows from which log they come",
                counters,
                PipelineCounters::unrecognisedEvents);
        counter("tripline.alerts.dropped", "Alerts that are kept no more", store, Store::dropped);
        gauge("tripline.ingest.requests", "Requests with events in the house", admission, Admission::requests);
        gauge(
                "tripline.ingest.bytes",
                "Memory that bodies in the house take or may take, bytes",
                admission,
                Admission::bytes);
        gauge("tripline.ingest.arriving", "Bodies on their way", admission, Admission::arriving);
        gauge("tripline.alerts.listeners", "Connections that wait for alerts", feed, AlertFeed::listeners);
        gauge(
                "tripline.engine.time.seconds",
                "The engine's time, seconds since the epoch; 0 before the first event",
                engine,
                PipelineMeters::engineSeconds);
        gauge("tripline.rules", "Live rules that raise alerts", engine, PipelineMeters::alertingRules);
        gauge("tripline.rules.stopped", "Rules that the engine has switched off", engine, PipelineMeters::stoppedRules);
        gauge("tripline.engine.stumbles", "Failures that no rule could be blamed for", engine, Engine::stumbles);
        failures = MultiGauge.builder("tripline.rule.failures")
                .description("How often a rule threw since it was loaded")
                .register(registry);
        streams = MultiGauge.builder("tripline.stream.size")
                .description("Facts that a stream holds")
                .register(registry);
        groups = many("tripline.rule.groups", "Groups that the windows of a rule hold");
        open = many("tripline.rule.groups.open", "Groups of a rule whose session stands, because they may alert soon");
        matches = many("tripline.rule.matches", "Matches that the windows of a rule hold");
        sinksWaiting = many("tripline.sink.waiting", "Alerts that are kept and that a sink is not done with");
        sinksDead = many("tripline.sink.dead", "Dead letters of a sink");
        sinksMissed = many("tripline.sink.missed", "Alerts that went before a sink got them");
        sinksDelivered = many("tripline.sink.delivered", "Alerts that a sink got since the start");
        gauge("tripline.groups", "Groups that windows hold", engine, e -> e.holdings()
                .groups());
        gauge("tripline.groups.open", "Groups whose session stands", engine, e -> e.holdings()
                .open());
        gauge("tripline.matches", "Matches that windows hold", engine, e -> e.holdings()
                .matches());
    }

    private MultiGauge many(String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    /** Follows the rules that are live now. One thread at a time. */
    public void rulesChanged() {
        countedByRule.forEach(registry::remove);
        countedByRule.clear();
        countersById = engine.rules().stream()
                .filter(rule -> rule.outline().raises())
                .collect(Collectors.groupingBy(
                        rule -> rule.outline().id(), Collectors.mapping(LoadedRule::counters, Collectors.toList())));
        countersById.forEach((id, counters) -> {
            count("tripline.rule.alerts", "Alerts by rule", id, counters, RuleCounters::alerts);
            count(
                    "tripline.rule.matches.inserted",
                    "Matches that were put into a session of the rule",
                    id,
                    counters,
                    RuleCounters::inserted);
            count(
                    "tripline.rule.matches.evicted",
                    "Matches that went before their time, because there was no room for them",
                    id,
                    counters,
                    RuleCounters::evicted);
        });
    }

    private void count(
            String name,
            String description,
            String id,
            List<RuleCounters> counters,
            ToLongFunction<RuleCounters> value) {
        countedByRule.add(FunctionCounter.builder(
                        name, counters, all -> all.stream().mapToLong(value).sum())
                .description(description)
                .tag("rule", id)
                .register(registry));
    }

    /** Reads the sizes of all streams, and how sinks stand; to be called every few seconds. */
    public void look() {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        Holdings holdings = engine.holdings();
        holdings.sizes().forEach((stream, size) -> rows.add(MultiGauge.Row.of(Tags.of("stream", stream), size)));
        streams.register(rows, true);
        groups.register(rows(holdings, Holdings.OfRule::groups), true);
        open.register(rows(holdings, Holdings.OfRule::open), true);
        matches.register(rows(holdings, Holdings.OfRule::matches), true);
        failures.register(
                engine.rules().stream()
                        .filter(rule ->
                                rule.guard().failed() > 0 || rule.guard().isOff())
                        .<MultiGauge.Row<?>>map(rule -> MultiGauge.Row.of(
                                Tags.of("rule", rule.outline().id()),
                                rule.guard().failed()))
                        .toList(),
                true);
        lookAtSinks();
    }

    private void lookAtSinks() {
        if (outbox == null) {
            return;
        }
        List<SinkState> states = outbox.states();
        register(sinksWaiting, states, SinkState::waiting);
        register(sinksDead, states, SinkState::dead);
        register(sinksMissed, states, SinkState::missed);
        register(sinksDelivered, states, SinkState::delivered);
    }

    private static void register(MultiGauge gauge, List<SinkState> states, ToLongFunction<SinkState> value) {
        gauge.register(
                states.stream()
                        .<MultiGauge.Row<?>>map(
                                state -> MultiGauge.Row.of(Tags.of("sink", state.name()), value.applyAsLong(state)))
                        .toList(),
                true);
    }

    private static List<MultiGauge.Row<?>> rows(Holdings holdings, ToLongFunction<Holdings.OfRule> value) {
        Map<String, Long> byId = new TreeMap<>();
        holdings.rules().forEach(rule -> byId.merge(rule.id(), value.applyAsLong(rule), Math::max));
        return byId.entrySet().stream()
                .<MultiGauge.Row<?>>map(entry -> MultiGauge.Row.of(Tags.of("rule", entry.getKey()), entry.getValue()))
                .toList();
    }

    /** Work that goes on without requests. */
    public void background(String name, LongSupplier failures) {
        FunctionCounter.builder("tripline.background.failures", failures, LongSupplier::getAsLong)
                .description("Rounds of work in the background that failed")
                .tag("work", name)
                .register(registry);
    }

    /** How far sinks are behind. */
    public void sinks(Outbox outbox) {
        this.outbox = outbox;
        gauge("tripline.alerts.waiting", "Alerts that are kept and wait for the slowest sink", outbox, Outbox::waiting);
    }

    /** What keeps events out. */
    public void watches(MemoryWatch memory, EngineWatch engine) {
        gauge("tripline.memory.level", "0: fine, 1: high, 2: full, events get 503", memory, m -> m.level()
                .ordinal());
        gauge("tripline.engine.stuck", "1: a batch does not end, events get 503", engine, e -> e.isStuck() ? 1 : 0);
    }

    private <T> void counter(String name, String description, T of, ToDoubleFunction<T> value) {
        FunctionCounter.builder(name, of, value).description(description).register(registry);
    }

    private <T> void gauge(String name, String description, T of, ToDoubleFunction<T> value) {
        Gauge.builder(name, of, value)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    private static double engineSeconds(Engine engine) {
        Long time = engine.watermark();
        return time == null ? 0 : time / 1000.0;
    }

    private static double stoppedRules(Engine engine) {
        return engine.rules().stream().filter(rule -> rule.guard().isOff()).count();
    }

    private static double alertingRules(Engine engine) {
        return engine.rules().stream()
                .filter(rule -> rule.outline().raises())
                .map(rule -> rule.outline().id())
                .distinct()
                .count();
    }
}
