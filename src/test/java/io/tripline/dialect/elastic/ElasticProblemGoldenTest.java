package io.tripline.dialect.elastic;

import io.tripline.dialect.OtherSources;
import io.tripline.dialect.ParameterValues;
import io.tripline.problem.GoldenProblems;
import io.tripline.problem.SourceText;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the author of a rule reads. */
class ElasticProblemGoldenTest {

    @TestFactory
    Stream<DynamicTest> everyCase() throws IOException {
        return GoldenProblems.tests("elastic", "rule.toml", ElasticProblemGoldenTest::problems);
    }

    private static String problems(String rule) {
        return GoldenProblems.printed(new ElasticParser()
                .parse(new SourceText("rule.toml", rule), ParameterValues.NONE, OtherSources.EMPTY)
                .problems());
    }
}
