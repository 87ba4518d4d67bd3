package io.tripline.engine.read;

import io.tripline.engine.read.RuleFile.NamedWindow;
import io.tripline.engine.read.RuleFile.Rule;
import io.tripline.problem.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.RuleDescr;

/** Reads one rule: attributes, annotations, conditions and statements. */
final class RuleReader {

    private final DrlText findings;
    private final SourceText source;
    private final ConditionalReader conditionals;

    RuleReader(DrlText findings, SourceText source, Map<String, String> functions, Map<String, NamedWindow> windows) {
        this.findings = findings;
        this.source = source;
        this.conditionals = new ConditionalReader(findings, functions, windows);
    }

    Rule rule(RuleDescr descr) {
        Span span = findings.span(descr, new Span(0, 0));
        kind(descr);
        Scope scope = Scope.ofRule();
        List<Conditional> when = new ArrayList<>();
        List<? extends BaseDescr> parts =
                descr.getLhs() == null ? List.of() : descr.getLhs().getDescrs();
        if (descr.getLhs() != null && !descr.getLhs().getAnnotations().isEmpty()) {
            findings.refuse(descr, "conditions have no annotations", "leave it out");
        }
        if (parts.isEmpty() && descr.isRule()) {
            findings.refuse(
                    descr,
                    "this rule has no condition: it would fire once, for nothing",
                    "write a pattern after 'when'");
        }
        boolean single = parts.size() == 1;
        for (BaseDescr part : parts) {
            Conditional conditional = findings.attempt(() -> conditionals.read(part, scope, span, single));
            if (conditional != null) {
                when.add(conditional);
            }
        }
        DrlText.Part consequence = consequence(descr, span);
        List<Statement> then = findings.attempt(
                () -> consequence.read(() -> StatementParser.parse(consequence.tokens(), scope.inside())), List.of());
        return new Rule(
                descr.getName(),
                descr.getLine(),
                new Annotations(findings).of(descr, span),
                new Attributes(findings).read(descr.getAttributes().values()),
                when,
                then,
                findings.line(consequence.start()));
    }

    private void kind(RuleDescr descr) {
        if (descr.isQuery()) {
            findings.refuse(descr, "'query' is not supported", "nobody asks it: write a rule that raises an alert");
        }
        if (descr.getParentName() != null) {
            findings.refuse(
                    descr,
                    "'extends' is not supported",
                    "write the conditions of '" + descr.getParentName() + "' here");
        }
        if (descr.getUnit() != null) {
            findings.refuse(descr, "'unit' is not supported", "facts come from streams: from entry-point \"…\"");
        }
        if (!descr.getNamedConsequences().isEmpty()) {
            findings.refuse(descr, "a 'then' with a name is not supported", "write a rule for each");
        }
        if (descr.hasErrors()) {
            findings.refuse(descr, String.valueOf(descr.getErrors().getFirst()), null);
        }
    }

    /** Drools' parser gives its text, not its place: it is the last of the rule. */
    private DrlText.Part consequence(RuleDescr descr, Span rule) {
        String text = descr.getConsequence() instanceof String written ? written : "";
        int end = Math.min(rule.end(), source.text().length());
        int from = source.text().lastIndexOf(text.stripTrailing(), end);
        int then = findings.lineStart(Math.max(1, descr.getConsequenceLine()));
        return from >= then && !text.isBlank()
                ? new DrlText.Part(text, from, null)
                : new DrlText.Part(text, then, new Span(then, then + 1));
    }
}
