package io.tripline.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tripline.alert.Alert;
import io.tripline.engine.compile.DrlSource;
import io.tripline.event.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

    static Stream<Named<DrlSource>> files() {
        return Stream.concat(DrlFiles.all().stream(), DrlFiles.byConstraint().stream())
                .map(source -> Named.of(source.file(), source));
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileAlertsOnItsOwnEvents(DrlSource source) throws IOException {
        try (Engine engine = new Engine(EngineSettings.DEFAULT)) {
            // Given
            engine.lists().lookIn(List.of(Path.of("src/test/resources/lists")));
            assertEquals(List.of(), engine.load(List.of(source)).broken());

            // When
            List<Alert> alerts = new ArrayList<>();
            for (Event event : EventStreams.of(source)) {
                alerts.addAll(engine.process(List.of(event)));
            }
            alerts.addAll(engine.drain());
            AlertHandoff.write(source, alerts);

            // Then
            assertEquals(SILENT.contains(source.file()), alerts.isEmpty(), source.file());
        }
    }
}
