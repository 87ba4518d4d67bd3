package io.tripline.web;

import io.tripline.live.Admission;
import io.tripline.live.AlertFeed;
import io.tripline.live.DiskWatch;
import io.tripline.live.EngineWatch;
import io.tripline.live.Heap;
import io.tripline.live.LivePipeline;
import io.tripline.live.MemoryWatch;
import io.tripline.live.PipelineMeters;
import io.tripline.live.history.MinuteHistory;
import io.tripline.live.outbox.Outbox;
import io.tripline.live.rules.FailingRules;
import io.tripline.live.rules.RuleFolderWatcher;
import io.tripline.web.wire.SilenceWatch;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What goes on without requests, each on a thread of its own, so that one that hangs takes no other with it: looking at the rules
 * folder, letting time pass, keeping connections alive, reading sizes, watching memory and the engine.
 */
@Singleton
class Background {

    /** A change must be live within a second, and counts once two looks see the same. */
    private static final Duration FOLDER = Duration.ofMillis(250);

    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration DISK = Duration.ofSeconds(1);
    private static final Duration SINKS = Duration.ofSeconds(1);
    private static final Duration SLOW = Duration.ofSeconds(5);

    private final List<BackgroundWork> works;
    private volatile boolean running;

    Background(
            RuleFolderWatcher watcher,
            FailingRules failing,
            LivePipeline pipeline,
            Outbox outbox,
            AlertFeed feed,
            PipelineMeters meters,
            MemoryWatch memory,
            Admission admission,
            Heap heap,
            EngineWatch engine,
            DiskWatch disk,
            SilenceWatch silence,
            MinuteHistory history) {
        works = List.of(
                new BackgroundWork("rules-folder", FOLDER, watcher::look),
                new BackgroundWork("failing-rules", FOLDER, failing::look),
                new BackgroundWork("passing-time", TICK, pipeline::tick),
                new BackgroundWork("sinks", SINKS, outbox::keep),
                new BackgroundWork("alert-feed", SLOW, feed::look),
                new BackgroundWork("stream-sizes", SLOW, meters::look),
                new BackgroundWork("memory", TICK, () -> {
                    memory.look();
                    admission.follow(heap);
                }),
                new BackgroundWork("engine-watch", TICK, engine::look),
                new BackgroundWork("disk", DISK, disk::look),
                new BackgroundWork("silence", SLOW, silence::look),
                new BackgroundWork("history", SLOW, history::look));
        works.forEach(work -> meters.background(work.name(), work::failures));
    }

    void start() {
        works.forEach(BackgroundWork::start);
        running = true;
    }

    /** Whether the rules are loaded and all is at work. */
    boolean isRunning() {
        return running;
    }

    /** What does not do its work, and why; empty if all is well. */
    Map<String, String> troubles() {
        Map<String, String> troubles = new TreeMap<>();
        if (running) {
            for (BackgroundWork work : works) {
                String trouble = work.trouble();
                if (trouble != null) {
                    troubles.put(work.name(), trouble);
                }
            }
        }
        return troubles;
    }

    /** Waits for what is under way, a few seconds at most. */
    void stop() {
        running = false;
        works.forEach(BackgroundWork::stop);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        works.forEach(work -> work.await(end));
    }
}
