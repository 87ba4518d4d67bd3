package io.tripline.web.page;

import io.tripline.web.door.Visitor;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Makes what stands around a view. Any thread. */
@Singleton
final class Frames {

    private final Assets assets;
    private final String version;

    Frames(Assets assets, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.assets = assets;
        this.version = version;
    }

    Frame of(String title, @Nullable Section section, RoutingContext request) {
        Visitor visitor = Visitor.of(request);
        return new Frame(title, section, assets.folder(), visitor.name(), visitor.formKey(), version);
    }

    /** Whether a part of a view is asked for, not the whole. */
    static boolean asksForPart(RoutingContext request) {
        return "true".equals(request.request().getHeader("HX-Request"));
    }
}
