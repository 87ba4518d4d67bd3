package io.tripline.dialect.sigma;

import io.tripline.dialect.OtherSources;
import io.tripline.dialect.ParameterValues;
import io.tripline.dialect.Parsed;
import io.tripline.problem.GoldenProblems;
import io.tripline.problem.SourceText;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What an author reads. */
class SigmaProblemGoldenTest {

    @TestFactory
    Stream<DynamicTest> everyProblemReadsAsExpected() throws IOException {
        return GoldenProblems.tests("sigma", "rule.yml", SigmaProblemGoldenTest::verdict);
    }

    private static String verdict(String rule) {
        Parsed parsed =
                new SigmaParser().parse(new SourceText("rule.yml", rule), ParameterValues.NONE, OtherSources.EMPTY);
        String verdict = parsed instanceof Parsed.Accepted ? "accepted\n" : "refused\n";
        return verdict + GoldenProblems.printed(parsed.problems());
    }
}
