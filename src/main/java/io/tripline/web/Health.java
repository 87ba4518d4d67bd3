package io.tripline.web;

import io.tripline.engine.Engine;
import io.tripline.web.rules.RuleCatalog;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Whether the program is well. */
@Singleton
final class Health {

    /** Rules are loaded and events may come. Broken rules are told; the others run, so they make nothing unready. */
    @Produces
    @Singleton
    @Readiness
    HealthCheck rules(Background background, Engine engine, RuleCatalog catalog) {
        return () -> HealthCheckResponse.named("rules")
                .status(background.isRunning())
                .withData(
                        "live",
                        engine.rules().stream()
                                .filter(rule -> rule.outline().raises())
                                .count())
                .withData("broken", catalog.broken())
                .build();
    }

    /** The threads that look at the folder and let time pass are at work. */
    @Produces
    @Singleton
    @Liveness
    HealthCheck threads(Background background) {
        return () -> HealthCheckResponse.named("threads")
                .status(background.isAlive())
                .build();
    }
}
