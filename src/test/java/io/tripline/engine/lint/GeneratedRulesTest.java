package io.tripline.engine.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tripline.engine.DrlFiles;
import io.tripline.engine.compile.DrlSource;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lints are silent about what the generator writes. */
class GeneratedRulesTest {

    /** Asks for nothing in as many ways as there are. */
    private static final String ODD = "nested_conditions";

    static Stream<String> files() {
        return DrlFiles.all().stream().map(DrlSource::file).filter(file -> !file.contains(ODD));
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
