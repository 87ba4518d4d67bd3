package io.tripline.engine.read;

import io.tripline.engine.read.Expression.Target;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The types that the text of a file's rules names. */
public final class UsedTypes {

    private UsedTypes() {}

    public static Set<Class<?>> in(RuleFile file) {
        Set<Class<?>> types = new TreeSet<>(Comparator.comparing(Class::getName));
        file.windows().forEach(window -> add(types, window.pattern()));
        for (RuleFile.Rule rule : file.rules()) {
            rule.when().forEach(conditional -> add(types, conditional));
            rule.then().stream().flatMap(Statement::all).forEach(statement -> {
                if (statement instanceof Statement.ForEach loop) {
                    types.add(loop.type());
                }
            });
            rule.then().stream().flatMap(Statement::expressions).forEach(expression -> add(types, expression));
        }
        types.removeIf(type -> type.getPackageName().equals("java.lang") || type.getEnclosingClass() != null);
        return types;
    }

    private static void add(Set<Class<?>> types, Conditional conditional) {
        conditional.all().forEach(part -> {
            if (part instanceof Conditional.Pattern pattern) {
                types.add(pattern.type());
            }
            expressions(part).flatMap(Expression::all).forEach(expression -> add(types, expression));
        });
    }

    private static Stream<Expression> expressions(Conditional conditional) {
        return switch (conditional) {
            case Conditional.Pattern pattern -> {
                Stream<Expression> constraints = pattern.constraints().stream()
                        .filter(Constraint.Computed.class::isInstance)
                        .map(constraint -> ((Constraint.Computed) constraint).expression());
                Stream<Expression> source =
                        switch (pattern.source()) {
                            case Conditional.Source.Values(Expression collection) -> Stream.of(collection);
                            case Conditional.Source.Aggregated aggregated ->
                                Stream.concat(
                                        aggregated.group() == null
                                                ? Stream.empty()
                                                : Stream.of(aggregated.group().key()),
                                        aggregated.functions().stream()
                                                .flatMap(function -> function.arguments().stream()));
                            case Conditional.Source.Session facts -> Stream.empty();
                            case Conditional.Source.Stream stream -> Stream.empty();
                            case Conditional.Source.Named window -> Stream.empty();
                            case Conditional.Source.Collected inside -> Stream.empty();
                        };
                yield Stream.concat(constraints, source);
            }
            case Conditional.Holds holds -> Stream.of(holds.expression());
            case Conditional.And and -> Stream.empty();
            case Conditional.Or or -> Stream.empty();
            case Conditional.Not not -> Stream.empty();
            case Conditional.Exists exists -> Stream.empty();
            case Conditional.ForAll all -> Stream.empty();
        };
    }

    private static void add(Set<Class<?>> types, Expression expression) {
        switch (expression) {
            case Expression.Call call when call.target() instanceof Target.Type(Class<?> type) -> types.add(type);
            case Expression.Constant constant -> types.add(constant.of());
            case Expression.New made -> types.add(made.type());
            default -> {}
        }
    }
}
