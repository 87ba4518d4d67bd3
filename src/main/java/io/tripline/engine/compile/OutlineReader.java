package io.tripline.engine.compile;

import io.tripline.engine.compile.RuleShape.Aggregate;
import io.tripline.engine.compile.RuleShape.FactPattern;
import io.tripline.engine.compile.RuleShape.Role;
import io.tripline.engine.read.Bound;
import io.tripline.engine.read.Conditional;
import io.tripline.engine.read.Conditional.Source;
import io.tripline.engine.read.Constraint;
import io.tripline.engine.read.Duration;
import io.tripline.engine.read.Effect;
import io.tripline.engine.read.Expression;
import io.tripline.engine.read.RuleFile;
import io.tripline.engine.read.RuleFile.Rule;
import io.tripline.engine.read.Service;
import io.tripline.event.Event;
import io.tripline.problem.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Walks one rule and notes what it looks at. */
final class OutlineReader {

    private final SourceText source;
    private final RuleFile file;
    private final Rule rule;
    private final List<FactPattern> patterns = new ArrayList<>();
    private final List<Aggregate> aggregates = new ArrayList<>();
    private final List<String> constraints = new ArrayList<>();
    private RuleOutline.@Nullable Window window;

    private OutlineReader(SourceText source, RuleFile file, Rule rule) {
        this.source = source;
        this.file = file;
        this.rule = rule;
    }

    static RuleOutline read(SourceText source, RuleFile file, Rule rule) {
        return new OutlineReader(source, file, rule).outline();
    }

    private RuleOutline outline() {
        rule.when().forEach(conditional -> walk(conditional, Role.PLAIN));
        List<Expression.Call> calls = rule.then().stream()
                .flatMap(statement -> statement.expressions())
                .filter(Expression.Call.class::isInstance)
                .map(Expression.Call.class::cast)
                .toList();
        Conditional.Pattern event = rule.eventPattern();
        return new RuleOutline(
                source.file(),
                file.packageName(),
                rule.name(),
                rule.line(),
                kind(),
                rule.metadata(),
                event == null ? null : EventConditions.of(event),
                constraints,
                streams(patterns),
                retained(),
                writes(calls),
                calls.stream().anyMatch(call -> isOf(call, Service.ALERTS)),
                window,
                aggregates.stream()
                        .flatMap(aggregate -> aggregate.conditions().stream())
                        .flatMap(condition -> Bound.in(condition).stream())
                        .map(Bound::inWords)
                        .collect(Collectors.joining(", ")),
                new RuleShape(
                        patterns,
                        aggregates,
                        calls.stream().map(Effect::of).flatMap(Optional::stream).toList(),
                        Effect.ofAll(rule.then()).isPresent(),
                        rule.when().stream().flatMap(Conditional::all).anyMatch(OutlineReader::isAlternative)));
    }

    private static boolean isAlternative(Conditional conditional) {
        return conditional instanceof Conditional.Or || conditional instanceof Conditional.ForAll;
    }

    /** A rule with a single plain pattern on events is a match rule. */
    private RuleOutline.Kind kind() {
        if (rule.eventPattern() != null) {
            return RuleOutline.Kind.MATCH;
        }
        boolean events = patterns.stream().anyMatch(pattern -> pattern.type().equals(Event.class.getSimpleName()));
        return events ? RuleOutline.Kind.EVENT_WINDOW : RuleOutline.Kind.CORRELATION;
    }

    private void walk(Conditional conditional, Role role) {
        switch (conditional) {
            case Conditional.Pattern pattern -> pattern(pattern, role);
            case Conditional.And and -> and.parts().forEach(part -> walk(part, role));
            case Conditional.Or or -> or.parts().forEach(part -> walk(part, role));
            case Conditional.ForAll all -> all.parts().forEach(part -> walk(part, Role.NOT));
            case Conditional.Not not -> walk(not.part(), Role.NOT);
            case Conditional.Exists exists -> walk(exists.part(), role == Role.NOT ? Role.NOT : Role.EXISTS);
            case Conditional.Holds holds -> {}
        }
    }

