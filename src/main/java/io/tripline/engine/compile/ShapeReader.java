package io.tripline.engine.compile;

import io.tripline.engine.compile.RuleShape.Aggregate;
import io.tripline.engine.compile.RuleShape.FactPattern;
import io.tripline.engine.compile.RuleShape.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drools.base.time.TimeUtils;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.BehaviorDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.jspecify.annotations.Nullable;

/** Notes how the parts of a parsed rule are built; {@link OutlineReader} walks it. */
final class ShapeReader {

    private ShapeReader() {}

    static Aggregate aggregate(PatternDescr results, AccumulateDescr accumulate) {
        return new Aggregate(functions(accumulate), constraints(results));
    }

    /** @param stream of its entry point; null where it names none */
    static FactPattern factPattern(PatternDescr pattern, Role role, @Nullable String stream) {
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
