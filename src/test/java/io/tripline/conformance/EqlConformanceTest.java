package io.tripline.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tripline.conformance.SuiteRunner.SuiteResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** EQL from the text of a query to alerts, with the events and verdicts of Elasticsearch's suite and of the older engine's. */
class EqlConformanceTest {

    @Test
    void allThatAStreamCanAnswerIsAsInElasticsearch() throws IOException {
        assertAllPass("elasticsearch-eql.jsonl", 101);
    }

    @Test
    void whatTheOlderEngineSaysInTodaysDialectIsOurs() throws IOException {
        assertAllPass("endgame-eql.jsonl", 122);
    }

    private static void assertAllPass(String suite, int cases) throws IOException {
        String set =
                System.getProperty("TRIPLINE_SHARED", System.getenv().getOrDefault("TRIPLINE_SHARED", "../shared"));
        Path file = Path.of(set).resolve("suites").resolve(suite);
        assumeTrue(Files.exists(file), "no suite at " + file.toAbsolutePath());
        SuiteResult result = SuiteRunner.run(file, SkippedCases.load());
        assertEquals(List.of(), result.failed());
        assertEquals(cases, result.passed() + result.skipped().size());
    }
}
