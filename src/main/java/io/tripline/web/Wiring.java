package io.tripline.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ImageMode;
import io.tripline.alert.Alert;
import io.tripline.alert.sink.LogSink;
import io.tripline.config.BadConfiguration;
import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.ingest.EventDecoder;
import io.tripline.live.Admission;
import io.tripline.live.AlertDelivery;
import io.tripline.live.AlertFeed;
import io.tripline.live.DiskWatch;
import io.tripline.live.EngineWatch;
import io.tripline.live.Heap;
import io.tripline.live.LivePipeline;
import io.tripline.live.MemoryWatch;
import io.tripline.live.PipelineMeters;
import io.tripline.live.Timings;
import io.tripline.live.rules.FailingRules;
import io.tripline.live.rules.FolderStatus;
import io.tripline.live.rules.KernelNotices;
import io.tripline.live.rules.RuleFolderWatcher;
import io.tripline.live.rules.RuleLog;
import io.tripline.store.DataFolder;
import io.tripline.store.SqliteStore;
import io.tripline.store.Store;
import io.tripline.web.rules.RulePages;
import io.tripline.web.rules.StreamPages;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
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
    private static final Logger RULES = Logger.getLogger("io.tripline.rules");

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
        return StartUp.orSay(
                () -> SqliteStore.open(folder.database(), settings.store().keep(), clock));
    }

    void close(@Disposes Store store) {
        store.close();
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
            AlertFeed feed,
            ServeSettings settings,
            InstantSource clock,
            EngineWatch watch,
            MemoryWatch memory,
            DiskWatch disk) {
        Set<String> disabled = settings.common().disabled();
        AlertDelivery log = new AlertDelivery(
                new LogSink(settings.alertsOnStdout() ? Wiring::print : ALERTS::info),
                work -> Thread.ofPlatform().name("alerts").daemon().start(work));
        return new LivePipeline(
                engine,
                store,
                List.of(log),
                feed,
                (Alert alert) -> !disabled.contains(alert.getRule().id()),
                settings.maxFuture(),
                clock,
                System::nanoTime,
                watch,
                memory,
                disk);
    }

    void close(@Disposes LivePipeline pipeline) {
        pipeline.close();
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
            Admission admission,
            AlertFeed feed,
            MemoryWatch memory,
            EngineWatch watch) {
        PipelineMeters meters = new PipelineMeters(registry, engine, store, pipeline.counters(), admission, feed);
        meters.watches(memory, watch);
        meters.deliveries(pipeline);
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
    StreamPages streamPages(Engine engine) {
        return new StreamPages(engine);
    }

    @Produces
    @Singleton
    RulePages pages(Engine engine, FolderStatus catalog, LivePipeline pipeline, ServeSettings settings) {
        return new RulePages(
                engine, catalog, pipeline.counters(), settings.common().disabled());
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
            InstantSource clock) {
        return new RuleFolderWatcher(
                settings.rules(),
                notices,
                settings.common(),
                engine,
                catalog,
                new RuleLog(Wiring::log),
                clock,
                meters::rulesChanged);
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
