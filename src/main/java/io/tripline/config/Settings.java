package io.tripline.config;

import io.tripline.dialect.ParameterValues;
import io.tripline.ingest.EventFormats;
import io.tripline.ingest.EventFormats.Unrecognised;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * The settings that more than one verb needs. Immutable.
 *
 * @param rules folder of the rules, as configured
 * @param data folder of the store, as configured
 * @param postgres where the store is instead; null: in that folder
 * @param lateness how long events are held to put them in order; zero: not at all
 * @param formats file of event formats beside the built-in ones, as configured; empty: none
 * @param unrecognised which rules look at an event of no format
 * @param parameters what the configuration says of placeholders, general and by rule; see {@link RuleParameters}
 * @param disabled ids of the rules that are switched off
 * @param lists what a rule may ask of a list
 */
public record Settings(
        String rules,
        String data,
        @Nullable PostgresAddress postgres,
        Duration lateness,
        Duration late,
        String formats,
        Unrecognised unrecognised,
        ParameterValues parameters,
        Set<String> disabled,
        ListLimits lists) {

    private static final String STORE_URL = "tripline.store.url";
    private static final String FORMATS = "tripline.formats";
    private static final String UNRECOGNISED = "tripline.formats.unrecognised";

    public Settings {
        disabled = Set.copyOf(disabled);
    }

    /** @throws BadConfiguration a value is not what its key needs */
    public static Settings of(Config config) {
        RuleKeys keys = RuleKeys.of(config);
        return new Settings(
                text(config, "tripline.rules", "rules-drl"),
                text(config, "tripline.data", "data"),
                postgres(config),
                Durations.of("tripline.time.lateness", text(config, "tripline.time.lateness", "0s")),
                Durations.of("tripline.time.late", text(config, "tripline.time.late", "1h")),
                text(config, FORMATS, ""),
                unrecognised(config),
                keys.parameters(),
                keys.disabled(),
                new ListLimits(
                        count(config, "tripline.lists.entries", ListLimits.DEFAULT.entries()),
                        count(config, "tripline.lists.bytes", ListLimits.DEFAULT.bytes())));
    }

    /** Of the verbs that boot nothing. */
    public static Settings read() {
        return of(PlainConfig.read());
    }

    /** The values of placeholders by rule file, as the files beside the rules say now. */
    public RuleParameters ruleParameters() {
        return new RuleParameters(parameters);
    }

    /**
     * The formats by which events are recognised: the built-in ones and those of the user's file.
     *
     * @param here what a relative path of the file is relative to first
     * @throws BadConfiguration the file cannot be read, or is not of the form of the built-in table
     */
    public EventFormats eventFormats(Path here) {
        EventFormats known = formats.isEmpty() ? EventFormats.builtIn() : ownFormats(here);
        return known.showingUnrecognisedTo(unrecognised);
    }

    private EventFormats ownFormats(Path here) {
        Path file = ProgramFolder.resolve(here, formats);
        try {
            return EventFormats.with(file.toString(), Files.readString(file));
        } catch (IllegalArgumentException bad) {
            throw new BadConfiguration(FORMATS + ": " + bad.getMessage());
        } catch (IOException unreadable) {
            throw new BadConfiguration(FORMATS + " = " + formats + ": " + file.toAbsolutePath() + " cannot be read ("
                    + unreadable.getClass().getSimpleName() + ")");
        }
    }

    private static @Nullable PostgresAddress postgres(Config config) {
        String url = text(config, STORE_URL, "");
        try {
            return url.isEmpty()
                    ? null
                    : new PostgresAddress(
                            url,
                            text(config, "tripline.store.user", ""),
                            text(config, "tripline.store.password", ""),
                            text(config, "tripline.store.schema", "tripline"));
        } catch (IllegalArgumentException bad) {
            throw new BadConfiguration(STORE_URL + ": " + bad.getMessage());
        }
    }

    private static Unrecognised unrecognised(Config config) {
        String value = text(config, UNRECOGNISED, "fields");
        return switch (value) {
            case "any" -> Unrecognised.ANY;
            case "fields" -> Unrecognised.FIELDS;
            case "none" -> Unrecognised.NONE;
            default -> throw new BadConfiguration(UNRECOGNISED + " = " + value + " is none of fields, any and none");
        };
    }

    private static long count(Config config, String key, long otherwise) {
        String value = text(config, key, Long.toString(otherwise)).strip();
        if (!value.matches("[1-9][0-9]{0,17}")) {
            throw new BadConfiguration(key + " = " + value + " is no whole number of 1 or more");
        }
        return Long.parseLong(value);
    }

    private static String text(Config config, String key, String otherwise) {
        return config.getOptionalValue(key, String.class)
                .filter(value -> !value.isBlank())
                .orElse(otherwise);
    }
}
