package io.tripline.engine.compile;

import io.tripline.engine.compile.ConditionLexer.Kind;
import io.tripline.engine.compile.ConditionLexer.Token;
import io.tripline.engine.compile.RuleShape.Aggregate;
import io.tripline.engine.compile.RuleShape.FactPattern;
import io.tripline.engine.compile.RuleShape.Role;
import io.tripline.event.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.base.time.TimeUtils;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.AnnotationDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.BehaviorDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.EntryPointDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;

/** Walks one parsed rule and notes what it looks at. */
final class OutlineReader {

    private static final Pattern WRITE =
            Pattern.compile("\\bstreams\\s*\\.\\s*(?:write|remember)\\s*\\(\\s*(\"(?:[^\"\\\\]|\\\\.)*\")");
    private static final Pattern RAISE = Pattern.compile("\\balerts\\s*\\.\\s*raise\\s*\\(");
    private static final Pattern LOOK_BACK =
            Pattern.compile("\\b(?:before|after)\\s*\\[\\s*[^,\\]]*,\\s*([0-9a-z]+)\\s*\\]");
    private static final Pattern TEMPORAL = Pattern.compile(
            "\\b(before|after|coincides|during|finishes|finishedby|includes|meets|metby|overlaps|overlappedby|starts|startedby)\\b(\\s*\\[[^\\]]*])?\\s*\\$");
    private static final Pattern BOUND = Pattern.compile("\\$\\w+\\s*(>=|<=|==|!=|>|<)\\s*([0-9.]+)[LlBbDd]?");
    private static final Map<String, String> IN_WORDS = Map.of(
            ">", "more than ", ">=", "at least ", "<", "less than ", "<=", "at most ", "==", "exactly ", "!=", "not ");

    private final String file;
    private final String packageName;
    private final RuleDescr rule;
    private final List<PatternDescr> patterns = new ArrayList<>();
    private final List<FactPattern> factPatterns = new ArrayList<>();
    private final List<Aggregate> aggregates = new ArrayList<>();
    private final List<String> bounds = new ArrayList<>();
    private final List<String> constraints = new ArrayList<>();
    private final Set<String> reads = new LinkedHashSet<>();
    private RuleOutline.@Nullable Window window;

    private OutlineReader(String file, String packageName, RuleDescr rule) {
        this.file = file;
        this.packageName = packageName;
        this.rule = rule;
    }

    /** @param condition of its single event pattern, null if it has none or MVEL evaluates it */
    static RuleOutline read(String file, String packageName, RuleDescr rule, @Nullable EventCondition condition) {
        return new OutlineReader(file, packageName, rule).outline(condition);
    }

    private RuleOutline outline(@Nullable EventCondition condition) {
        walk(rule.getLhs(), Role.PLAIN);
        String consequence = String.valueOf(rule.getConsequence());
        return new RuleOutline(
                file,
                packageName,
                rule.getName(),
                rule.getLine(),
                kind(),
                metadata(),
                condition,
                constraints,
                reads,
                retained(),
                writes(consequence),
                RAISE.matcher(consequence).find(),
                window,
                String.join(", ", bounds),
                new RuleShape(factPatterns, aggregates, consequence));
    }

    /** A rule with a single plain pattern on events is a match rule. */
    private RuleOutline.Kind kind() {
        if (eventPattern(rule) != null) {
            return RuleOutline.Kind.MATCH;
        }
        boolean events = patterns.stream().anyMatch(OutlineReader::isOnEvents);
        return events ? RuleOutline.Kind.EVENT_WINDOW : RuleOutline.Kind.CORRELATION;
    }

    /** The only pattern of a match rule; null if the rule is something else. */
    static @Nullable PatternDescr eventPattern(RuleDescr rule) {
        List<? extends BaseDescr> parts = rule.getLhs().getDescrs();
        return parts.size() == 1
                        && parts.getFirst() instanceof PatternDescr pattern
                        && isOnEvents(pattern)
                        && pattern.getSource() == null
                        && pattern.getBehaviors().isEmpty()
                ? pattern
                : null;
    }

    private static boolean isOnEvents(PatternDescr pattern) {
        String type = pattern.getObjectType();
        return type.equals("Event") || type.equals(Event.class.getName());
    }

