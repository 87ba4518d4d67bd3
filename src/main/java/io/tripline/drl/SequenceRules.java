package io.tripline.drl;

import io.tripline.drl.Action.FindingSpec;
import io.tripline.drl.Action.Role;
import io.tripline.drl.Conditional.Argument;
import io.tripline.drl.Conditional.Function;
import io.tripline.drl.Conditional.GroupBy;
import io.tripline.drl.Conditional.Not;
import io.tripline.drl.Conditional.Part;
import io.tripline.drl.Conditional.StreamPattern;
import io.tripline.event.Stage;
import io.tripline.rule.Detection;
import io.tripline.rule.Pattern.Sequence;
import io.tripline.rule.Pattern.Sequence.Term;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of a sequence: one for each term, that writes its step; and one that finds complete sequences in the window. After
 * a single event the absence of another is waited for, and needs no function.
 */
final class SequenceRules {

    private SequenceRules() {}

    /**
     * A match rule.
     *
     * @param label what its events are to the sequence
     * @param term its place among the fields of a group
     */
    record Written(String label, Detection detection, int term, Role role, String stream) {}

    static void check(Sequence sequence) {
        List<Term> terms = sequence.terms();
        if (sequence.steps() > Stage.MOST_STEPS) {
            throw new Untranslatable("an order of more than " + Stage.MOST_STEPS + " steps");
        }
        if (sequence.steps() == 0) {
            throw new Untranslatable("a sequence of nothing but missing events");
        }
        if (sequence.endsMissing() && !isAbsence(sequence)) {
            throw new Untranslatable("a sequence of several events with missing ones behind the last");
        }
        if (terms.stream().anyMatch(term -> term.runs() < 1 || term.missing() && term.runs() > 1)) {
            throw new Untranslatable("a term of a sequence comes at least once, and a missing one not at all");
        }
    }

    /** Whether the rule is one event after which another does not come. */
    private static boolean isAbsence(Sequence sequence) {
        return sequence.endsMissing()
                && !sequence.terms().getFirst().missing()
                && sequence.steps() == 1
                && sequence.until() == null;
    }

    /** What writes to the stream. */
    static List<Written> written(Sequence sequence, String stream) {
        boolean isAbsence = isAbsence(sequence);
        int steps = sequence.steps();
        List<Written> written = new ArrayList<>();
        int step = 0;
        for (int i = 0; i < sequence.terms().size(); i++) {
            Term term = sequence.terms().get(i);
            Detection detection = term.detection();
            if (term.missing()) {
                String label = step == 0 ? "Missing before step 1" : "Missing after step " + step;
                written.add(
                        isAbsence
                                ? new Written(label, detection, i, new Role.Plain(), stream + "/absent")
                                : new Written(label, detection, i, new Role.InOrder(Stage.absent(step)), stream));
                continue;
            }
            int from = step + 1;
            step += term.runs();
            Role role = isAbsence ? new Role.Plain() : new Role.InOrder(Stage.steps(from, step, step == steps));
            String label = from == step ? "Step " + step : "Steps " + from + " to " + step;
            written.add(new Written(label, detection, i, role, stream));
        }
        Detection until = sequence.until();
        if (until != null) {
            written.add(new Written("Until", until, sequence.terms().size(), new Role.InOrder(Stage.UNTIL), stream));
        }
        return written;
    }

    static DrlRule of(Sequence sequence, String stream, Outlet outlet) {
        return isAbsence(sequence) ? absence(sequence, stream, outlet) : inOrder(sequence, stream, outlet);
    }

    private static DrlRule inOrder(Sequence sequence, String stream, Outlet outlet) {
        Duration span = sequence.maxSpan();
        int steps = sequence.steps();
        String all = steps == 1 ? "Step 1" : steps == 2 ? "Both steps in order" : "All " + steps + " steps in order";
        return new DrlRule(
                List.of(DrlName.comment(all + ", per " + Wording.groups(sequence.groupBy()) + ", within "
                        + DrlDuration.of(span) + ".")),
                outlet.ruleName(),
                outlet.annotations(),
                List.of(new GroupBy(
                        CorrelationRules.matches(List.of(), span, stream),
                        "$group",
                        "$key",
                        List.of(new Function("$sequence", "sequence", List.of(new Argument.Variable("$match")))),
                        List.of())),
                outlet.found(null, new FindingSpec("$group", "$sequence", List.of())));
    }

    private static DrlRule absence(Sequence sequence, String stream, Outlet outlet) {
        Duration span = sequence.maxSpan();
        StreamPattern later = new StreamPattern(
                null,
                "Match",
                List.of(new Part.Same("key", "$key"), new Part.After(span, "$match")),
                span,
                stream + "/absent");
        return new DrlRule(
                List.of(DrlName.comment("Step 1, then for " + DrlDuration.of(span)
                        + " nothing that must be missing, per " + Wording.groups(sequence.groupBy()) + ".")),
                outlet.ruleName(),
                outlet.annotations(),
                List.of(CorrelationRules.matches(List.of(), null, stream), new Not(later)),
                outlet.found(null, new FindingSpec("$key", "$match", List.of())));
    }

    /** The terms in words. */
    static String words(Sequence sequence) {
        StringBuilder words = new StringBuilder();
        for (Term term : sequence.terms()) {
            String name = term.detection().name();
            words.append(words.isEmpty() ? "" : ", then ")
                    .append(term.missing() ? "no " + name : term.runs() == 1 ? name : term.runs() + " × " + name);
        }
        Detection until = sequence.until();
        return words + (until == null ? "" : ", with no " + until.name() + " before the last");
    }
}
