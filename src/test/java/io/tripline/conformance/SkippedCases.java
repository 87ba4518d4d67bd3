package io.tripline.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Cases that are not run, each with its reason, from {@code conformance/skipped.properties}. */
final class SkippedCases {

    private final Properties reasons = new Properties();

    static SkippedCases load() throws IOException {
        SkippedCases cases = new SkippedCases();
        try (InputStream file = SkippedCases.class.getResourceAsStream("/conformance/skipped.properties");
                Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            cases.reasons.load(reader);
        }
        return cases;
    }

    /** Why the case is not run; null if it is. A key is an id, {@code tag:NAME}, {@code format:NAME} or {@code dialect:older}. */
    String reason(JsonNode suiteCase) {
        String byId = reasons.getProperty(CaseRunner.id(suiteCase));
        if (byId != null) {
            return byId;
        }
        if (suiteCase.path("disputed").size() > 0
                && suiteCase.path("disputed").size()
                        == suiteCase.path("expected").size()) {
            return "disputed: " + suiteCase.path("note").asText();
        }
        if (!suiteCase.path("elasticsearch_dialect_likely").asBoolean(true)) {
            return reasons.getProperty("dialect:older");
        }
        for (JsonNode tag : suiteCase.path("tags")) {
            String byTag = reasons.getProperty("tag:" + tag.asText());
            if (byTag != null) {
                return byTag;
            }
        }
        return reasons.getProperty("format:" + suiteCase.path("rule_format").asText());
    }
}
