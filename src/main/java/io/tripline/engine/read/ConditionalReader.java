package io.tripline.engine.read;

import io.tripline.engine.read.Conditional.Function;
import io.tripline.engine.read.Conditional.Group;
import io.tripline.engine.read.Conditional.Pattern;
import io.tripline.engine.read.Conditional.Source;
import io.tripline.engine.read.Conditional.Window;
import io.tripline.engine.read.Lexer.Kind;
import io.tripline.engine.read.RuleFile.NamedWindow;
import io.tripline.event.Event;
import io.tripline.problem.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.AnnotatedBaseDescr;
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
import org.drools.drl.ast.descr.GroupByDescr;
import org.drools.drl.ast.descr.MVELExprDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.WindowReferenceDescr;
import org.jspecify.annotations.Nullable;

/** Reads the conditions of rules: patterns, what is around them and what feeds them. */
final class ConditionalReader {

    private static final int DEEPEST = 50;

    private final DrlText findings;
    private final Map<String, String> functions;
    private final Map<String, NamedWindow> windows;
    private final ConstraintReader constraints;
    private int depth;

    ConditionalReader(DrlText findings, Map<String, String> functions, Map<String, NamedWindow> windows) {
        this.findings = findings;
        this.functions = functions;
        this.windows = windows;
        this.constraints = new ConstraintReader(findings);
    }

    /** @param alone whether the rule has no other condition beside it */
    Conditional read(BaseDescr descr, Scope scope, Span around, boolean alone) {
        Span span = findings.span(descr, around);
        if (descr instanceof AnnotatedBaseDescr annotated
                && !annotated.getAnnotations().isEmpty()) {
            throw new Unreadable(span, "a condition has no annotations", "leave it out");
        }
        if (++depth > DEEPEST) {
            throw new Unreadable(span, "nested deeper than " + DEEPEST);
        }
        Conditional read =
                switch (descr) {
                    case PatternDescr pattern -> pattern(pattern, scope, span, alone);
                    case AndDescr and -> new Conditional.And(all(and, scope, span), span);
                    case OrDescr or -> new Conditional.Or(alternatives(or, scope, span), span);
                    case NotDescr not -> new Conditional.Not(only(not, scope.inside(), span), span);
                    case ExistsDescr exists -> new Conditional.Exists(only(exists, scope.inside(), span), span);
                    case ForallDescr all -> new Conditional.ForAll(all(all, scope.inside(), span), span);
                    case EvalDescr eval -> holds(eval, scope, span);
                    default ->
                        throw new Unreadable(
                                span, "this kind of condition is not supported", "write a rule for each case");
                };
        depth--;
        return read;
    }

    private List<Conditional> all(ConditionalElementDescr element, Scope scope, Span around) {
        List<Conditional> parts = new ArrayList<>();
        for (Object part : element.getDescrs()) {
            parts.add(read((BaseDescr) part, scope, around, false));
        }
        return parts;
    }

    /** What one of them binds is seen behind them. */
    private List<Conditional> alternatives(OrDescr or, Scope scope, Span around) {
        List<Conditional> parts = new ArrayList<>();
        List<Scope> inside = new ArrayList<>();
        for (BaseDescr part : or.getDescrs()) {
            inside.add(scope.inside());
            parts.add(read(part, inside.getLast(), around, false));
        }
        scope.bindEachOf(inside);
        return parts;
    }

    private Conditional only(ConditionalElementDescr element, Scope scope, Span around) {
        List<Conditional> parts = all(element, scope, around);
        return parts.size() == 1 ? parts.getFirst() : new Conditional.And(parts, around);
    }

    private Conditional holds(EvalDescr eval, Scope scope, Span span) {
        DrlText.Part part = findings.part(String.valueOf(eval.getContent()), span);
        return new Conditional.Holds(part.read(() -> ExpressionParser.parse(part.tokens(), scope)), span);
    }

    Pattern pattern(PatternDescr descr, Scope scope, Span around) {
        return pattern(descr, scope, findings.span(descr, around), false);
    }

    private Pattern pattern(PatternDescr descr, Scope scope, Span span, boolean alone) {
        checkKind(descr, span);
        Class<?> type = RuleTypes.named(descr.getObjectType());
        if (type == null) {
            forget(descr.getIdentifier(), scope, span);
            Span at = findings.part(descr.getObjectType(), span).span();
            throw Missing.type(new Lexer.Token(Kind.NAME, descr.getObjectType(), at.start(), at.end()));
        }
        Source source = source(descr, scope, span);
        List<Window> behaviors = new ArrayList<>();
        for (BehaviorDescr behavior : descr.getBehaviors()) {
            behaviors.add(window(behavior, findings.name(findings.span(behavior, span))));
        }
        if (behaviors.size() > 1) {
            throw new Unreadable(span, "a pattern looks back over one window", "leave one of them out");
        }
        boolean ofEvent = alone && type == Event.class && source instanceof Source.Session && behaviors.isEmpty();
        Scope inside = scope.ofPattern(type);
        List<Constraint> read = new ArrayList<>();
        for (BaseDescr part : descr.getDescrs()) {
            if (!(part instanceof ExprConstraintDescr constraint)
                    || constraint.getType() != ExprConstraintDescr.Type.NAMED) {
                throw new Unreadable(
                        findings.span(part, span), "a constraint must name what it tests", "write key == $key");
            }
            Constraint taken = findings.attempt(() -> constraints.read(constraint, inside, scope, ofEvent, span));
            if (taken != null) {
                read.add(taken);
            }
        }
        String variable = descr.getIdentifier();
        if (variable != null) {
            scope.bind(name(variable, span), type, span);
        }
        return new Pattern(variable, type, read, behaviors, source, findings.head(span), span);
    }

