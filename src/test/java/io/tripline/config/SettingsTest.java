package io.tripline.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tripline.rule.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    private static final String ID = "4bf28f3a-716c-11f0-9932-723487b9527c";

    private static Config config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
    }

    @Test
    void nothingSetLeavesTheDefaults() {
        // When
        Settings settings = Settings.of(config(Map.of()));
        // Then
        assertEquals("rules-drl", settings.rules());
        assertEquals("data", settings.data());
        assertEquals(Duration.ZERO, settings.lateness());
        assertEquals(Set.of(), settings.disabled());
    }

    @Test
    void theFileThatComesWithTheProgramSaysTheSameDefaults() {
        // When: the copy inside, system properties and environment of this process
        Settings settings = Settings.read();
        // Then
        assertEquals(Settings.of(config(Map.of())), settings);
    }

    @Test
    void aRulesOwnParameterComesBeforeTheGeneralOneAndThatBeforeTheShippedOne(@TempDir Path folder) throws IOException {
        // Given
        Files.writeString(folder.resolve("parameters.properties"), "a = 1\nb = 1\nc = 1, 2\n");
        Settings settings = Settings.of(config(Map.of(
                "tripline.parameters.a",
                "2",
                "tripline.parameters.b",
                "2",
                "tripline.rules." + ID + ".parameters.a",
                "3")));
        // When
        var parameters = settings.ruleParameters().of(folder.resolve("auth0/rule.yml"));
        // Then
        assertEquals(new Parameter("a", List.of("3"), Parameter.Origin.CONFIGURATION), parameters.find(ID, "a"));
        assertEquals(new Parameter("a", List.of("2"), Parameter.Origin.CONFIGURATION), parameters.find("other", "a"));
        assertEquals(new Parameter("b", List.of("2"), Parameter.Origin.CONFIGURATION), parameters.find(ID, "b"));
        assertEquals(new Parameter("c", List.of("1", "2"), Parameter.Origin.CONFIGURATION), parameters.find(ID, "c"));
        assertNull(parameters.find(ID, "d"));
    }

    @Test
    void whatTheProgramBringsHoldsEverywhereAndTheNearestFileComesBeforeIt(@TempDir Path folder) throws IOException {
        // Given
        Files.createDirectories(folder.resolve("rules/auth0"));
        Files.writeString(folder.resolve("rules/parameters.properties"), "a = 1\nb = 1\nthreshold_for_max_sms = 3\n");
        Files.writeString(folder.resolve("rules/auth0/parameters.properties"), "a = 2\n");
        RuleParameters parameters = Settings.of(config(Map.of())).ruleParameters();
        // When
        var inside = parameters.of(folder.resolve("rules/auth0/rule.yml"));
        var elsewhere = parameters.of(folder.resolve("elsewhere/rule.yml"));
        // Then
        assertEquals(new Parameter("a", List.of("2"), Parameter.Origin.CONFIGURATION), inside.find(ID, "a"));
        assertEquals(new Parameter("b", List.of("1"), Parameter.Origin.CONFIGURATION), inside.find(ID, "b"));
        assertEquals(List.of("3"), inside.find(ID, "threshold_for_max_sms").values());
        assertNull(elsewhere.find(ID, "a"));
        assertEquals(
                new Parameter("threshold_for_max_sms", List.of("10"), Parameter.Origin.SHIPPED_DEFAULT),
                elsewhere.find(ID, "threshold_for_max_sms"));
    }

    @Test
    void whatATestSaysOfAParameterComesBeforeEverything() {
        // Given
        RuleParameters parameters = Settings.of(config(Map.of(
                        "tripline.parameters.a",
                        "1",
                        "tripline.rules." + ID + ".parameters.a",
                        "2",
                        "tripline.parameters.b",
                        "1")))
                .ruleParameters();
        // When
        var ofTest = parameters.under(Map.of("a", List.of("7"))).of(Path.of("x.test.yml"));
        // Then
        assertEquals(new Parameter("a", List.of("7"), Parameter.Origin.CONFIGURATION), ofTest.find(ID, "a"));
        assertEquals(new Parameter("b", List.of("1"), Parameter.Origin.CONFIGURATION), ofTest.find(ID, "b"));
    }

    @Test
    void valuesAreSeparatedByCommasAndAnIdWithDotsStandsInQuotes() {
        // When
        Settings settings = Settings.of(config(Map.of(
                "tripline.parameters.scopes",
                "read, write , \\,",
                "tripline.rules.\"rules.my.rule.Title\".parameters.n",
                "7",
                "tripline.rules.\"rules.my.rule.Title\".enabled",
                "false",
                "tripline.rules." + ID + ".enabled",
                "true")));
        // Then
        assertEquals(
                List.of("read", "write", ","),
                settings.parameters().configured().get("scopes"));
        assertEquals(Map.of("n", List.of("7")), settings.parameters().byRule().get("rules.my.rule.Title"));
        assertEquals(Set.of("rules.my.rule.Title"), settings.disabled());
    }

    @Test
    void whatAKeyCannotBeIsSaidWithTheKeyAndTheValue() {
        // When
        var lateness = assertThrows(
                BadConfiguration.class, () -> Settings.of(config(Map.of("tripline.time.lateness", "soon"))));
        var enabled = assertThrows(
                BadConfiguration.class,
                () -> Settings.of(config(Map.of("tripline.rules." + ID + ".enabled", "perhaps"))));
        // Then
        assertTrue(String.valueOf(lateness.getMessage()).startsWith("tripline.time.lateness = soon is no duration"));
        assertTrue(String.valueOf(enabled.getMessage()).contains("perhaps is neither true nor false"));
    }

    @Test
    void aUsersFormatsStandBeforeThoseThatAreBuiltIn(@TempDir Path folder) throws IOException {
        // Given
        Files.writeString(folder.resolve("formats.yml"), """
                formats:
                  - format: badge-reader
                    when:
                      - [badge, door]
                    product: badges
                """);
        Settings settings = Settings.of(config(Map.of("tripline.formats", "formats.yml")));
        // When
        List<String> names = settings.eventFormats(folder).names();
        // Then
        assertEquals("badge-reader", names.getFirst());
        assertTrue(names.contains("auth0"));
    }

    @Test
    void aBrokenFormatsFileIsNamedWithItsPlace(@TempDir Path folder) throws IOException {
        // Given
        Files.writeString(folder.resolve("formats.yml"), "formats:\n  - formt: x\n");
        // When
        var missing =
                assertThrows(BadConfiguration.class, () -> Settings.of(config(Map.of("tripline.formats", "other.yml")))
                        .eventFormats(folder));
        var broken = assertThrows(
                BadConfiguration.class, () -> Settings.of(config(Map.of("tripline.formats", "formats.yml")))
                        .eventFormats(folder));
        var unrecognised = assertThrows(
                BadConfiguration.class, () -> Settings.of(config(Map.of("tripline.formats.unrecognised", "some"))));
        // Then
        assertTrue(
                String.valueOf(missing.getMessage()).startsWith("tripline.formats = other.yml: "),
                missing.getMessage());
        assertTrue(String.valueOf(broken.getMessage()).contains("formats.yml:2:"), broken.getMessage());
        assertEquals("tripline.formats.unrecognised = some is none of fields, any and none", unrecognised.getMessage());
    }
}
