package io.tripline.dialect.elastic.eql;

import io.tripline.dialect.elastic.eql.Expression.Constant;
import io.tripline.dialect.elastic.query.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tree as if nobody had written it, so that trees of different texts can be compared. */
final class WithoutPlaces {

    private WithoutPlaces() {}

    static Eql of(Eql query) {
        return switch (query) {
            case Eql.EventQuery event -> new Eql.EventQuery(of(event.filter()), pipes(event), Span.NONE);
            case Eql.Sequence sequence ->
                new Eql.Sequence(
                        all(sequence.by()),
                        of(sequence.maxSpan()),
                        sequence.terms().stream().map(WithoutPlaces::of).toList(),
                        sequence.until() == null ? null : of(sequence.until()),
                        pipes(sequence),
                        Span.NONE);
            case Eql.Sample sample ->
                new Eql.Sample(
                        all(sample.by()),
                        sample.terms().stream().map(WithoutPlaces::of).toList(),
                        pipes(sample),
                        Span.NONE);
        };
    }

    private static Eql.@Nullable MaxSpan of(Eql.@Nullable MaxSpan span) {
        return span == null ? null : new Eql.MaxSpan(span.value(), span.unit(), Span.NONE);
    }

    private static List<Eql.Pipe> pipes(Eql query) {
        return query.pipes().stream()
                .map(pipe -> new Eql.Pipe(pipe.name(), all(pipe.arguments()), Span.NONE))
                .toList();
    }

    private static Eql.Term of(Eql.Term term) {
        return new Eql.Term(term.missing(), of(term.filter()), all(term.by()), term.runs(), Span.NONE);
    }

    private static Eql.EventFilter of(Eql.EventFilter filter) {
        return new Eql.EventFilter(filter.category(), of(filter.where()), Span.NONE);
    }

    private static List<Expression> all(List<Expression> expressions) {
        return expressions.stream().map(WithoutPlaces::of).toList();
    }

    private static Expression of(Expression expression) {
        return switch (expression) {
            case Expression.Or or -> new Expression.Or(all(or.parts()), Span.NONE);
            case Expression.And and -> new Expression.And(all(and.parts()), Span.NONE);
            case Expression.Not not -> new Expression.Not(of(not.part()), Span.NONE);
            case Expression.Comparison c ->
                new Expression.Comparison(of(c.left()), c.comparator(), of(c.right()), Span.NONE);
            case Expression.In in ->
                new Expression.In(of(in.value()), in.negated(), in.ignoreCase(), all(in.list()), Span.NONE);
            case Expression.Matches m ->
                new Expression.Matches(
                        of(m.value()),
                        m.matcher(),
                        m.patterns().stream().map(WithoutPlaces::of).toList(),
                        Span.NONE);
            case Expression.Arithmetic a ->
                new Expression.Arithmetic(of(a.left()), a.operation(), of(a.right()), Span.NONE);
            case Expression.Negative n -> new Expression.Negative(of(n.part()), Span.NONE);
            case Expression.Call c -> new Expression.Call(c.function(), c.ignoreCase(), all(c.arguments()), Span.NONE);
            case Expression.Field f -> new Expression.Field(f.optional(), f.names(), Span.NONE);
            case Constant constant -> of(constant);
        };
    }

    private static Constant of(Constant constant) {
        return switch (constant) {
            case Constant.Text text -> new Constant.Text(text.value(), Span.NONE);
            case Constant.Number number -> new Constant.Number(number.value(), Span.NONE);
            case Constant.Bool bool -> new Constant.Bool(bool.value(), Span.NONE);
            case Constant.Null n -> new Constant.Null(Span.NONE);
        };
    }
}
