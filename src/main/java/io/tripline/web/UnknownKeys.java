package io.tripline.web;

import io.tripline.problem.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** Keys that begin like ours and mean nothing: most likely misspelt. */
final class UnknownKeys {

    private static final String OURS = "tripline.";
    private static final List<String> KEYS = List.of(
            "tripline.rules",
            "tripline.data",
            "tripline.formats",
            "tripline.formats.unrecognised",
            "tripline.strict",
            "tripline.token",
            "tripline.time.grace",
            "tripline.time.late",
            "tripline.time.lateness",
            "tripline.time.max-future",
            "tripline.alerts.age",
            "tripline.alerts.keep",
            "tripline.alerts.stdout",
            "tripline.alerts.listeners",
            "tripline.alerts.listeners-per-address",
            "tripline.engine.stuck",
            "tripline.http.hosts",
            "tripline.ingest.body-idle",
            "tripline.ingest.body-rate",
            "tripline.ingest.requests",
            "tripline.page.seen",
            "tripline.rules.limits.deadlines",
            "tripline.rules.limits.keys",
            "tripline.rules.limits.matches",
            "tripline.rules.limits.safe",
            "tripline.rules.limits.terms",
            "tripline.senders.elasticsearch-version",
            "tripline.senders.silence",
            "tripline.stop",
            "tripline.store.ids",
            "tripline.store.password",
            "tripline.store.reserve",
            "tripline.store.schema",
            "tripline.store.url",
            "tripline.store.user",
            // environment variables of the launcher, as configuration sees them
            "tripline.home",
            "tripline.java",
            "tripline.java.opts");

    private static final String PARAMETERS = "tripline.parameters.";
    /** Judged where they are read, and refused. */
    private static final String SINKS = "tripline.sinks.";

    private static final String RULES = "tripline.rules.";
    private static final int FARTHEST = 3;

    private UnknownKeys() {}

    /** One sentence for each unknown key, in order. */
    static List<String> warnings(Config config) {
        TreeSet<String> unknown = new TreeSet<>();
        for (String key : config.getPropertyNames()) {
            if (key.startsWith(OURS) && !isKnown(key)) {
                unknown.add(key);
            }
        }
        List<String> warnings = new ArrayList<>();
        for (String key : unknown) {
            String near = nearest(key);
            warnings.add("unknown key " + key + (near == null ? "" : ": did you mean " + near + "?"));
        }
        return warnings;
    }

    private static boolean isKnown(String key) {
        return KEYS.contains(key)
                || key.startsWith(SINKS)
                || key.startsWith(PARAMETERS) && key.length() > PARAMETERS.length()
                || key.startsWith(RULES)
                        && (key.indexOf(".parameters.", RULES.length()) > 0 || key.endsWith(".enabled"));
    }

    private static @Nullable String nearest(String key) {
        String prefix = key.substring(0, Math.max(OURS.length(), key.lastIndexOf('.') + 1));
        if (Spelling.distance(prefix, PARAMETERS) <= 2) {
            return PARAMETERS + key.substring(prefix.length());
        }
        if (key.startsWith(RULES)) {
            String last = key.substring(key.lastIndexOf('.') + 1);
            return Spelling.distance(last, "enabled") <= FARTHEST
                    ? key.substring(0, key.length() - last.length()) + "enabled"
                    : null;
        }
        return Spelling.nearest(key, KEYS, FARTHEST);
    }
}
