package io.tripline.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tripline.problem.SourceText;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DialectsTest {

    private static final String SIGMA =
            "title: a\nlogsource: {product: b}\ndetection:\n    s: {c: 1}\n    condition: s\n";
    private static final String ELASTIC =
            "[rule]\nname = \"a\"\ntype = \"query\"\nlanguage = \"kuery\"\nquery = \"b:c\"\n";

    static Stream<RuleParser> parsers() {
        return Dialects.all().parsers().stream();
    }

    @ParameterizedTest
    @CsvSource({
        "a.yml, sigma",
        "a.YAML, sigma",
        "b/a.toml, elastic",
        "a.test.yml,",
        "a.TEST.yml,",
        "a.drl,",
        "yml,",
        "a.yml.txt,"
    })
    void aFileIsKnownByItsEnding(String file, @Nullable String dialect) {
        RuleParser parser = Dialects.all().forFile(file);

        assertEquals(dialect, parser == null ? null : parser.dialect());
    }

    @ParameterizedTest
    @CsvSource({"sigma", "elastic"})
    void aTextWithoutANameIsKnownByWhatItHolds(String dialect) {
        RuleParser parser =
                Dialects.all().choose(new SourceText("<inline>", dialect.equals("sigma") ? SIGMA : ELASTIC));

        assertNotNull(parser);
        assertEquals(dialect, parser.dialect());
    }

    @ParameterizedTest
    @CsvSource({"''", "hello", "'rule \"x\" when then end'"})
    void otherTextsAreOfNoDialect(String text) {
        assertNull(Dialects.all().forText(text));
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void everyDialectAnswersForAnyText(RuleParser parser) {
        for (String text : new String[] {"", "\0", "{", "[", "a: b", SIGMA, ELASTIC, "\uFFFF".repeat(100)}) {
            assertInstanceOf(
                    Parsed.class, parser.parse(new SourceText("x", text), ParameterValues.NONE, OtherSources.EMPTY));
        }
    }
}
