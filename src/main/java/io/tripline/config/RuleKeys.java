package io.tripline.config;

import io.tripline.dialect.ParameterValues;
import io.tripline.translate.ParameterFile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
        Map<String, List<String>> general = new HashMap<>();
        Map<String, Map<String, List<String>>> byRule = new HashMap<>();
        Set<String> disabled = new HashSet<>();
        for (String key : config.getPropertyNames()) {
            if (key.startsWith(PARAMETERS)) {
                put(general, key.substring(PARAMETERS.length()), config, key);
            } else if (key.startsWith(RULES)) {
                ofRule(key, config, byRule, disabled);
            }
        }
        environment(config, general);
        return new RuleKeys(new ParameterValues(byRule, general, Map.of()), disabled);
    }

    private static void ofRule(
            String key, Config config, Map<String, Map<String, List<String>>> byRule, Set<String> disabled) {
        String rest = key.substring(RULES.length());
        int parameters = rest.indexOf(OF_RULE);
        if (parameters > 0) {
            String id = unquoted(rest.substring(0, parameters));
            put(
                    byRule.computeIfAbsent(id, rule -> new HashMap<>()),
                    rest.substring(parameters + OF_RULE.length()),
                    config,
                    key);
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

    private static void environment(Config config, Map<String, List<String>> general) {
        for (String variable : System.getenv().keySet()) {
            if (variable.startsWith(ENVIRONMENT)) {
                String name = variable.substring(ENVIRONMENT.length()).toLowerCase(Locale.ROOT);
                put(general, name, config, PARAMETERS + name);
            }
        }
    }

    private static void put(Map<String, List<String>> into, String name, Config config, String key) {
        List<String> values =
                ParameterFile.values(config.getOptionalValue(key, String.class).orElse(""));
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
