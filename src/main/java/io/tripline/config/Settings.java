package io.tripline.config;

import io.tripline.dialect.ParameterValues;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/**
 * The settings that more than one verb needs. Immutable.
 *
 * @param rules folder of the rules, as configured
 * @param data folder of the store, as configured
 * @param lateness how long events are held to put them in order; zero: not at all
 * @param parameters what the user set for placeholders, general and by rule; without shipped defaults
 * @param disabled ids of the rules that are switched off
 */
public record Settings(String rules, String data, Duration lateness, ParameterValues parameters, Set<String> disabled) {

    public Settings {
        disabled = Set.copyOf(disabled);
    }

    /** @throws BadConfiguration a value is not what its key needs */
    public static Settings of(Config config) {
        RuleKeys keys = RuleKeys.of(config);
        return new Settings(
                text(config, "tripline.rules", "rules-drl"),
                text(config, "tripline.data", "data"),
                Durations.of("tripline.time.lateness", text(config, "tripline.time.lateness", "0s")),
                keys.parameters(),
                keys.disabled());
    }

    /** Of the verbs that boot nothing. */
    public static Settings read() {
        return of(PlainConfig.read());
    }

    /**
     * The user's parameters with the defaults that are shipped beside the rules.
     *
     * @param rulesFolder or a rule in it
     */
    public ParameterValues parametersFor(Path rulesFolder) {
        return parametersFor(rulesFolder, rulesFolder);
    }

    /** The same; the defaults of another folder where there are none. */
    public ParameterValues parametersFor(Path rule, Path rulesFolder) {
        return ShippedParameters.beside(rule, rulesFolder).under(parameters);
    }

    private static String text(Config config, String key, String otherwise) {
        return config.getOptionalValue(key, String.class)
                .filter(value -> !value.isBlank())
                .orElse(otherwise);
    }
}
