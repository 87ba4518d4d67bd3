package io.tripline.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tripline.alert.Alert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many matches come while a group is silent because of an alert. */
class SilencedTest {

    private final Engine engine = new Engine(EngineSettings.DEFAULT.tellingChanges());
    private final Map<String, Long> silenced = new HashMap<>();
    private final List<Alert> alerts = new ArrayList<>();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void whatComesDuringTheSilenceIsCountedForTheAlert() {
        // Given
        engine.load(List.of(Rules.registrations()));
        for (int i = 0; i < 11; i++) {
            register(i, Duration.ofSeconds(i), "acme");
        }
        assertEquals(1, alerts.size());
        assertEquals(Map.of(), silenced);

        // When: at the moment of the alert, within its hour, at its end; of another tenant; and after it
        register(11, Duration.ofSeconds(10), "acme");
        register(12, Duration.ofMinutes(30), "acme");
        register(13, Duration.ofMinutes(40), "other");
        register(14, Duration.ofMinutes(60).plusSeconds(10), "acme");
        register(15, Duration.ofMinutes(60).plusSeconds(11), "acme");

        // Then
        assertEquals(Map.of(alerts.getFirst().getId(), 3L), silenced);
    }

    @Test
    void aMatchFromBeforeTheAlertIsNotWhatItSilences() {
        // Given
        engine.load(List.of(Rules.registrations()));
        for (int i = 0; i < 11; i++) {
            register(i, Duration.ofMinutes(30).plusSeconds(i), "acme");
        }

        // When
        register(11, Duration.ofMinutes(29), "acme");

        // Then
        assertEquals(Map.of(), silenced);
    }

    @Test
    void afterARestartItIsCountedForTheSameAlert() {
        // Given
        engine.load(List.of(Rules.registrations()));
        for (int i = 0; i < 11; i++) {
            register(i, Duration.ofSeconds(i), "acme");
        }

        // When
        try (Engine after = new Engine(EngineSettings.DEFAULT.tellingChanges())) {
            after.load(List.of(Rules.registrations()));
            after.restore(engine.snapshot(), 0);
            try (Turn turn = after.turn()) {
                alerts.addAll(
                        turn.correlate(turn.match(List.of(Events.registration(12, Duration.ofMinutes(30), "acme")))));
                silenced.putAll(turn.takeSilenced());
            }
        }

        // Then
        assertEquals(1, alerts.size());
        assertEquals(Map.of(alerts.getFirst().getId(), 1L), silenced);
    }

    @Test
    void howLongAGroupIsSilentIsReadFromTheRule() {
        // Given
        engine.load(List.of(Rules.registrations()));

        // When
        LoadedRule rule = engine.rules().stream()
                .filter(each -> each.outline().raises())
                .findFirst()
                .orElseThrow();

        // Then
        assertEquals(Duration.ofHours(1), rule.silence());
        assertEquals(rule, engine.raising(rule.outline().id()));
        assertNull(engine.raising("none"));
    }

    private void register(int number, Duration at, String tenant) {
        try (Turn turn = engine.turn()) {
            alerts.addAll(turn.correlate(turn.match(List.of(Events.registration(number, at, tenant)))));
            turn.takeSilenced().forEach((alert, more) -> silenced.merge(alert, more, Long::sum));
        }
    }
}
