package io.tripline.dialect.elastic.query;

import io.tripline.problem.Problem.Severity;
import io.tripline.rule.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a query.
 *
 * @param condition null exactly where a finding is an error
 * @param findings in the order of the query
 */
public record Translation(@Nullable Condition condition, List<QueryProblem> findings) {

    public Translation {
        findings = List.copyOf(findings);
        if (findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR)) {
            condition = null;
        }
    }
}
