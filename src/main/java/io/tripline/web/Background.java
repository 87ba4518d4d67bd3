package io.tripline.web;

import io.tripline.web.live.AlertFeed;
import io.tripline.web.live.LivePipeline;
import io.tripline.web.live.PipelineMeters;
import io.tripline.web.rules.RuleFolderWatcher;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * What goes on without requests, on two threads: one looks at the rules folder, the other lets time pass, keeps connections
 * alive and reads sizes. Whatever fails is logged and tried again.
 */
@Singleton
class Background {

    private static final Logger LOG = Logger.getLogger(Background.class);

    /** A change must be live within a second, and counts once two looks see the same. */
    private static final Duration FOLDER = Duration.ofMillis(250);

    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration SLOW = Duration.ofSeconds(5);

    /** A thread that was not seen for so long hangs. */
    private static final Duration DEAD = Duration.ofSeconds(60);

    private final ScheduledExecutorService rules = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("rules-folder").daemon().factory());
    private final ScheduledExecutorService time = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("passing-time").daemon().factory());

    private final RuleFolderWatcher watcher;
    private final LivePipeline pipeline;
    private final AlertFeed feed;
    private final PipelineMeters meters;

    private volatile long rulesSeen;
    private volatile long timeSeen;
    private volatile boolean running;

    Background(RuleFolderWatcher watcher, LivePipeline pipeline, AlertFeed feed, PipelineMeters meters) {
        this.watcher = watcher;
        this.pipeline = pipeline;
        this.feed = feed;
        this.meters = meters;
    }

    void start() {
        rulesSeen = System.nanoTime();
        timeSeen = System.nanoTime();
        running = true;
        repeat(rules, FOLDER, () -> {
            watcher.look();
            rulesSeen = System.nanoTime();
        });
        repeat(time, TICK, () -> {
            pipeline.tickWhenIdle();
            timeSeen = System.nanoTime();
        });
        repeat(time, SLOW, () -> {
            feed.look();
            meters.look();
        });
    }

    private static void repeat(ScheduledExecutorService executor, Duration pause, Runnable work) {
        executor.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException | StackOverflowError e) {
                        LOG.error("work in the background failed and will be tried again", e);
                    }
                },
                0,
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Whether the rules are loaded and both threads are at work. */
    boolean isRunning() {
        return running;
    }

    boolean isAlive() {
        long now = System.nanoTime();
        return !running || now - rulesSeen < DEAD.toNanos() && now - timeSeen < DEAD.toNanos();
    }

    /** Waits for what is under way, a few seconds at most. */
    void stop() {
        running = false;
        rules.shutdown();
        time.shutdown();
        try {
            if (!rules.awaitTermination(5, TimeUnit.SECONDS) || !time.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("work in the background did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
