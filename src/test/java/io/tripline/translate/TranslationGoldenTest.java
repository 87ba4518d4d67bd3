package io.tripline.translate;

import io.tripline.dialect.Dialects;
import io.tripline.dialect.ParameterValues;
import io.tripline.problem.GoldenCases;
import io.tripline.problem.SourceText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a source rule becomes, {@code rule.drl}, and what its author reads: one folder for each construct and each problem. */
class TranslationGoldenTest {

    @TestFactory
    Stream<DynamicTest> everySigmaRule() throws IOException {
        return GoldenCases.tests("sigma", "rule.yml", (name, rule) -> translated("sigma/" + name + ".yml", rule));
    }

    @TestFactory
    Stream<DynamicTest> everyElasticRule() throws IOException {
        return GoldenCases.tests("elastic", "rule.toml", (name, rule) -> translated("elastic/" + name + ".toml", rule));
    }

    /** Of several rules the second becomes {@code rule-2.drl}, and so on. */
    @TestFactory
    Stream<DynamicTest> everyExportOfKibana() throws IOException {
        return GoldenCases.tests(
                "elastic", "rule.ndjson", (name, rule) -> translated("elastic/" + name + ".ndjson", rule));
    }

    /** @param path as if the rules stood in a folder together, each under the name of its case */
    private static Map<String, String> translated(String path, String rule) {
        String ending = path.substring(path.lastIndexOf('.'));
        List<RuleSource> sources = FoundRules.parts(new RuleSource(path, new SourceText("rule" + ending, rule)));
        List<RuleSource> library = new ArrayList<>(sources);
        String name = path.substring(path.indexOf('/') + 1, path.lastIndexOf('.'));
        String exceptions = GoldenCases.beside("elastic", name, "exceptions.ndjson");
        if (exceptions != null) {
            library.addAll(FoundRules.parts(
                    new RuleSource("elastic/exceptions.ndjson", new SourceText("exceptions.ndjson", exceptions))));
        }
        Map<String, String> outcome = new HashMap<>(Map.of("problem.txt", "", "rule.drl", ""));
        int written = 0;
        for (Translation translation :
                new Translator(Dialects.all().parsers(), ParameterValues.NONE).translate(sources, library)) {
            outcome.merge("problem.txt", GoldenCases.printed(translation.problems()), String::concat);
            if (translation.drl() != null) {
                outcome.put(++written == 1 ? "rule.drl" : "rule-" + written + ".drl", translation.drl());
            }
        }
        return outcome;
    }
}