    private void pattern(Conditional.Pattern pattern, Role role) {
        for (Constraint constraint : pattern.constraints()) {
            constraints.add(constraint.text());
        }
        switch (pattern.source()) {
            case Source.Session facts -> facts(pattern, role, null);
            case Source.Stream(String stream) -> facts(pattern, role, stream);
            case Source.Named(String name) -> named(pattern, role, name);
            case Source.Values values -> {}
            case Source.Collected(Conditional.Pattern inner) -> pattern(inner, Role.AGGREGATED);
            case Source.Aggregated aggregated -> {
                walk(aggregated.over(), Role.AGGREGATED);
                aggregates.add(aggregate(pattern, aggregated));
            }
        }
    }

    private void facts(Conditional.Pattern pattern, Role role, @Nullable String stream) {
        FactPattern facts = FactPattern.of(pattern, role, stream);
        patterns.add(facts);
        if (facts.window() != null) {
            lookBack(facts.window());
        }
        for (Expression expression : facts.expressions()) {
            if (expression instanceof Expression.Temporal temporal
                    && temporal.spans().size() == 2) {
                Duration farthest = temporal.spans().getLast();
                lookBack(new RuleOutline.Window(farthest.text(), farthest.millis()));
            }
        }
    }

    /** It looks at the stream of the window's declaration, with its constraints and its own. */
    private void named(Conditional.Pattern pattern, Role role, String name) {
        for (RuleFile.NamedWindow declared : file.windows()) {
            if (declared.name().equals(name)) {
                Conditional.Pattern of = declared.pattern();
                List<Constraint> all = new ArrayList<>(of.constraints());
                all.addAll(pattern.constraints());
                facts(
                        new Conditional.Pattern(
                                pattern.variable(),
                                of.type(),
                                all,
                                of.windows(),
                                of.source(),
                                pattern.head(),
                                pattern.span()),
                        role,
                        of.source() instanceof Source.Stream(String stream) ? stream : null);
            }
        }
    }

    private static Aggregate aggregate(Conditional.Pattern results, Source.Aggregated aggregated) {
        return new Aggregate(
                aggregated.functions().stream()
                        .filter(function -> function.variable() != null)
                        .toList(),
                results.constraints().stream()
                        .filter(Constraint.Computed.class::isInstance)
                        .map(constraint -> ((Constraint.Computed) constraint).expression())
                        .toList(),
                aggregated.group() == null ? null : aggregated.group().key());
    }

    private void lookBack(RuleOutline.Window back) {
        if (window == null || back.millis() > window.millis()) {
            window = back;
        }
    }

    private static Set<String> streams(List<FactPattern> patterns) {
        Set<String> streams = new LinkedHashSet<>();
        for (FactPattern pattern : patterns) {
            if (pattern.stream() != null) {
                streams.add(pattern.stream());
            }
        }
        return streams;
    }

    /** A temporal operator relates two patterns: both facts are needed until it is decided. */
    private Set<RuleOutline.Retained> retained() {
        boolean temporal = patterns.stream().anyMatch(FactPattern::isTemporal);
        Set<RuleOutline.Retained> retained = new LinkedHashSet<>();
        for (FactPattern pattern : patterns) {
            if (pattern.stream() != null && (temporal || pattern.window() != null || pattern.length() != null)) {
                retained.add(new RuleOutline.Retained(pattern.stream(), pattern.type()));
            }
        }
        return retained;
    }

    private static boolean isOf(Expression.Call call, Service service) {
        return call.target() instanceof Expression.Target.Given(Service given) && given == service;
    }

    private static Set<String> writes(List<Expression.Call> calls) {
        Set<String> streams = new LinkedHashSet<>();
        for (Expression.Call call : calls) {
            if (isOf(call, Service.STREAMS) && call.arguments().getFirst() instanceof Expression.Text stream) {
                streams.add(stream.value());
            }
        }
        return streams;
    }
}
