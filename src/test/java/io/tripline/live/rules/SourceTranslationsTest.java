package io.tripline.live.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tripline.problem.SourceText;
import io.tripline.translate.RuleSource;
import io.tripline.translate.Translation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A change of one source translates those again that it concerns, and no other. */
class SourceTranslationsTest {

    private static final RuleSource FAILURES = source("failures.yml", """
            title: Failures
            name: failures
            logsource: {product: okta}
            detection: {s: {outcome: FAILURE}, condition: s}
            """);
    private static final RuleSource DOWNLOADS = source("downloads.yml", """
            title: Downloads
            name: downloads
            logsource: {product: okta}
            detection: {s: {action: download}, condition: s}
            """);
    private static final RuleSource CORRELATION = source("many.yml", """
            title: Many failures
            correlation: {type: event_count, rules: [failures], group-by: [user], timespan: 1h, condition: {gte: 10}}
            """);
    private static final RuleSource FILTER = source("filter.yml", """
            title: Not of robots
            logsource: {product: okta}
            filter: {rules: any, s: {user: robot}, condition: not s}
            """);

    private final SourceTranslations translations = new SourceTranslations(() -> {});

    private static RuleSource source(String file, String text) {
        return new RuleSource(file, new SourceText(file, text));
    }

    /** File to how many of its rules alert. */
    private Map<String, Integer> applied(List<String> gone, RuleSource... changed) {
        Map<String, Integer> rules = new TreeMap<>();
        for (Translation translation : translations.apply(gone, List.of(changed), false)) {
            rules.put(translation.source().relative(), translation.rules().size());
        }
        return rules;
    }

    @Test
    void aRuleAlertsNoMoreOnItsOwnOnceACorrelationElsewhereCountsIt() {
        // Given
        applied(List.of(), FAILURES, DOWNLOADS);

        // When, Then
        assertEquals(Map.of("failures.yml", 0, "many.yml", 1), applied(List.of(), CORRELATION));
        assertEquals(Map.of("failures.yml", 1), applied(List.of("many.yml")));
    }

    @Test
    void aCorrelationFollowsItsRule() {
        // Given
        applied(List.of(), FAILURES, DOWNLOADS, CORRELATION);

        // When: that is refused now
        Map<String, Integer> rules = applied(List.of("failures.yml"));

        // Then
        assertEquals(Map.of("many.yml", 1), rules);
    }

    @Test
    void aFilterConcernsRulesThatDoNotKnowOfIt() {
        // Given
        applied(List.of(), FAILURES, DOWNLOADS);

        // When, Then
        assertEquals(Map.of("downloads.yml", 1, "failures.yml", 1, "filter.yml", 0), applied(List.of(), FILTER));
        assertEquals(Map.of("downloads.yml", 1, "failures.yml", 1), applied(List.of("filter.yml")));
    }

    @Test
    void aRuleConcernsNoOther() {
        // Given
        applied(List.of(), FAILURES);

        // When, Then
        assertEquals(Map.of("downloads.yml", 1), applied(List.of(), DOWNLOADS));
    }
}
