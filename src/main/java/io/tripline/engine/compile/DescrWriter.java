package io.tripline.engine.compile;

import io.tripline.engine.read.CanonicalText;
import io.tripline.engine.read.Conditional;
import io.tripline.engine.read.Conditional.Source;
import io.tripline.engine.read.Constraint;
import io.tripline.engine.read.EventCondition;
import io.tripline.engine.read.Expression;
import io.tripline.engine.read.RuleFile;
import io.tripline.engine.read.RuleFile.Attribute;
import io.tripline.engine.read.RuleFile.Rule;
import io.tripline.engine.read.Service;
import io.tripline.engine.read.Span;
import io.tripline.engine.read.UsedTypes;
import java.util.List;
import java.util.function.Predicate;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.AccumulateImportDescr;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.BehaviorDescr;
import org.drools.drl.ast.descr.CollectDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.EntryPointDescr;
import org.drools.drl.ast.descr.EvalDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.ForallDescr;
import org.drools.drl.ast.descr.FromDescr;
import org.drools.drl.ast.descr.GlobalDescr;
import org.drools.drl.ast.descr.GroupByDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.MVELExprDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.PatternSourceDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.ast.descr.WindowDeclarationDescr;
import org.drools.drl.ast.descr.WindowReferenceDescr;
import org.jspecify.annotations.Nullable;

/** Writes what was read as a new tree for Drools to build: nothing of the parser's own tree gets there. */
final class DescrWriter {

    private final RuleFile file;
    private final ConstraintResource resource;

    DescrWriter(RuleFile file, ConstraintResource resource) {
        this.file = file;
        this.resource = resource;
    }

    /** A package with some of the rules. Drools changes what it builds, so each build needs a new one. */
    PackageDescr packageOf(Predicate<Rule> which) {
        PackageDescr descr = new PackageDescr(file.packageName());
        descr.setResource(resource);
        UsedTypes.in(file).forEach(type -> descr.addImport(new ImportDescr(type.getName())));
        file.functions().forEach((name, type) -> {
            AccumulateImportDescr imported = new AccumulateImportDescr();
            imported.setTarget(type);
            imported.setFunctionName(name);
            descr.addAccumulateImport(imported);
        });
        for (Service service : Service.values()) {
            if (service.isGlobal()) {
                descr.addGlobal(new GlobalDescr(service.word(), service.type().getName()));
            }
        }
        file.windows().forEach(window -> {
            WindowDeclarationDescr declared = new WindowDeclarationDescr();
            declared.setName(window.name());
            declared.setPattern(pattern(window.pattern()));
            declared.setResource(resource);
            descr.addWindowDeclaration(declared);
        });
        file.rules().stream().filter(which).forEach(rule -> descr.addRule(rule(rule)));
        return descr;
    }

    private RuleDescr rule(Rule rule) {
        RuleDescr descr = new RuleDescr(rule.name());
        descr.setResource(resource);
        descr.setLocation(rule.line(), 0);
        descr.addAttribute(new AttributeDescr("dialect", "mvel", AttributeDescr.Type.STRING));
        rule.attributes().forEach(attribute -> descr.addAttribute(attribute(attribute)));
        AndDescr when = new AndDescr();
        when.setLocation(rule.line(), 0);
        rule.when().forEach(conditional -> when.addDescr(conditional(conditional)));
        descr.setLhs(when);
        descr.setConsequence(CanonicalText.of(rule.then()));
        descr.setConsequenceLocation(rule.thenLine(), 0);
        return descr;
    }

    private static AttributeDescr attribute(Attribute attribute) {
        return switch (attribute) {
            case Attribute.Salience(int value) ->
                constant("salience", String.valueOf(value), AttributeDescr.Type.NUMBER);
            case Attribute.Enabled(boolean value) -> truth("enabled", value);
            case Attribute.NoLoop(boolean value) -> truth("no-loop", value);
            case Attribute.LockOnActive(boolean value) -> truth("lock-on-active", value);
        };
    }

    private static AttributeDescr truth(String name, boolean value) {
        return constant(name, String.valueOf(value), AttributeDescr.Type.BOOLEAN);
    }

    private static AttributeDescr constant(String name, String value, AttributeDescr.Type type) {
        return new AttributeDescr(name, value, type);
    }

