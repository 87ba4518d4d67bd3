package io.tripline.web;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** One start of the program for all tests that want it as it comes. */
public class ServeProfile implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(RulesFolder.class, settings(), false));
    }

    /** More configuration. */
    Map<String, String> settings() {
        return Map.of();
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }

    /** With a token, and room for no request. */
    public static final class Guarded extends ServeProfile {

        public static final String TOKEN = "0123456789abcdef-and-more";

        @Override
        Map<String, String> settings() {
            return Map.of("tripline.token", TOKEN, "tripline.ingest.requests", "1", "tripline.alerts.keep", "5");
        }
    }

    /** For browsers, with more alerts than a log needs to tell. */
    public static final class Browsed extends ServeProfile {

        @Override
        Map<String, String> settings() {
            return Map.of("quarkus.log.category.\"io.tripline.alerts\".level", "WARN");
        }
    }

    /** With a webhook that leads to this machine, which nobody has allowed. */
    public static final class Hooked extends ServeProfile {

        @Override
        Map<String, String> settings() {
            return Map.of(
                    "tripline.sinks.hook.type", "webhook",
                    "tripline.sinks.hook.url", "http://127.0.0.1:9/secret-path",
                    "tripline.sinks.hook.secret", "whsec_dHJpcGxpbmUtZXhhbXBsZS1zZWNyZXQtMzItYnl0ZXMhIQ==",
                    "tripline.sinks.hook.tries", "1");
        }
    }

    /** With a sink of each type, and receivers for them on this machine. */
    public static final class Receiving extends ServeProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Receivers.class, Map.of(), false));
        }
    }

    /** With little patience for bodies that do not come. */
    public static final class Impatient extends ServeProfile {

        @Override
        Map<String, String> settings() {
            return Map.of(
                    "tripline.ingest.body-idle", "1s",
                    "tripline.ingest.body-rate", "1000",
                    "tripline.ingest.requests", "4",
                    "tripline.alerts.listeners", "6",
                    "tripline.alerts.listeners-per-address", "4");
        }
    }

    /** With a token of its own, and tokens for the senders whose requests were captured. */
    public static final class Senders extends ServeProfile {

        @Override
        Map<String, String> settings() {
            return Map.of("tripline.token", Guarded.TOKEN, RulesFolder.SENDER_TOKENS, SenderTokenLines.CAPTURED);
        }
    }
}
