package io.tripline.web;

import io.tripline.engine.Engine;
import io.tripline.live.EngineWatch;
import io.tripline.live.LivePipeline;
import io.tripline.live.MemoryWatch;
import io.tripline.live.rules.FailingRules;
import io.tripline.live.rules.FolderStatus;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Whether the program is well. */
@Singleton
final class Health {

    /** Rules are loaded and events may come. Rules that are broken, fail or were switched off are told; the others run,
     * so they make nothing unready. */
    @Produces
    @Singleton
    @Readiness
    HealthCheck rules(Background background, Engine engine, FolderStatus catalog, FailingRules failing) {
        return () -> HealthCheckResponse.named("rules")
                .status(background.isRunning())
                .withData(
                        "state",
                        catalog.broken() + failing.failing() + failing.stopped() + engine.stumbles() == 0
                                ? "well"
                                : "degraded")
                .withData(
                        "live",
                        engine.rules().stream()
                                .filter(rule -> rule.outline().raises())
                                .map(rule -> rule.outline().id())
                                .distinct()
                                .count())
                .withData("broken", catalog.broken())
                .withData("former", catalog.former())
                .withData("failing", failing.failing())
                .withData("stopped", failing.stopped())
                .withData("stumbles", engine.stumbles())
                .build();
    }

    /** Events are turned away while memory is full; it is well again when some of it is free. */
    @Produces
    @Singleton
    @Readiness
    HealthCheck memory(MemoryWatch memory) {
        return () -> HealthCheckResponse.named("memory")
                .status(memory.level() != MemoryWatch.Level.FULL)
                .withData("level", memory.level().name().toLowerCase(Locale.ROOT))
                .build();
    }

    /** What comes can be kept; else events are turned away. The reason is told to those who need no token to read it. */
    @Produces
    @Singleton
    @Readiness
    HealthCheck store(LivePipeline pipeline, ServeSettings settings) {
        return () -> {
            String trouble = pipeline.trouble();
            HealthCheckResponseBuilder answer =
                    HealthCheckResponse.named("store").status(trouble == null);
            if (trouble != null && settings.token() == null) {
                answer.withData("reason", trouble);
            }
            return answer.build();
        };
    }

    /** What goes on without requests is at work. */
    @Produces
    @Singleton
    @Liveness
    HealthCheck threads(Background background) {
        return () -> {
            Map<String, String> troubles = background.troubles();
            HealthCheckResponseBuilder answer =
                    HealthCheckResponse.named("threads").status(troubles.isEmpty());
            troubles.forEach(answer::withData);
            return answer.build();
        };
    }

    /** No batch hangs in the engine. The rule is named to those who need no token to read it. */
    @Produces
    @Singleton
    @Liveness
    HealthCheck engine(EngineWatch watch, ServeSettings settings) {
        return () -> {
            HealthCheckResponseBuilder answer =
                    HealthCheckResponse.named("engine").status(!watch.isStuck());
            String culprit = watch.culprit();
            if (culprit != null && settings.token() == null) {
                answer.withData("rule", culprit);
            }
            return answer.build();
        };
    }
}
