package io.tripline.cli;

import io.tripline.config.ParameterOrigins;
import io.tripline.config.RuleParameters;
import io.tripline.config.Settings;
import io.tripline.dialect.Dialects;
import io.tripline.dialect.ParameterValues;
import io.tripline.problem.Problem;
import io.tripline.rule.Parameter;
import io.tripline.translate.FoundRules;
import io.tripline.translate.Translation;
import io.tripline.translate.Translation.TranslatedRule;
import io.tripline.translate.Translator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The placeholders of source rules: what stands for each, who said so, and which rules use it; also what is configured and no
 * rule uses. Sources are translated in memory, those beside which DRL stands as well.
 */
final class ParameterList {

    private final Console console;
    private final Settings settings;

    /** What makes a row of its own, in the order of the table. */
    private record Row(String name, List<String> values, String from) {}

    private record Use(String rule, String name) {}

    ParameterList(Console console, Settings settings) {
        this.console = console;
        this.settings = settings;
    }

    /** @throws IOException a path is not there or cannot be read */
    List<Map<String, @Nullable Object>> of(List<Path> paths) throws IOException {
        RuleParameters parameters = settings.ruleParameters();
        ParameterOrigins origins = ParameterOrigins.read(parameters);
        FoundRules files = FoundRules.find(paths, null);
        Map<String, Map<Row, Set<String>>> byName = new TreeMap<>();
        Set<Use> uses = new HashSet<>();
        Translator translator = new Translator(Dialects.all().parsers(), parameters::of);
        try (Progress progress = new Progress(console, "rule files translated")) {
            for (Translation translation : translator.translate(files.sources(), files.sources(), progress::advance)) {
                complain(translation);
                Path file = Path.of(translation.source().text().file());
                for (TranslatedRule rule : translation.rules()) {
                    for (Parameter used : rule.parameters()) {
                        Row row = new Row(used.name(), used.values(), from(origins, used, rule.id(), file));
                        byName.computeIfAbsent(used.name(), name -> new LinkedHashMap<>())
                                .computeIfAbsent(row, same -> new LinkedHashSet<>())
                                .add(rule.title());
                        uses.add(new Use(rule.id(), used.name()));
                    }
                }
            }
        }
        unused(origins, settings.parameters(), uses, byName);
        List<Map<String, @Nullable Object>> documents = new ArrayList<>();
        byName.values().forEach(rows -> rows.forEach((row, rules) -> documents.add(document(row, rules))));
        return documents;
    }

    private static String from(ParameterOrigins origins, Parameter used, String ruleId, Path file) {
        return switch (used.origin()) {
            case RULE -> "the rule";
            case SHIPPED_DEFAULT -> "default of the program";
            case CONFIGURATION -> origins.configured(used.name(), ruleId, file);
        };
    }

    private void complain(Translation translation) {
        translation.problems().stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .forEach(console::say);
    }

    /** What somebody configured and no rule asks for is most likely misspelt. */
    private static void unused(
            ParameterOrigins origins,
            ParameterValues configured,
            Set<Use> uses,
            Map<String, Map<Row, Set<String>>> byName) {
        origins.configured()
                .forEach((rule, names) -> names.forEach((name, from) -> {
                    boolean used = rule.isEmpty() ? byName.containsKey(name) : uses.contains(new Use(rule, name));
                    if (!used) {
                        List<String> values = (rule.isEmpty()
                                        ? configured.configured()
                                        : configured.byRule().getOrDefault(rule, Map.of()))
                                .getOrDefault(name, List.of());
                        byName.computeIfAbsent(name, missing -> new LinkedHashMap<>())
                                .put(new Row(name, values, from), Set.of());
                    }
                }));
    }

    private static Map<String, @Nullable Object> document(Row row, Set<String> rules) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("parameter", row.name());
        document.put("value", row.values().size() == 1 ? row.values().getFirst() : row.values());
        document.put("type", type(row.values()));
        document.put("from", row.from());
        document.put("rules", List.copyOf(rules));
        return document;
    }

    private static String type(List<String> values) {
        if (values.size() != 1) {
            return "list";
        }
        return values.getFirst().matches("-?\\d{1,18}(\\.\\d{1,18})?") ? "number" : "text";
    }
}
