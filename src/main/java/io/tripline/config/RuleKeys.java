package io.tripline.config;

import io.tripline.dialect.ParameterValues;
import io.tripline.translate.ParameterFile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.eclipse.microprofile.config.Config;

/**
 * The keys whose names hold names of the user: {@code tripline.parameters.<name>},
 * {@code tripline.rules.<id>.parameters.<name>}, {@code tripline.rules.<id>.enabled}. An id with dots stands in quotes.
 */
record RuleKeys(ParameterValues parameters, Set<String> disabled) {

    private static final String PARAMETERS = "tripline.parameters.";
    private static final String RULES = "tripline.rules.";
    private static final String OF_RULE = ".parameters.";
    private static final String ENABLED = ".enabled";

    /** An environment variable has no case and no dots, so it names parameters in snake case only. */
    private static final String ENVIRONMENT = "TRIPLINE_PARAMETERS_";

    static RuleKeys of(Config config) {
        return of(config, RuleKeys::values);
    }

    /** The same keys, and in place of each value a few words that say where it was set. */
    static ParameterValues origins(Config config) {
        return of(config, RuleKeys::origin).parameters();
    }

    private static RuleKeys of(Config config, BiFunction<Config, String, List<String>> read) {
        Map<String, List<String>> general = new HashMap<>();
        Map<String, Map<String, List<String>>> byRule = new HashMap<>();
        Set<String> disabled = new HashSet<>();
        for (String key : config.getPropertyNames()) {
            if (key.startsWith(PARAMETERS)) {
                put(general, key.substring(PARAMETERS.length()), read.apply(config, key));
            } else if (key.startsWith(RULES)) {
                ofRule(key, config, read, byRule, disabled);
            }
        }
        environment(config, read, general);
        return new RuleKeys(new ParameterValues(byRule, general, Map.of()), disabled);
    }

    private static void ofRule(
            String key,
            Config config,
            BiFunction<Config, String, List<String>> read,
            Map<String, Map<String, List<String>>> byRule,
            Set<String> disabled) {
        String rest = key.substring(RULES.length());
        int parameters = rest.indexOf(OF_RULE);
        if (parameters > 0) {
            String id = unquoted(rest.substring(0, parameters));
            put(
                    byRule.computeIfAbsent(id, rule -> new HashMap<>()),
                    rest.substring(parameters + OF_RULE.length()),
                    read.apply(config, key));
        } else if (rest.endsWith(ENABLED)
                && rest.length() > ENABLED.length()
                && !enabled(key, config.getOptionalValue(key, String.class).orElse("true"))) {
            disabled.add(unquoted(rest.substring(0, rest.length() - ENABLED.length())));
        }
    }

    private static boolean enabled(String key, String value) {
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new BadConfiguration(key + " = " + value + " is neither true nor false");
        };
    }

    private static void environment(
            Config config, BiFunction<Config, String, List<String>> read, Map<String, List<String>> general) {
        for (String variable : System.getenv().keySet()) {
            if (variable.startsWith(ENVIRONMENT)) {
                String name = variable.substring(ENVIRONMENT.length()).toLowerCase(Locale.ROOT);
                if (name.indexOf('_') >= 0) {
                    general.remove(name.replace('_', '.')); // the library's guess at what the variable means
                }
                put(general, name, read.apply(config, PARAMETERS + name));
            }
        }
    }

    private static List<String> values(Config config, String key) {
        return ParameterFile.values(config.getOptionalValue(key, String.class).orElse(""));
    }

    private static List<String> origin(Config config, String key) {
        if (values(config, key).isEmpty()) {
            return List.of();
        }
        String source = String.valueOf(config.getConfigValue(key).getSourceName());
        String words = source.startsWith("EnvConfigSource")
                ? "environment"
                : source.startsWith("SysPropConfigSource") ? "system property" : "application.properties";
        return List.of(words);
    }

    private static void put(Map<String, List<String>> into, String name, List<String> values) {
        if (!values.isEmpty()) {
            into.put(unquoted(name), values);
        }
    }

    private static String unquoted(String name) {
        return name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")
                ? name.substring(1, name.length() - 1)
                : name;
    }
}
