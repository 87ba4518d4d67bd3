package io.tripline.config;

import io.tripline.dialect.ParameterValues;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells a person where the value of a placeholder was said. */
public final class ParameterOrigins {

    private final ParameterValues origins;
    private final RuleParameters parameters;

    private ParameterOrigins(ParameterValues origins, RuleParameters parameters) {
        this.origins = origins;
        this.parameters = parameters;
    }

    /** Of the verbs that boot nothing. */
    public static ParameterOrigins read(RuleParameters parameters) {
        return new ParameterOrigins(RuleKeys.origins(PlainConfig.read()), parameters);
    }

    /** Every place in the configuration that sets a parameter: rule id, empty for all rules, to name, to the words. */
    public Map<String, Map<String, String>> configured() {
        Map<String, Map<String, String>> configured = new TreeMap<>();
        Map<String, Map<String, List<String>>> all = new TreeMap<>(origins.byRule());
        all.put("", origins.configured());
        all.forEach((rule, names) -> {
            Map<String, String> words = new TreeMap<>();
            names.forEach(
                    (name, where) -> words.put(name, where.getFirst() + (rule.isEmpty() ? "" : ", for rule " + rule)));
            configured.put(rule, words);
        });
        return configured;
    }

    /**
     * Of a value that the user set: {@code environment}, {@code application.properties}, the path of a file beside the rules …
     *
     * @throws BadConfiguration a file beside the rules cannot be read
     */
    public String configured(String name, String ruleId, Path ruleFile) {
        List<String> own = origins.byRule().getOrDefault(ruleId, Map.of()).get(name);
        if (own != null) {
            return own.getFirst() + ", for this rule";
        }
        List<String> general = origins.configured().get(name);
        if (general != null) {
            return general.getFirst();
        }
        Path file = parameters.fileOf(name, ruleFile);
        return file == null ? "configuration" : file.toString();
    }
}
