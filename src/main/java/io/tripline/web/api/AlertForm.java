package io.tripline.web.api;

import io.tripline.alert.Alert;
import io.tripline.alert.AlertDocument;
import io.tripline.alert.EcsDocument;
import io.tripline.alert.RuleAbout;
import io.tripline.engine.Engine;
import io.tripline.engine.LoadedRule;
import io.tripline.store.Store;
import io.tripline.web.alerts.AlertFilter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** In which form alerts are answered: the program's own, or Elastic's. One request, one thread. */
final class AlertForm {

    private final @Nullable Engine engine;
    private final Map<String, RuleAbout> known = new HashMap<>();

    private AlertForm(@Nullable Engine engine) {
        this.engine = engine;
    }

    /** @param format null, empty or {@code tripline}; or {@code ecs} */
    static AlertForm of(@Nullable String format, Engine engine) throws AlertFilter.Unusable {
        return switch (format == null ? "" : format.strip()) {
            case "", "tripline" -> new AlertForm(null);
            case "ecs" -> new AlertForm(engine);
            default -> throw new AlertFilter.Unusable("format", String.valueOf(format), "one of ecs, tripline");
        };
    }

    Map<String, ? extends @Nullable Object> document(Store.Numbered kept) {
        Alert alert = kept.alert();
        return engine == null
                ? AlertDocument.of(alert, kept.life())
                : EcsDocument.of(
                        alert,
                        kept.life(),
                        known.computeIfAbsent(alert.getRule().id(), id -> about(engine, id)));
    }

    private static RuleAbout about(Engine engine, String id) {
        LoadedRule rule = engine.raising(id);
        return rule == null ? RuleAbout.UNKNOWN : rule.about();
    }
}
