package io.tripline.engine.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tripline.engine.DrlFiles;
import io.tripline.engine.compile.DrlSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lints are silent about what the generator writes. */
class GeneratedRulesTest {

    /** Their sources ask for what always or never holds, for the one in as many ways as there are, or for fields of another log. */
    private static final List<String> ODD = List.of(
            "nested_conditions",
            "a-condition-that-always-holds",
            "a-field-stands-twice",
            "a-regular-expression-that-looks-ahead-warns",
            "an-exclusion-that-was-left-out");

    static Stream<String> files() {
        return DrlFiles.all().stream().map(DrlSource::file).filter(file -> ODD.stream()
                .noneMatch(file::contains));
    }

    @ParameterizedTest
    @MethodSource("files")
    void aGeneratedRuleIsFine(String file) {
        DrlSource source = DrlFiles.all().stream()
                .filter(drl -> drl.file().equals(file))
                .findFirst()
                .orElseThrow();

        assertEquals("", LintGoldenTest.found(source.text()));
    }
}
