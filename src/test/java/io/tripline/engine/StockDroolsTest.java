package io.tripline.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.engine.compile.DrlSource;
import io.tripline.event.Event;
import java.io.IOException;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.drools.base.base.CoreComponentsBuilder;
import org.drools.compiler.rule.builder.ConstraintBuilder;
import org.drools.core.base.FieldAccessorFactory;
import org.drools.core.reteoo.CoreComponentFactory;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our DRL is portable: stock Drools compiles correlations of every kind and each constraint unchanged and raises the alerts
 * that our engine raised for the same events. Runs in a JVM of its own, with a class path of its own (see the pom): nothing of
 * ours takes part in compiling.
 */
class StockDroolsTest {

    static Stream<Named<DrlSource>> portable() {
        return DrlFiles.condensed().stream()
                .filter(source -> DrlFiles.isPortable(source.text()))
                .map(source -> Named.of(source.file(), source));
    }

    static Stream<Named<DrlSource>> others() {
        return DrlFiles.all().stream()
                .filter(source -> !DrlFiles.isPortable(source.text()))
                .map(source -> Named.of(source.file(), source));
    }

    @Test
    void nothingOfOursTakesPartInCompiling() {
        // When
        List<String> services = Stream.of(
                        CoreComponentsBuilder.class,
                        FieldAccessorFactory.class,
                        CoreComponentFactory.class,
                        ConstraintBuilder.class)
                .flatMap(service -> ServiceLoader.load(service).stream())
                .map(provider -> provider.type().getName())
                .toList();

        // Then
        assertTrue(services.stream().noneMatch(name -> name.startsWith("io.tripline")), services::toString);
        assertThrows(ClassNotFoundException.class, () -> Class.forName("org.drools.mvel.MVELConstraintBuilder"));
    }

    @ParameterizedTest
    @MethodSource("portable")
    void aFileAlertsAsInOurEngine(DrlSource source) throws IOException {
        // Given
        List<String> ours = AlertHandoff.read(source);

        try (StockSession session = new StockSession(source)) {
            // When
            for (Event event : EventStreams.of(source)) {
                session.process(event);
            }
            session.drain();

            // Then
            assertEquals(String.join("\n", ours), String.join("\n", AlertLines.of(session.alerts())));
        }
    }

    /** Known limits of the executable model. When one falls, the list of them can be shorter. */
    @ParameterizedTest
    @MethodSource("others")
    void whatStockDroolsCannotCompileIsKnown(DrlSource source) {
        assertThrows(Throwable.class, () -> StockRuleBase.compile(source));
    }
}