    private static void checkKind(PatternDescr descr, Span span) {
        if (!descr.getAnnotations().isEmpty()) {
            throw new Unreadable(span, "a pattern has no annotations", "leave it out: facts never change");
        }
        if (descr.isQuery()) {
            throw new Unreadable(span, "queries are not supported", "write its patterns here");
        }
        if (descr.getObjectType() == null) {
            throw new Unreadable(span, "a path instead of a pattern is not supported", "write a pattern: Match( … )");
        }
        if (descr.isUnification()) {
            throw new Unreadable(span, "':=' is not supported", "bind with a colon, compare with ==");
        }
    }

    /** The pattern has no reading; what uses its variable is not to blame. */
    private static void forget(@Nullable String variable, Scope scope, Span span) {
        if (variable != null) {
            scope.bind(name(variable, span), Object.class, span);
        }
    }

    private static String name(String name, Span span) {
        if (!name.matches("[A-Za-z_$][A-Za-z0-9_$]*")) {
            throw new Unreadable(
                    span, "'" + name + "' is no name for a variable", "write letters and digits after a $");
        }
        return name;
    }

    private static Window window(BehaviorDescr descr, Span span) {
        List<String> parameters = descr.getParameters();
        String parameter = parameters.size() == 1 ? parameters.getFirst().strip() : "";
        if ("window".equals(descr.getType()) && "time".equals(descr.getSubType()) && !parameter.isEmpty()) {
            return new Window.OfTime(Duration.parse(parameter, span), span);
        }
        if ("window".equals(descr.getType()) && "length".equals(descr.getSubType()) && parameter.matches("\\d{1,9}")) {
            return new Window.OfLength(Integer.parseInt(parameter), span);
        }
        throw new Unreadable(span, "unknown window", "write over window:time( 1h )");
    }

    private Source source(PatternDescr descr, Scope scope, Span span) {
        return switch (descr.getSource()) {
            case null -> new Source.Session();
            case EntryPointDescr stream -> new Source.Stream(stream.getEntryId());
            case WindowReferenceDescr window -> {
                if (!windows.containsKey(window.getName())) {
                    throw new Unreadable(
                            span,
                            "no window '" + window.getName() + "' is declared",
                            Spelling.wayOut(
                                    window.getName(),
                                    windows.keySet(),
                                    "write declare window " + window.getName() + " on top of the file"));
                }
                yield new Source.Named(window.getName());
            }
            case FromDescr from
            when from.getDataSource() instanceof MVELExprDescr expression -> {
                DrlText.Part part = findings.part(expression.getExpression(), span);
                yield new Source.Values(part.read(() -> ExpressionParser.parse(part.tokens(), scope)));
            }
            case CollectDescr collect -> new Source.Collected(pattern(collect.getInputPattern(), scope.inside(), span));
            case AccumulateDescr accumulate -> aggregated(accumulate, scope, span);
            default -> throw new Unreadable(span, "facts cannot come from there", "write from entry-point \"…\"");
        };
    }

    private Source aggregated(AccumulateDescr descr, Scope scope, Span span) {
        if (descr.getInitCode() != null
                || descr.getActionCode() != null
                || descr.getResultCode() != null
                || descr.getReverseCode() != null) {
            throw new Unreadable(
                    span,
                    "code inside 'accumulate' is not supported",
                    "use a function: count(), sumOf( $n ), distinctValues( $x )");
        }
        Scope inside = scope.inside();
        Span input = findings.span(descr.getInput(), span);
        Conditional over = read(descr.getInput(), inside, span, false);
        Span after = new Span(input.end(), span.end());
        Group group = descr instanceof GroupByDescr grouping ? group(grouping, inside, after) : null;
        List<Function> read = new ArrayList<>();
        List<Runnable> binds = new ArrayList<>();
        for (var call : descr.getFunctions()) {
            if (call.isUnification()) {
                throw new Unreadable(span, "':=' is not supported", "bind with a colon");
            }
            List<Expression> arguments = Arrays.stream(call.getParams())
                    .map(argument -> findings.part(argument, after))
                    .map(part -> part.read(() -> ExpressionParser.parse(part.tokens(), inside)))
                    .toList();
            Span at = findings.part(call.getFunction(), after).span();
            Class<?> result = findings.<Class<?>>attempt(() -> result(call.getFunction(), at), Object.class);
            read.add(new Function(call.getBind(), call.getFunction(), arguments));
            if (call.getBind() != null) {
                Span bound = findings.part(call.getBind(), after).span();
                binds.add(() -> scope.bind(name(call.getBind(), bound), result, bound));
            }
        }
        if (group != null && group.variable() != null) {
            scope.bind(name(group.variable(), after), group.key().type(), after);
        }
        binds.forEach(Runnable::run);
        return new Source.Aggregated(over, group, read);
    }

    private Group group(GroupByDescr descr, Scope inside, Span after) {
        DrlText.Part part = findings.part(descr.getGroupingFunction(), after);
        Expression key = part.read(() -> ExpressionParser.parse(part.tokens(), inside));
        return new Group(descr.getGroupingKey(), key);
    }

    private Class<?> result(String function, Span span) {
        String type = functions.get(function);
        Class<?> result = type == null ? Functions.resultOfDrools(function) : Functions.resultOfClass(type);
        if (result == null) {
            TreeSet<String> known = new TreeSet<>(functions.keySet());
            known.addAll(Functions.ofDrools());
            throw new Unreadable(
                    span,
                    "unknown function '" + function + "'",
                    Spelling.wayOut(function, known, "there are " + String.join(", ", known)));
        }
        return result;
    }
}
