package io.tripline.translate;

import io.tripline.dialect.Dialects;
import io.tripline.dialect.ParameterValues;
import io.tripline.problem.GoldenCases;
import io.tripline.problem.SourceText;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** @param path as if the rules stood in a folder together, each under the name of its case */
    private static Map<String, String> translated(String path, String rule) {
        String ending = path.substring(path.lastIndexOf('.'));
        RuleSource source = new RuleSource(path, new SourceText("rule" + ending, rule));
        Translation translation = new Translator(Dialects.all().parsers(), ParameterValues.NONE)
                .translate(List.of(source))
                .getFirst();
        return Map.of(
                "problem.txt", GoldenCases.printed(translation.problems()),
                "rule.drl", Objects.requireNonNullElse(translation.drl(), ""));
    }
}
