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
}
