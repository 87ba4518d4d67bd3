package io.tripline.dialect.elastic.eql;

import io.tripline.dialect.elastic.eql.Expression.Comparator;
import io.tripline.dialect.elastic.eql.Expression.Constant;
import io.tripline.dialect.elastic.query.QueryProblem;
import io.tripline.dialect.elastic.query.Span;
import io.tripline.dialect.elastic.query.Translation;
import io.tripline.event.FieldPath;
import io.tripline.rule.Condition;
import io.tripline.rule.Conditions;
import io.tripline.rule.Test;
import java.util.ArrayList;
import java.util.List;

/**
 * What an event query asks of one event, with Elasticsearch's meaning: a test on a missing field does not hold, so its
 * negation does ({@code !=}, {@code not}), but for what is worked out of it, see {@link Denial}; {@code == null} holds where there
 * is no value. A test on a list holds if any element does.
 */
public final class EqlLowering {

    private final List<QueryProblem> findings;
    private final ComparisonLowering comparisons;
    private final FunctionLowering functions;

    EqlLowering(List<QueryProblem> findings) {
        this.findings = findings;
        this.comparisons = new ComparisonLowering(findings, this::condition);
        this.functions = new FunctionLowering(findings);
    }

    /**
     * Never throws; all that cannot be translated is found at once.
     *
     * @param categoryField what {@code process where} compares, {@code event.category} unless the rule says otherwise
     */
    public static Translation lower(Eql.EventQuery query, FieldPath categoryField) {
        EqlLowering lowering = new EqlLowering(new ArrayList<>());
        lowering.refusePipes(query);
        Condition condition = lowering.filter(query.filter(), categoryField);
        return new Translation(condition, lowering.findings);
    }

    void refusePipes(Eql query) {
        for (Eql.Pipe pipe : query.pipes()) {
            String why =
                    switch (pipe.name()) {
                        case "head" -> "it takes the first of all that a search finds, and here nothing is searched";
                        case "tail" -> "it takes the last of all that a search finds, and no event is the last to come";
                        default -> "a live event comes alone";
                    };
            error(
                    pipe.span(),
                    "the pipe '" + pipe.name() + "' is not supported: " + why,
                    "remove it; for fewer alerts add alert_suppression");
        }
    }

    /** What is asked of one event. */
    Condition filter(Eql.EventFilter filter, FieldPath categoryField) {
        Condition where = condition(filter.where());
        String category = filter.category();
        if (category == null) {
            return where;
        }
        Condition is = new Condition.FieldTest(categoryField, new Test.Is(List.of(category), true));
        List<Condition> parts = new ArrayList<>(List.of(is));
        if (where instanceof Condition.And and) {
            parts.addAll(and.parts());
        } else {
            parts.add(where);
        }
        return new Condition.And(parts);
    }

    private Condition condition(Expression expression) {
        return switch (expression) {
            case Expression.Or or ->
                new Condition.Or(or.parts().stream().map(this::condition).toList());
            case Expression.And and ->
                new Condition.And(and.parts().stream().map(this::condition).toList());
            case Expression.Not not -> denied(not.part());
            case Expression.Comparison comparison -> comparisons.comparison(comparison);
            case Expression.In in -> {
                Condition any = comparisons.in(in);
                yield in.negated() ? Denial.of(any) : any;
            }
            case Expression.Matches matches -> comparisons.matches(matches);
            case Expression.Call call -> functions.condition(call);
            case Expression.Field field -> comparisons.isTrue(field);
            case Constant.Bool bool -> bool.value() ? Conditions.ALWAYS : Conditions.NEVER;
            case Constant constant -> noCondition(constant);
            case Expression.Arithmetic arithmetic -> noCondition(arithmetic);
            case Expression.Negative negative -> noCondition(negative);
        };
    }

    private Condition noCondition(Expression expression) {
        return refused(expression.span(), "this is neither true nor false", "compare it with a value");
    }

    /** Only of what stands right behind it a {@code not} asks whether it is false; of what is joined, whether it does not hold. */
    private Condition denied(Expression part) {
        return switch (part) {
            case Expression.Not not -> condition(not.part());
            case Expression.Comparison(Expression left, Comparator comparator, Expression right, Span span)
            when comparator == Comparator.NOT_EQUAL ->
                condition(new Expression.Comparison(left, Comparator.EQUAL, right, span));
            case Expression.In in when in.negated() -> comparisons.in(in);
            case Expression one when ComparisonLowering.isOneTest(one) -> Denial.of(condition(one));
            case Expression joined -> new Condition.Not(condition(joined));
        };
    }

    private Condition refused(Span span, String message, String wayOut) {
        error(span, message, wayOut);
        return Conditions.NEVER;
    }

    private void error(Span span, String message, String wayOut) {
        findings.add(QueryProblem.error(span, message, wayOut));
    }
}
