package io.tripline.dialect.sigma.lower;

import io.tripline.dialect.sigma.read.ConditionExpression;
import io.tripline.dialect.sigma.read.Detections.PlacedCondition;
import io.tripline.dialect.sigma.read.SigmaDocument;
import io.tripline.dialect.sigma.read.SigmaFilter;
import io.tripline.dialect.sigma.read.SigmaRule;
import io.tripline.problem.Problems;
import io.tripline.problem.Spelling;
import io.tripline.rule.LogSource;
import io.tripline.yaml.Yaml.Scalar;
import java.util.ArrayList;
import java.util.List;

/** Warns of filters that filter nothing, or other things than their authors think. */
final class FilterReach {

    private final List<SigmaDocument> all;
    private final Problems findings;

    /** @param all documents of this translation, whatever their file */
    FilterReach(List<SigmaDocument> all, Problems findings) {
        this.all = all;
        this.findings = findings;
    }

    void check(SigmaFilter filter) {
        filter.rules().forEach(reference -> named(filter, reference));
        if (filter.rules().isEmpty()
                && all.stream().noneMatch(document -> document instanceof SigmaRule rule && filter.covers(rule))) {
            findings.warning(
                    filter.header().place(),
                    "the filter reaches no rule: none is of its log source, " + words(filter.logSource()),
                    "its logsource: is to be that of the rules, or a wider one");
        }
        filter.detections().conditions().forEach(this::keeps);
    }

    private void named(SigmaFilter filter, Scalar reference) {
        List<SigmaDocument> found = all.stream()
                .filter(document -> SigmaFilter.isNamed(reference, document))
                .toList();
        List<SigmaRule> rules = found.stream()
                .filter(SigmaRule.class::isInstance)
                .map(SigmaRule.class::cast)
                .toList();
        String name = reference.text().strip();
        if (found.isEmpty()) {
            findings.warning(
                    reference.place(),
                    "the filter does not reach '" + name + "': no rule here has this id or name",
                    Spelling.wayOut(name, names(), titled(name)));
        } else if (rules.isEmpty()) {
            findings.warning(
                    reference.place(),
                    "the filter does not reach '" + name + "', which is no rule of events",
                    "name the rules that it counts");
        } else if (rules.stream().noneMatch(filter::covers)) {
            findings.warning(
                    reference.place(),
                    "the filter does not reach '" + name + "': the rule is of "
                            + words(rules.getFirst().logSource()) + ", the filter of " + words(filter.logSource()),
                    "give the filter the logsource: of the rule");
        }
    }

    /** A filter is joined by and; whoever means to leave out what it selects has to say not. */
    private void keeps(PlacedCondition condition) {
        if (!negates(condition.expression())) {
            String written = condition.expression().print();
            findings.warning(
                    condition.scalar().place(),
                    "the filter keeps what it selects and leaves out everything else: the rule and (" + written + ")",
                    "to leave out what it selects write not (" + written + ")");
        }
    }

    private static boolean negates(ConditionExpression expression) {
        return switch (expression) {
            case ConditionExpression.Not not -> true;
            case ConditionExpression.And and -> and.parts().stream().anyMatch(FilterReach::negates);
            case ConditionExpression.Or or -> or.parts().stream().anyMatch(FilterReach::negates);
            case ConditionExpression.Identifier identifier -> false;
            case ConditionExpression.Of of -> false;
        };
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        for (SigmaDocument document : all) {
            if (document instanceof SigmaRule rule) {
                names.add(rule.header().id());
                if (rule.header().name() != null) {
                    names.add(rule.header().name());
                }
            }
        }
        return names;
    }

    /** Somebody may have written the title. */
    private String titled(String name) {
        return all.stream()
                .filter(document -> document instanceof SigmaRule
                        && document.header().title().equalsIgnoreCase(name))
                .findFirst()
                .map(document ->
                        "a rule is named by its id: " + document.header().id())
                .orElse("name a rule of these files by its id: or name:");
    }

    private static String words(LogSource logSource) {
        List<String> parts = new ArrayList<>();
        add("product", logSource.products(), parts);
        add("category", logSource.categories(), parts);
        add("service", logSource.services(), parts);
        return parts.isEmpty() ? "any log" : String.join(" ", parts);
    }

    private static void add(String part, List<String> names, List<String> parts) {
        if (!names.isEmpty()) {
            parts.add(part + " " + String.join("/", names));
        }
    }
}
