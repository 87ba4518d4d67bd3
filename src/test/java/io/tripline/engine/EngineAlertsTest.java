package io.tripline.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tripline.alert.Alert;
import io.tripline.engine.compile.DrlSource;
import io.tripline.event.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every DRL file alerts in our engine, and the alerts are left for {@code StockDroolsTest} to compare with. */
class EngineAlertsTest {

    /** They contradict themselves: no event satisfies all of their constraints at once. */
    private static final Set<String> SILENT = Set.of(
            "src/test/resources/golden/drl/every_operator/rule.drl",
            "src/test/resources/golden/drl/nested_conditions/rule.drl");

    /** No event is made up for them: texts that only a pattern describes, several values of one field, numbers of many events. */
    private static final Set<String> WITHOUT_EVENTS = Stream.of(
                    "2-of-a-pattern",
                    "a-field-stands-twice",
                    "a-keyword-with-a-modifier",
                    "a-regular-expression-that-looks-ahead-warns",
                    "a-splunk-text-is-read",
                    "a-splunk-text-that-asks-for-more-of-an-event",
                    "a-splunk-text-that-counts-events",
                    "a-splunk-text-with-several-bounds",
                    "all-of-a-pattern",
                    "contains-all",
                    "correlations-three-deep",
                    "keywords-all",
                    "lt-lte-gt-gte",
                    "parts-of-a-time",
                    "re",
                    "re-with-flags",
                    "sum-in-a-condition",
                    "value_avg",
                    "value_avg-lt",
                    "value_count",
                    "value_median",
                    "value_percentile",
                    "wildcards-inside-of-a-value")
            .map("src/test/resources/golden/sigma/%s/rule.drl"::formatted)
            .collect(Collectors.toUnmodifiableSet());

    static Stream<Named<DrlSource>> files() {
        return Stream.concat(DrlFiles.all().stream(), DrlFiles.byConstraint().stream())
                .map(source -> Named.of(source.file(), source));
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileAlertsOnItsOwnEvents(DrlSource source) throws IOException {
        try (Engine engine = new Engine(EngineSettings.DEFAULT)) {
            // Given
            assertEquals(List.of(), engine.load(List.of(source)).broken());

            // When
            List<Alert> alerts = new ArrayList<>();
            for (Event event : EventStreams.of(source)) {
                alerts.addAll(engine.process(List.of(event)));
            }
            alerts.addAll(engine.drain());
            AlertHandoff.write(source, alerts);

            // Then
            boolean isSilent = SILENT.contains(source.file()) || WITHOUT_EVENTS.contains(source.file());
            assertEquals(isSilent, alerts.isEmpty(), source.file());
        }
    }
}