    private void walk(@Nullable Object descr, Role role) {
        switch (descr) {
            case null -> {}
            case PatternDescr pattern -> pattern(pattern, role);
            case AccumulateDescr accumulate -> walk(accumulate.getInput(), Role.AGGREGATED);
            case NotDescr not -> walkAll(not, Role.NOT);
            case ExistsDescr exists -> walkAll(exists, Role.EXISTS);
            case ConditionalElementDescr element -> walkAll(element, role);
            default -> {}
        }
    }

    private void walkAll(ConditionalElementDescr element, Role role) {
        for (Object part : element.getDescrs()) {
            walk(part, role);
        }
    }

    private void pattern(PatternDescr pattern, Role role) {
        patterns.add(pattern);
        shape(pattern, role);
        if (pattern.getSource() instanceof EntryPointDescr entryPoint) {
            reads.add(entryPoint.getEntryId());
        }
        for (BehaviorDescr behavior : pattern.getBehaviors()) {
            if (!behavior.getParameters().isEmpty() && "time".equals(behavior.getSubType())) {
                lookBack(behavior.getParameters().getFirst());
            }
        }
        boolean aggregated = pattern.getSource() instanceof AccumulateDescr;
        for (BaseDescr constraint : pattern.getDescrs()) {
            if (constraint instanceof ExprConstraintDescr expression) {
                constraint(expression.getExpression(), aggregated);
            }
        }
        walk(pattern.getSource(), role);
    }

    /** The pattern around an accumulate stands for its results; what matches facts is inside. */
    private void shape(PatternDescr pattern, Role role) {
        switch (pattern.getSource()) {
            case null -> factPatterns.add(ShapeReader.factPattern(pattern, role, null));
            case EntryPointDescr entryPoint ->
                factPatterns.add(ShapeReader.factPattern(pattern, role, entryPoint.getEntryId()));
            case AccumulateDescr accumulate -> aggregates.add(ShapeReader.aggregate(pattern, accumulate));
            default -> {}
        }
    }

    private void constraint(String text, boolean aggregated) {
        constraints.add(text);
        Matcher lookBack = LOOK_BACK.matcher(text);
        while (lookBack.find()) {
            lookBack(lookBack.group(1));
        }
        if (aggregated) {
            Matcher bound = BOUND.matcher(text);
            while (bound.find()) {
                bounds.add(IN_WORDS.get(bound.group(1)) + bound.group(2));
            }
        }
    }

    private void lookBack(String text) {
        long millis = TimeUtils.parseTimeString(text.strip());
        if (window == null || millis > window.millis()) {
            window = new RuleOutline.Window(text.strip(), millis);
        }
    }

    /** A temporal operator relates two patterns: both facts are needed until it is decided. */
    private Set<RuleOutline.Retained> retained() {
        boolean temporal = constraints.stream().anyMatch(OutlineReader::isTemporal);
        Set<RuleOutline.Retained> retained = new LinkedHashSet<>();
        for (PatternDescr pattern : patterns) {
            if (pattern.getSource() instanceof EntryPointDescr entryPoint
                    && (temporal || !pattern.getBehaviors().isEmpty())) {
                String type = pattern.getObjectType();
                retained.add(
                        new RuleOutline.Retained(entryPoint.getEntryId(), type.substring(type.lastIndexOf('.') + 1)));
            }
        }
        return retained;
    }

    /** Whether the constraint relates two facts by their times. */
    static boolean isTemporal(String constraint) {
        return TEMPORAL.matcher(constraint).find();
    }

    private static Set<String> writes(String consequence) {
        Set<String> streams = new LinkedHashSet<>();
        Matcher write = WRITE.matcher(consequence);
        while (write.find()) {
            streams.add(ConditionLexer.tokens(write.group(1)).getFirst().text());
        }
        return streams;
    }

    private Map<String, List<String>> metadata() {
        Map<String, List<String>> metadata = new LinkedHashMap<>();
        for (AnnotationDescr annotation : rule.getAnnotations()) {
            metadata.put(annotation.getName(), values(annotation.getSingleValueAsString()));
        }
        return metadata;
    }

    private static List<String> values(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
        try {
            return ConditionLexer.tokens(text).stream()
                    .filter(token ->
                            token.kind() == Kind.STRING || token.kind() == Kind.NUMBER || token.kind() == Kind.NAME)
                    .map(Token::text)
                    .toList();
        } catch (UnrecognisedConstraint unusual) {
            return List.of(text);
        }
    }
}
