package io.tripline.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ImageMode;
import io.tripline.alert.Alert;
import io.tripline.config.BadConfiguration;
import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.ingest.EventDecoder;
import io.tripline.live.Admission;
import io.tripline.live.AlertFeed;
import io.tripline.live.DiskWatch;
import io.tripline.live.EngineWatch;
import io.tripline.live.Heap;
import io.tripline.live.LivePipeline;
import io.tripline.live.LogsSeen;
import io.tripline.live.MemoryWatch;
import io.tripline.live.PipelineMeters;
import io.tripline.live.SeenEvents;
import io.tripline.live.Timings;
import io.tripline.live.history.MinuteHistory;
import io.tripline.live.history.RaisedAlerts;
import io.tripline.live.outbox.Backoff;
import io.tripline.live.outbox.Outbox;
import io.tripline.live.outbox.SinkPlan;
import io.tripline.live.rules.FailingRules;
import io.tripline.live.rules.FolderStatus;
import io.tripline.live.rules.KernelNotices;
import io.tripline.live.rules.LiveGraph;
import io.tripline.live.rules.RuleFolderWatcher;
import io.tripline.live.rules.RuleLog;
import io.tripline.ruletest.FolderTests;
import io.tripline.store.DataFolder;
import io.tripline.store.Database;
import io.tripline.store.SqlStore;
import io.tripline.store.Store;
import io.tripline.web.alerts.AlertIndex;
import io.tripline.web.rules.CoveragePages;
import io.tripline.web.rules.ExplanationPages;
import io.tripline.web.rules.RulePages;
import io.tripline.web.rules.StreamPages;
import io.tripline.web.sinks.RuleLookup;
import io.tripline.web.sinks.SinkPlans;
import io.tripline.web.token.SenderTokens;
import io.tripline.web.token.TokenFile;
import io.tripline.web.wire.SilenceWatch;
import io.tripline.web.wire.SourceBook;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Puts the parts together. Each is made once, when it is first needed. */
@Singleton
final class Wiring {

    private static final Logger ALERTS = Logger.getLogger("io.tripline.alerts");
    private static final Logger MEMORY = Logger.getLogger("io.tripline.memory");
    private static final Logger STORE = Logger.getLogger("io.tripline.store");
    private static final Logger ENGINE = Logger.getLogger("io.tripline.engine");
    private static final Logger SENDERS = Logger.getLogger("io.tripline.senders");
    private static final Logger RULES = Logger.getLogger("io.tripline.rules");

    /** Between two tries of a sink. */
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** For the tests of one rule. */
    private static final Duration LONGEST_TESTS = Duration.ofSeconds(20);

