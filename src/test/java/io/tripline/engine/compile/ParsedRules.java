package io.tripline.engine.compile;

import java.util.ArrayList;
import java.util.List;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsParserException;
import org.jspecify.annotations.Nullable;
import org.kie.internal.builder.conf.LanguageLevelOption;

/** What DRL says, read without compiling it: also where nothing of ours takes part in compiling. */
public final class ParsedRules {

    private ParsedRules() {}

    public static List<RuleOutline> of(DrlSource source) {
        PackageDescr drl = parse(source);
        return drl.getRules().stream()
                .map(rule -> OutlineReader.read(source.file(), drl.getName(), rule, condition(rule)))
                .toList();
    }

    private static PackageDescr parse(DrlSource source) {
        DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
        try {
            PackageDescr drl = parser.parse(null, source.text());
            if (drl == null || parser.hasErrors()) {
                throw new AssertionError(source.file() + ": " + parser.getErrors());
            }
            return drl;
        } catch (DroolsParserException e) {
            throw new AssertionError(source.file(), e);
        }
    }

    private static @Nullable EventCondition condition(RuleDescr rule) {
        PatternDescr pattern = OutlineReader.eventPattern(rule);
        if (pattern == null) {
            return null;
        }
        List<EventCondition> parts = new ArrayList<>();
        for (BaseDescr descr : pattern.getDescrs()) {
            if (descr instanceof ExprConstraintDescr expression) {
                try {
                    parts.add(ConditionParser.parse(expression.getExpression()));
                } catch (UnrecognisedConstraint byMvel) {
                    // says nothing of which values it wants
                }
            }
        }
        return new EventCondition.And(parts, "");
    }
}
