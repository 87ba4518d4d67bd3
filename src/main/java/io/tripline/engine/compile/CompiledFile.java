package io.tripline.engine.compile;

import io.tripline.engine.guard.RuleGuard;
import io.tripline.problem.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.kie.api.definition.KiePackage;

/**
 * A DRL file, ready for the rule bases.
 *
 * @param matching the match rules
 * @param correlating packages with all other rules; empty if the file has none
 * @param guards what came of each rule, by its name
 * @param notes what is worth a look, no errors
 */
public record CompiledFile(
        DrlSource source,
        List<RuleOutline> rules,
        MatchRules matching,
        Collection<KiePackage> correlating,
        Map<String, RuleGuard> guards,
        List<Problem> notes) {

    public CompiledFile {
        rules = List.copyOf(rules);
        correlating = List.copyOf(correlating);
        guards = Map.copyOf(guards);
        notes = List.copyOf(notes);
    }

    /** The guard of one of its rules. */
    public RuleGuard guard(RuleOutline rule) {
        return java.util.Objects.requireNonNull(guards.get(rule.name()));
    }

    /** Whether any of its rules looks at streams or at time. */
    public boolean correlates() {
        return !correlating.isEmpty();
    }
}