    @Produces
    @Singleton
    ServeSettings settings(Config config) {
        try {
            return ServeSettings.of(config);
        } catch (BadConfiguration bad) {
            throw new CannotStart(bad.getMessage(), StartUp.BAD_CONFIGURATION);
        }
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    Engine engine(ServeSettings settings, Store store) {
        EngineSettings live = EngineSettings.live(
                        settings.common().lateness(), settings.common().late(), settings.grace())
                .within(settings.limits().groups());
        return new Engine(store.keepsState() ? live.tellingChanges() : live);
    }

    void close(@Disposes Engine engine) {
        engine.close();
    }

    @Produces
    @Singleton
    DataFolder folder(ServeSettings settings) {
        return StartUp.orSay(() -> DataFolder.take(settings.store().folder()));
    }

    void close(@Disposes DataFolder folder) {
        folder.close();
    }

    @Produces
    @Singleton
    Store store(ServeSettings settings, DataFolder folder, InstantSource clock) {
        return StartUp.orSay(() -> SqlStore.open(
                Database.of(settings.common().postgres(), folder.path()),
                settings.store().keep(),
                clock));
    }

    void close(@Disposes Store store) {
        store.close();
    }

    @Produces
    @Singleton
    SenderTokens senderTokens(ServeSettings settings, DataFolder folder, InstantSource clock) {
        TokenFile file = new TokenFile(settings.store().folder());
        try {
            return new SenderTokens(settings.token(), file, clock, System::nanoTime, SENDERS::error);
        } catch (IOException unreadable) {
            throw new CannotStart(unreadable.getMessage(), StartUp.BAD_CONFIGURATION);
        }
    }

    @Produces
    @Singleton
    SilenceWatch silence(SourceBook book, ServeSettings settings, InstantSource clock, LivePipeline pipeline) {
        return new SilenceWatch(book, settings.senders().silence(), clock, pipeline::raise);
    }

    @Produces
    @Singleton
    DiskWatch disk(ServeSettings settings, DataFolder folder) {
        return new DiskWatch(folder::free, settings.store().reserve(), STORE::warn);
    }

    @Produces
    @Singleton
    EventDecoder decoder(ServeSettings settings) {
        try {
            return new EventDecoder(settings.common().eventFormats(Path.of("")));
        } catch (BadConfiguration bad) {
            throw new CannotStart(bad.getMessage(), StartUp.BAD_CONFIGURATION);
        }
    }

    @Produces
    @Singleton
    Admission admission(ServeSettings settings) {
        return new Admission(
                settings.limits().requests(),
                Admission.bytesFor(Runtime.getRuntime().maxMemory()),
                System::nanoTime);
    }

    @Produces
    @Singleton
    AlertFeed feed(Store store, ServeSettings settings, ExecutorService executor) {
        return new AlertFeed(
                store,
                settings.limits().listeners(),
                settings.limits().listenersPerAddress(),
                System::nanoTime,
                executor);
    }

    @Produces
    @Singleton
    LivePipeline pipeline(
            Engine engine,
            Store store,
            Outbox outbox,
            AlertFeed feed,
            ServeSettings settings,
            InstantSource clock,
            EngineWatch watch,
            MemoryWatch memory,
            DiskWatch disk,
            RaisedAlerts raised) {
        Set<String> disabled = settings.common().disabled();
        return new LivePipeline(
                engine,
                store,
                kept -> {
                    outbox.wake();
                    raised.count(kept);
                },
                feed,
                (Alert alert) -> !disabled.contains(alert.getRule().id()),
                settings.maxFuture(),
                clock,
                System::nanoTime,
                watch,
                memory,
                disk);
    }

    @Produces
    @Singleton
    RaisedAlerts raised() {
        return new RaisedAlerts();
    }

    @Produces
    @Singleton
    LiveGraph graph(Engine engine) {
        return new LiveGraph(engine);
    }

    @Produces
    @Singleton
    MinuteHistory history(
            LiveGraph graph, LivePipeline pipeline, RaisedAlerts raised, Store store, InstantSource clock) {
        return new MinuteHistory(graph, pipeline.counters()::accepted, raised, store.counts(), clock);
    }

    @Produces
    @Singleton
    Outbox outbox(Config config, ServeSettings settings, Store store, Engine engine, Vertx vertx, InstantSource clock) {
        try {
            List<SinkPlan> plans = SinkPlans.of(
                    config,
                    vertx,
                    clock,
                    RuleLookup.of(engine),
                    settings.alertsOnStdout() ? Wiring::print : ALERTS::info,
                    settings.alertsOnStdout() ? "stdout" : "the log");
            return new Outbox(
                    store,
                    plans,
                    new Backoff(FIRST_PAUSE, LONGEST_PAUSE, new SplittableRandom()),
                    clock,
                    System::nanoTime);
        } catch (BadConfiguration bad) {
            throw new CannotStart(bad.getMessage(), StartUp.BAD_CONFIGURATION);
        }
    }

    @Produces
    @Singleton
    Heap heap() {
        return Heap.ofProcess();
    }

    @Produces
    @Singleton
    MemoryWatch memory(Heap heap) {
        return new MemoryWatch(heap, System::nanoTime, MEMORY::warn);
    }

    @Produces
    @Singleton
    EngineWatch engineWatch(ServeSettings settings, Engine engine) {
        return new EngineWatch(settings.limits().stuck(), System::nanoTime, () -> underWay(engine), ENGINE::error);
    }

    private static @Nullable String underWay(Engine engine) {
        Engine.UnderWay rule = engine.underWay();
        return rule == null ? null : "\"" + rule.rule() + "\" of " + rule.file();
    }

    @Produces
    @Singleton
    Timings timings(MeterRegistry registry) {
        return new Timings(registry);
    }

    @Produces
    @Singleton
    PipelineMeters meters(
            MeterRegistry registry,
            Engine engine,
            Store store,
            LivePipeline pipeline,
            Outbox outbox,
            Admission admission,
            AlertFeed feed,
            MemoryWatch memory,
            EngineWatch watch) {
        PipelineMeters meters = new PipelineMeters(registry, engine, store, pipeline.counters(), admission, feed);
        meters.watches(memory, watch);
        meters.sinks(outbox);
        if (ImageMode.current() == ImageMode.NATIVE_RUN) {
            BinaryMeters.bind(registry);
        }
        return meters;
    }

    @Produces
    @Singleton
    FolderStatus catalog() {
        return new FolderStatus();
    }

    @Produces
    @Singleton
    AlertIndex alertIndex(Store store) {
        return new AlertIndex(store);
    }

    @Produces
    @Singleton
    StreamPages streamPages(Engine engine) {
        return new StreamPages(engine);
    }

    @Produces
    @Singleton
    RulePages pages(
            Engine engine,
            LiveGraph graph,
            FolderStatus catalog,
            LivePipeline pipeline,
            ServeSettings settings,
            MinuteHistory history) {
        return new RulePages(
                engine,
                graph,
                catalog,
                pipeline.counters(),
                settings.common().disabled(),
                history,
                settings.common().ruleParameters());
    }

    @Produces
    @Singleton
    FolderTests tests(ServeSettings settings, EventDecoder decoder) {
        return new FolderTests(
                settings.rules(), decoder, settings.common()::ruleParameters, LONGEST_TESTS, System::nanoTime);
    }

    @Produces
    @Singleton
    ExplanationPages explanations(Engine engine, LiveGraph graph) {
        return new ExplanationPages(engine, graph, System::nanoTime);
    }

    @Produces
    @Singleton
    SeenEvents seen(ServeSettings settings) {
        return new SeenEvents(settings.senders().seen(), System::nanoTime);
    }

    @Produces
    @Singleton
    LogsSeen logsSeen(InstantSource clock) {
        return new LogsSeen(clock.instant());
    }

    @Produces
    @Singleton
    CoveragePages coverage(RulePages pages, ServeSettings settings, Store store, LogsSeen logs) {
        return new CoveragePages(pages, settings.rules(), store, logs);
    }

    @Produces
    @Singleton
    KernelNotices notices(ServeSettings settings) {
        return new KernelNotices(settings.rules(), System::nanoTime, new RuleLog(Wiring::log));
    }

    void close(@Disposes KernelNotices notices) {
        notices.close();
    }

    @Produces
    @Singleton
    RuleFolderWatcher watcher(
            ServeSettings settings,
            KernelNotices notices,
            Engine engine,
            FolderStatus catalog,
            PipelineMeters meters,
            LogsSeen logs,
            InstantSource clock) {
        return new RuleFolderWatcher(
                settings.rules(), notices, settings.common(), engine, catalog, new RuleLog(Wiring::log), clock, () -> {
                    meters.rulesChanged();
                    logs.rules(engine.rules());
                });
    }

    /** Data goes to stdout, a line at a time. */
    private static void print(String alert) {
        System.out.println(alert);
        System.out.flush();
    }

    @Produces
    @Singleton
    FailingRules failingRules(Engine engine, InstantSource clock) {
        return new FailingRules(engine, new RuleLog(Wiring::log), clock);
    }

    private static void log(RuleLog.Level level, String entry) {
        switch (level) {
            case INFO -> RULES.info(entry);
            case WARNING -> RULES.warn(entry);
            case ERROR -> RULES.error(entry);
        }
    }
}
