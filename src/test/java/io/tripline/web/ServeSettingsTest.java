package io.tripline.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tripline.config.BadConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServeSettingsTest {

    @Test
    void theDefaultsAreThoseOfTheManual() {
        // When
        ServeSettings settings = ServeSettings.of(config(Map.of()));

        // Then
        assertEquals("127.0.0.1", settings.host());
        assertEquals(8080, settings.port());
        assertEquals(Duration.ofMinutes(5), settings.maxFuture());
        assertEquals(Duration.ZERO, settings.common().lateness());
        assertEquals(10_000, settings.store().keep().alerts());
        assertEquals("rules-drl", settings.rules().toString());
        assertEquals(100, settings.senders().seen());
        assertFalse(settings.strict());
    }

    @Test
    void eventsThatCameInNeedNotBeHeld() {
        assertEquals(
                0,
                ServeSettings.of(config(Map.of("tripline.page.seen", "0")))
                        .senders()
                        .seen());
        BadConfiguration bad = assertThrows(
                BadConfiguration.class, () -> ServeSettings.of(config(Map.of("tripline.page.seen", "1001"))));
        assertTrue(String.valueOf(bad.getMessage()).contains("from 0 to 1000"), bad.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0.0.0.0", "::", "192.168.1.7", "example.org", "*", "", "127.0.0.1.example.org", "0x7f.1.evil"})
    void anAddressThatOthersReachNeedsATokenAndTheMessageSaysWhy(String host) {
        // Given
        Map<String, String> given =
                host.isEmpty() ? Map.of("quarkus.http.host", "0") : Map.of("quarkus.http.host", host);

        // When
        BadConfiguration bad = assertThrows(BadConfiguration.class, () -> ServeSettings.of(config(given)));

        // Then
        assertTrue(String.valueOf(bad.getMessage()).contains("tripline.token"), bad.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "LOCALHOST", "::1", "[::1]", "127.9.9.9"})
    void thisMachineAloneNeedsNone(String host) {
        // When
        ServeSettings settings = ServeSettings.of(config(Map.of("quarkus.http.host", host)));

        // Then
        assertEquals(host, settings.host());
    }

    @Test
    void withATokenAnyAddressWillDo() {
        // When
        ServeSettings settings =
                ServeSettings.of(config(Map.of("quarkus.http.host", "0.0.0.0", "tripline.token", "0123456789abcdef")));

        // Then
        assertEquals("0123456789abcdef", settings.token());
    }

    @ParameterizedTest
    @CsvSource({
        "tripline.token, short",
        "tripline.token, 0123456789abcdef-ü",
        "tripline.time.max-future, soon",
        "tripline.time.max-future, -5m",
        "tripline.time.lateness, 5 minutes",
        "tripline.alerts.keep, many",
        "tripline.alerts.keep, 0",
        "tripline.ingest.requests, 0",
        "tripline.strict, perhaps",
        "quarkus.http.port, 99999",
        "tripline.rules.abc.enabled, maybe"
    })
    void aValueThatCannotBeUsedIsRefusedByTheNameOfItsKey(String key, String value) {
        // When
        BadConfiguration bad = assertThrows(BadConfiguration.class, () -> ServeSettings.of(config(Map.of(key, value))));

        // Then
        assertTrue(String.valueOf(bad.getMessage()).contains(key), bad.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "tripline.time.lateness, ",
        "tripline.tokn, tripline.token",
        "tripline.alert.keep, tripline.alerts.keep",
        "tripline.time.maxfuture, tripline.time.max-future",
        "tripline.parameter.x, tripline.parameters.x",
        "tripline.rules.abc.enabeld, tripline.rules.abc.enabled"
    })
    void aMisspeltKeyIsToldWithTheOneThatWasMeant(String key, String meant) {
        // When
        List<String> warnings = UnknownKeys.warnings(config(Map.of(key, "1")));

        // Then
        assertEquals(
                meant == null ? List.of() : List.of("unknown key " + key + ": did you mean " + meant + "?"), warnings);
    }

    @Test
    void whatResemblesNothingIsUnknownWithoutAGuess() {
        // When
        List<String> warnings = UnknownKeys.warnings(config(Map.of("tripline.something.else.entirely", "1")));

        // Then
        assertEquals(List.of("unknown key tripline.something.else.entirely"), warnings);
    }

    private static Config config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
    }
}
