package io.tripline.engine.compile;

import io.tripline.problem.Problem;
import java.util.Collection;
import java.util.List;
import org.kie.api.definition.KiePackage;

/**
 * A DRL file, ready for the rule bases.
 *
 * @param matching packages with the match rules; empty if the file has none
 * @param correlating by shard packages with all other rules; these are empty if the file has none
 * @param notes what is worth a look, no errors
 */
public record CompiledFile(
        DrlSource source,
        List<RuleOutline> rules,
        Collection<KiePackage> matching,
        List<Collection<KiePackage>> correlating,
        List<Problem> notes) {

    public CompiledFile {
        rules = List.copyOf(rules);
        matching = List.copyOf(matching);
        correlating = List.copyOf(correlating);
        notes = List.copyOf(notes);
    }
}
