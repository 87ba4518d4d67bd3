package io.tripline.drl;

import io.tripline.drl.Action.FindingSpec;
import io.tripline.drl.Conditional.Not;
import io.tripline.drl.Conditional.Part;
import io.tripline.drl.Conditional.StreamPattern;
import io.tripline.rule.Pattern.NewTerms;
import java.util.List;

/** The rules that look at the stream of a new-terms pattern: one that finds what is new, one that remembers it. */
final class NewTermsRules {

    private NewTermsRules() {}

    static List<DrlRule> of(NewTerms newTerms, String stream, Outlet outlet, Names ruleNames) {
        if (newTerms.fields().isEmpty()) {
            throw new Untranslatable("new terms of no field");
        }
        String seen = stream + "/seen";
        String terms = Wording.paths(newTerms.fields());
        String history = DrlDuration.of(newTerms.historyWindow());
        DrlRule finds = new DrlRule(
                List.of(DrlName.comment("New: " + terms + " not seen in the " + history + " before.")),
                outlet.ruleName(),
                outlet.annotations(),
                List.of(
                        new StreamPattern("$match", "Match", List.of(new Part.Property("$terms", "key")), null, stream),
                        new Not(new StreamPattern(
                                null,
                                "Match",
                                List.of(new Part.Same("key", "$terms")),
                                newTerms.historyWindow(),
                                seen))),
                outlet.found(null, new FindingSpec("$terms", "$match", List.of())));
        DrlRule remembers = new DrlRule(
                List.of(DrlName.comment("From now on it is known: the newest match of each " + terms + " is kept.")),
                ruleNames.rule(outlet.ruleName() + ": remember"),
                List.of(),
                List.of(new StreamPattern("$match", "Match", List.of(), null, stream)),
                new Action.Remember(seen, "$match"));
        return List.of(finds, remembers);
    }
}
