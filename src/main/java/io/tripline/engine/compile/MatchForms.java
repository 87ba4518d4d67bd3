package io.tripline.engine.compile;

import io.tripline.engine.read.CanonicalText;
import io.tripline.engine.read.Conditional;
import io.tripline.engine.read.Constraint;
import io.tripline.engine.read.RuleFile;
import io.tripline.engine.read.RuleFile.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The forms of match rules that Drools is known to build. What it is given of a match rule whose constraints were all read is the same
 * for many: a pattern with a placeholder, and statements that differ in their texts. Where it has built one of a form, without an
 * error and with nothing left to its interpreter, it builds the others, and that can wait. Any thread.
 */
final class MatchForms {

    /** More than generated rules have, by far; what comes later is built at once. */
    private static final int MOST = 1_000;

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** Of the match rules of a file; empty where one of them has to be built to know whether it can be. */
    static Optional<List<String>> of(RuleFile file) {
        if (!file.windows().isEmpty()) {
            return Optional.empty();
        }
        List<String> forms = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Rule rule : file.rules()) {
            Conditional.Pattern pattern = rule.eventPattern();
            if (!names.add(rule.name())) {
                return Optional.empty();
            }
            if (pattern == null) {
                continue;
            }
            if (!pattern.constraints().stream().allMatch(Constraint.Tested.class::isInstance)) {
                return Optional.empty();
            }
            forms.add(form(rule, pattern));
        }
        return Optional.of(forms);
    }

    /** Texts are left out: in canonical text nothing inside of one looks like its end. */
    private static String form(Rule rule, Conditional.Pattern pattern) {
        StringBuilder form = new StringBuilder();
        rule.attributes().stream().map(Object::toString).sorted().forEach(attribute -> form.append(attribute)
                .append('\n'));
        form.append(pattern.variable()).append(pattern.constraints().isEmpty()).append('\n');
        boolean inside = false;
        String then = CanonicalText.of(rule.then());
        for (int i = 0; i < then.length(); i++) {
            char c = then.charAt(i);
            if (c == '"') {
                inside = !inside;
            }
            if (!inside) {
                form.append(c);
            }
        }
        return form.toString();
    }

    boolean areKnown(List<String> forms) {
        return known.containsAll(forms);
    }

    void built(List<String> forms) {
        if (known.size() < MOST) {
            known.addAll(forms);
        }
    }
}
