package io.tripline.ruletest;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The cases that do not hold yet, each with its reason. A case of the list must fail: one that holds has to leave the list, so
 * that nothing hides behind it.
 *
 * @param reasons folder of a case, relative to the cases, to what it waits for
 */
record KnownFailures(Map<String, String> reasons) {

    KnownFailures {
        reasons = Map.copyOf(reasons);
    }

    /** @param list lines {@code folder: reason}; empty ones and those with # in front are left out */
    static KnownFailures read(Path list) throws IOException {
        Map<String, String> reasons = new HashMap<>();
        for (String line : Files.readAllLines(list)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                int colon = line.indexOf(": ");
                assertTrue(colon > 0, () -> list + " has a line without a reason: " + line);
                reasons.put(line.substring(0, colon), line.substring(colon + 2));
            }
        }
        return new KnownFailures(reasons);
    }

    boolean has(String folder) {
        return reasons.containsKey(folder);
    }

    void mustFail(String folder, List<RuleTestResult> results) {
        if (results.stream().allMatch(result -> result.status() == RuleTestResult.Status.PASSED)) {
            fail(folder + " holds now: take it off the list of known failures");
        }
    }
}
