package io.tripline.dialect.sigma.lower;

import io.tripline.dialect.sigma.lower.RuleLowering.LoweredRule;
import io.tripline.dialect.sigma.read.SigmaCorrelation;
import io.tripline.dialect.sigma.read.SigmaCorrelation.Type;
import io.tripline.dialect.sigma.read.SigmaDocument;
import io.tripline.dialect.sigma.read.SigmaFilter;
import io.tripline.dialect.sigma.read.SigmaRule;
import io.tripline.dialect.sigma.value.Parameters;
import io.tripline.problem.Problems;
import io.tripline.rule.Detection;
import io.tripline.rule.Pattern;
import io.tripline.rule.Pattern.Input;
import io.tripline.yaml.Yaml.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks up and lowers the rules that a correlation names. */
final class InputReader {

    private static final int DEEPEST = 10;

    private final RuleReferences book;
    private final RuleLowering rules;
    private final Parameters parameters;
    private final Problems findings;
    private final Set<String> restrictions;
    /** The correlations that are being lowered, the outermost first; shared with those inside. */
    private final List<SigmaDocument.Header> under;

    /**
     * A rule that a correlation names.
     *
     * @param groupNames of a correlation: the only fields that its finding has; null for a rule, whose events have any
     */
    record Referred(
            SigmaDocument document,
            Scalar reference,
            Input input,
            @Nullable List<String> groupNames) {

        boolean isCalled(String name) {
            return name.equals(reference.text().strip())
                    || name.equals(document.header().id())
                    || name.equals(document.header().name());
        }
    }

    InputReader(
            RuleReferences book,
            RuleLowering rules,
            Parameters parameters,
            Set<String> restrictions,
            List<SigmaDocument.Header> under) {
        this.book = book;
        this.rules = rules;
        this.parameters = parameters;
        this.findings = book.findings();
        this.restrictions = restrictions;
        this.under = under;
    }

    List<Referred> inputs(SigmaCorrelation correlation) {
        List<Scalar> references = correlation.rules();
        Scalar expression = correlation.expression();
        if (references.isEmpty() && expression != null) {
            references = TemporalCondition.identifiers(expression);
        }
        if (references.isEmpty()) {
            findings.error(
                    correlation.place(), "the correlation names no rules", "write rules: and their ids or names");
        }
        List<Referred> inputs = new ArrayList<>();
        for (Scalar reference : references) {
            SigmaDocument document = book.resolve(reference);
            if (document == null) {
                continue;
            }
            boolean again = inputs.stream().anyMatch(input -> sameId(input.document(), document));
            if (again && correlation.type() != Type.TEMPORAL_ORDERED) {
                findings.warning(reference.place(), "'" + reference.text() + "' stands twice and counts once", null);
                continue;
            }
            Referred referred = referred(document, reference, distinctName(document, inputs));
            if (referred != null) {
                inputs.add(referred);
            }
        }
        return inputs;
    }

    private static boolean sameId(SigmaDocument one, SigmaDocument other) {
        return one.header().id().equals(other.header().id());
    }

    private static String distinctName(SigmaDocument document, List<Referred> before) {
        String name = document.header().label();
        boolean taken = before.stream()
                .anyMatch(other -> other.input().name().equals(name) && !sameId(other.document(), document));
        return taken ? name + " (" + document.header().id() + ")" : name;
    }

    private @Nullable Referred referred(SigmaDocument document, Scalar reference, String name) {
        return switch (document) {
            case SigmaRule rule -> rule(rule, reference, name);
            case SigmaCorrelation inner -> correlation(inner, reference, name);
            case SigmaFilter filter -> {
                findings.error(reference.place(), "'" + name + "' is a filter", "a correlation is over rules");
                yield null;
            }
        };
    }

    private @Nullable Referred rule(SigmaRule rule, Scalar reference, String name) {
        if (rule.detections().conditions().stream().anyMatch(condition -> condition.aggregation() != null)) {
            findings.error(
                    reference.place(), "'" + name + "' counts already, in its condition", "leave its '| count' out");
            return null;
        }
        Problems own = book.of(rule).findings();
        LoweredRule lowered = rules.lower(rule, parameters.reportingTo(own), own);
        if (isRefused(own, reference)) {
            return null;
        }
        restrictions.addAll(lowered.restrictions());
        Detection detection = lowered.detection();
        Input input =
                new Input.Events(new Detection(name, detection.clause(), detection.logSource(), detection.condition()));
        return new Referred(rule, reference, input, null);
    }

    /** Whether a text of another file has errors; those of this file are said where they are. */
    private boolean isRefused(Problems other, Scalar reference) {
        if (other == findings || !other.hasErrors()) {
            return false;
        }
        findings.error(
                reference.place(), "'" + reference.text() + "' is refused itself", RuleLowering.firstError(other));
        return true;
    }

    private @Nullable Referred correlation(SigmaCorrelation inner, Scalar reference, String name) {
        boolean circle = under.stream()
                .anyMatch(outer -> outer.id().equals(inner.header().id()));
        if (circle || under.size() >= DEEPEST) {
            List<String> names = new ArrayList<>(
                    under.stream().map(SigmaDocument.Header::label).toList());
            names.add(name);
            findings.error(
                    reference.place(),
                    circle ? "the correlation refers to itself" : "correlations nested deeper than " + DEEPEST,
                    String.join(" → ", names));
            return null;
        }
        RuleReferences own = book.of(inner);
        CorrelationLowering lowering =
                new CorrelationLowering(own, rules, parameters.reportingTo(own.findings()), restrictions, under);
        Pattern pattern = lowering.lower(inner);
        if (isRefused(own.findings(), reference) || pattern == null) {
            return null;
        }
        List<String> groupNames =
                inner.groupBy().stream().map(group -> group.text().strip()).toList();
        return new Referred(inner, reference, new Input.Correlated(name, pattern), groupNames);
    }
}
