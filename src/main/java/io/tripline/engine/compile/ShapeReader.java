package io.tripline.engine.compile;

import io.tripline.engine.compile.RuleShape.Aggregate;
import io.tripline.engine.compile.RuleShape.FactPattern;
import io.tripline.engine.compile.RuleShape.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drools.base.time.TimeUtils;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.BehaviorDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.EntryPointDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;

/** Walks one parsed rule and notes how it is built. */
final class ShapeReader {

    private final List<FactPattern> patterns = new ArrayList<>();
    private final List<Aggregate> aggregates = new ArrayList<>();

    private ShapeReader() {}

    static RuleShape read(RuleDescr rule) {
        ShapeReader reader = new ShapeReader();
        reader.walk(rule.getLhs(), Role.PLAIN);
        return new RuleShape(reader.patterns, reader.aggregates, String.valueOf(rule.getConsequence()));
    }

    private void walk(@Nullable Object descr, Role role) {
        switch (descr) {
            case null -> {}
            case PatternDescr pattern -> pattern(pattern, role);
            case AccumulateDescr accumulate -> walk(accumulate.getInput(), Role.AGGREGATED);
            case NotDescr not -> not.getDescrs().forEach(part -> walk(part, Role.NOT));
            case ExistsDescr exists -> {
                for (Object part : exists.getDescrs()) {
                    walk(part, Role.EXISTS);
                }
            }
            case ConditionalElementDescr element -> element.getDescrs().forEach(part -> walk(part, role));
            default -> {}
        }
    }

    /** The pattern around an accumulate stands for its results; what matches facts is inside. */
    private void pattern(PatternDescr pattern, Role role) {
        switch (pattern.getSource()) {
            case null -> patterns.add(factPattern(pattern, role, null));
            case EntryPointDescr entryPoint -> patterns.add(factPattern(pattern, role, entryPoint.getEntryId()));
            case AccumulateDescr accumulate -> {
                aggregates.add(new Aggregate(functions(accumulate), constraints(pattern)));
                walk(accumulate, role);
            }
            default -> walk(pattern.getSource(), role);
        }
    }

    private static FactPattern factPattern(PatternDescr pattern, Role role, @Nullable String stream) {
        RuleOutline.Window window = null;
        String length = null;
        for (BehaviorDescr behavior : pattern.getBehaviors()) {
            String parameter = behavior.getParameters().isEmpty()
                    ? ""
                    : behavior.getParameters().getFirst().strip();
            if ("time".equals(behavior.getSubType())) {
                window = new RuleOutline.Window(parameter, TimeUtils.parseTimeString(parameter));
            } else {
                length = parameter;
            }
        }
        List<String> constraints = constraints(pattern);
        String type = pattern.getObjectType();
        return new FactPattern(
                role,
                type.substring(type.lastIndexOf('.') + 1),
                stream,
                window,
                length,
                constraints,
                constraints.stream().anyMatch(OutlineReader::isTemporal),
                pattern.getLine());
    }

    private static List<String> constraints(PatternDescr pattern) {
        return pattern.getDescrs().stream()
                .filter(ExprConstraintDescr.class::isInstance)
                .map(constraint -> ((ExprConstraintDescr) constraint).getExpression())
                .toList();
    }

    private static Map<String, String> functions(AccumulateDescr accumulate) {
        Map<String, String> functions = new LinkedHashMap<>();
        for (var function : accumulate.getFunctions()) {
            if (function.getBind() != null) {
                functions.put(function.getBind(), function.getFunction());
            }
        }
        return functions;
    }
}