    private BaseDescr conditional(Conditional conditional) {
        BaseDescr descr =
                switch (conditional) {
                    case Conditional.Pattern pattern -> pattern(pattern);
                    case Conditional.And and -> filled(new AndDescr(), and.parts());
                    case Conditional.Or or -> filled(new OrDescr(), or.parts());
                    case Conditional.ForAll all -> filled(new ForallDescr(), all.parts());
                    case Conditional.Not not -> filled(new NotDescr(), List.of(not.part()));
                    case Conditional.Exists exists -> filled(new ExistsDescr(), List.of(exists.part()));
                    case Conditional.Holds holds -> new EvalDescr(CanonicalText.of(holds.expression()));
                };
        descr.setLocation(resource.line(conditional.span()), 0);
        return descr;
    }

    private <D extends BaseDescr & ConditionalElementDescr> BaseDescr filled(D descr, List<Conditional> parts) {
        parts.forEach(part -> descr.addDescr(conditional(part)));
        return descr;
    }

    private PatternDescr pattern(Conditional.Pattern pattern) {
        PatternDescr descr = new PatternDescr(pattern.type().getName(), pattern.variable());
        int line = resource.line(pattern.span());
        descr.setLocation(line, 0);
        EventCondition tested = EventConditions.of(pattern);
        if (tested != null) {
            descr.addConstraint(constraint(resource.placeholder(tested), line, 0));
        }
        for (Constraint constraint : pattern.constraints()) {
            switch (constraint) {
                case Constraint.Tested inTheConjunction -> {}
                case Constraint.Computed computed ->
                    descr.addConstraint(constraint(
                            CanonicalText.of(computed),
                            resource.line(computed.span()),
                            descr.getDescrs().size()));
            }
        }
        pattern.windows().forEach(window -> descr.addBehavior(window(window)));
        PatternSourceDescr source = source(pattern.source());
        if (source != null) {
            source.setLocation(line, 0);
            descr.setSource(source);
        }
        return descr;
    }

    private static ExprConstraintDescr constraint(String expression, int line, int position) {
        ExprConstraintDescr descr = new ExprConstraintDescr(expression);
        descr.setType(ExprConstraintDescr.Type.NAMED);
        descr.setPosition(position);
        descr.setLocation(line, 0);
        return descr;
    }

    private static BehaviorDescr window(Conditional.Window window) {
        BehaviorDescr descr = new BehaviorDescr("window");
        switch (window) {
            case Conditional.Window.OfTime(io.tripline.engine.read.Duration span, Span at) -> {
                descr.setSubType("time");
                descr.setParameters(List.of(span.text()));
            }
            case Conditional.Window.OfLength(int facts, Span at) -> {
                descr.setSubType("length");
                descr.setParameters(List.of(String.valueOf(facts)));
            }
        }
        return descr;
    }

    private @Nullable PatternSourceDescr source(Source source) {
        return switch (source) {
            case Source.Session facts -> null;
            case Source.Stream(String name) -> new EntryPointDescr(name);
            case Source.Named(String window) -> new WindowReferenceDescr(window);
            case Source.Values(Expression collection) -> {
                FromDescr from = new FromDescr();
                from.setDataSource(new MVELExprDescr(CanonicalText.of(collection)));
                yield from;
            }
            case Source.Collected(Conditional.Pattern inner) -> {
                CollectDescr collect = new CollectDescr();
                collect.setInputPattern(pattern(inner));
                yield collect;
            }
            case Source.Aggregated aggregated -> aggregated(aggregated);
        };
    }

    private AccumulateDescr aggregated(Source.Aggregated aggregated) {
        AccumulateDescr descr = aggregated.group() == null ? new AccumulateDescr() : groupBy(aggregated.group());
        Conditional over = aggregated.over();
        descr.setInput(over instanceof Conditional.And ? conditional(over) : filled(new AndDescr(), List.of(over)));
        for (Conditional.Function function : aggregated.functions()) {
            String[] arguments =
                    function.arguments().stream().map(CanonicalText::of).toArray(String[]::new);
            descr.addFunction(function.name(), function.variable(), false, arguments);
        }
        return descr;
    }

    private static GroupByDescr groupBy(Conditional.Group group) {
        GroupByDescr descr = new GroupByDescr();
        descr.setGroupingKey(group.variable());
        descr.setGroupingFunction(CanonicalText.of(group.key()));
        return descr;
    }
}
