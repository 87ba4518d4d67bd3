package io.tripline.web.sinks;

import io.tripline.config.BadConfiguration;
import io.tripline.config.Durations;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** The keys of one sink. */
final class SinkKeys {

    static final String PREFIX = "tripline.sinks.";

    private final Config config;
    private final String sink;

    SinkKeys(Config config, String sink) {
        this.config = config;
        this.sink = sink;
    }

    String sink() {
        return sink;
    }

    /** The key as a person writes it. */
    String key(String name) {
        return PREFIX + sink + "." + name;
    }

    @Nullable
    String text(String name) {
        return config.getOptionalValue(key(name), String.class)
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .orElse(null);
    }

    /** @param wayOut what to set, with an example */
    String needed(String name, String wayOut) {
        String text = text(name);
        if (text == null) {
            throw new BadConfiguration(key(name) + " is missing: " + wayOut);
        }
        return text;
    }

    /** What stands between commas. */
    Set<String> list(String name) {
        String text = text(name);
        Set<String> parts = new LinkedHashSet<>();
        if (text != null) {
            Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .forEach(parts::add);
        }
        return parts;
    }

    /** What is set under keys that begin so, by the rest of their names. */
    Map<String, String> family(String beginning) {
        String prefix = key(beginning);
        Map<String, String> values = new TreeMap<>();
        for (String key : config.getPropertyNames()) {
            String name = key.startsWith(prefix) ? key.substring(prefix.length()) : "";
            String value = name.isEmpty() ? null : text(beginning + name);
            if (value != null) {
                values.put(name, value);
            }
        }
        return values;
    }

    /** One of some words. */
    String word(String name, List<String> words) {
        String text = text(name);
        if (text != null && !words.contains(text)) {
            throw new BadConfiguration(key(name) + " = " + text + " is none of " + String.join(", ", words));
        }
        return text == null ? words.getFirst() : text;
    }

    /** @param least shorter ones are refused */
    Duration duration(String name, String otherwise, Duration least) {
        String text = text(name) == null ? otherwise : text(name);
        Duration duration = text == null ? null : Durations.parse(text);
        if (duration == null || duration.compareTo(least) < 0 || duration.compareTo(Duration.ofDays(1)) > 0) {
            throw new BadConfiguration(
                    key(name) + " = " + text + " is no duration from " + Durations.text(least) + " to 1d, such as 10s");
        }
        return duration;
    }

    int number(String name, int otherwise, int most) {
        return number(name, otherwise, 1, most);
    }

    int number(String name, int otherwise, int least, int most) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        if (text.matches("[0-9]{1,9}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        throw new BadConfiguration(key(name) + " = " + text + " is no whole number from " + least + " to " + most);
    }

    boolean truth(String name, boolean otherwise) {
        String text = text(name);
        return switch (text == null ? Boolean.toString(otherwise) : text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new BadConfiguration(key(name) + " = " + text + " is neither true nor false");
        };
    }
}
