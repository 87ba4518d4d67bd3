package io.tripline.dialect.elastic.eql;

import io.tripline.dialect.elastic.eql.Expression.Comparator;
import io.tripline.dialect.elastic.eql.Expression.Constant;
import io.tripline.dialect.elastic.eql.Expression.Matcher;
import io.tripline.dialect.elastic.query.AnyOf;
import io.tripline.dialect.elastic.query.QueryProblem;
import io.tripline.dialect.elastic.query.Span;
import io.tripline.event.CaseFolding;
import io.tripline.event.Glob;
import io.tripline.rule.Condition;
import io.tripline.rule.Conditions;
import io.tripline.rule.Subject;
import io.tripline.rule.Test;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Comparisons of values with each other, what they are lowered by {@link SubjectLowering}. */
final class ComparisonLowering {

    private final List<QueryProblem> findings;
    private final ConstantLowering constants;
    private final SubjectLowering subjects;
    private final Function<Expression, Condition> conditions;

    /** @param conditions lowers what is true or false */
    ComparisonLowering(List<QueryProblem> findings, Function<Expression, Condition> conditions) {
        this.findings = findings;
        this.constants = new ConstantLowering(findings);
        this.subjects = new SubjectLowering(findings);
        this.conditions = conditions;
    }

    Condition comparison(Expression.Comparison comparison) {
        Worth left = subjects.worth(comparison.left());
        Worth right = subjects.worth(comparison.right());
        if (left instanceof Worth.Refused || right instanceof Worth.Refused) {
            return Conditions.NEVER;
        }
        Comparator comparator = comparison.comparator();
        Span span = comparison.span();
        return isConstant(left) && !isConstant(right)
                ? compared(right, comparator.flipped(), left, span)
                : compared(left, comparator, right, span);
    }

    private static boolean isConstant(Worth worth) {
        return switch (worth) {
            case Worth.Value(Subject subject, var mapping) -> SubjectLowering.isConstant(subject);
            case Worth.Nothing n -> true;
            case Worth.Truth truth -> true;
            case Worth.Asked asked -> false;
            case Worth.Refused refused -> true;
        };
    }

    private Condition compared(Worth left, Comparator comparator, Worth right, Span span) {
        if (left instanceof Worth.Nothing || right instanceof Worth.Nothing) {
            return comparedWithNull(left instanceof Worth.Nothing ? right : left, comparator, span);
        }
        if (comparator == Comparator.NOT_EQUAL) {
            return Denial.of(compared(left, Comparator.EQUAL, right, span));
        }
        boolean equal = comparator == Comparator.EQUAL;
        if (left instanceof Worth.Asked(Expression condition, boolean asText) && equal) {
            if (!asText && right instanceof Worth.Truth(boolean value)) {
                return value ? conditions.apply(condition) : conditions.apply(denied(condition));
            }
            if (asText && right instanceof Worth.Value(Subject.Text(String text), var mapping)) {
                return asText(condition, text::equals);
            }
        }
        if (left instanceof Worth.Value(Subject.Field field, var mapping)
                && right instanceof Worth.Truth(boolean value)
                && equal) {
            return Denial.test(field, new Test.Is(List.of(String.valueOf(value)), true));
        }
        if (left instanceof Worth.Value value && right instanceof Worth.Value bound) {
            return compared(value, comparator, bound, span);
        }
        return refused(
                span,
                "these cannot be compared by '" + comparator.sign() + "'",
                "compare a field with a number, a text, or another field");
    }

    private static Expression denied(Expression condition) {
        return new Expression.Not(condition, condition.span());
    }

    /** {@code null} is equal to null alone, and neither more nor less than anything. */
    private Condition comparedWithNull(Worth left, Comparator comparator, Span span) {
        if (comparator != Comparator.EQUAL && comparator != Comparator.NOT_EQUAL) {
            return Conditions.NEVER;
        }
        boolean asked = comparator == Comparator.NOT_EQUAL;
        return switch (left) {
            case Worth.Value(Subject subject, var mapping) ->
                SubjectLowering.isConstant(subject) ? constant(asked) : asked(Denial.exists(subject), asked);
            case Worth.Nothing n -> constant(!asked);
            case Worth.Truth truth -> constant(asked);
            case Worth.Asked(Expression condition, boolean asText) -> asked(isKnown(condition, span), asked);
            case Worth.Refused refused -> Conditions.NEVER;
        };
    }

    private static Condition constant(boolean holds) {
        return holds ? Conditions.ALWAYS : Conditions.NEVER;
    }

    private static Condition asked(Condition condition, boolean holds) {
        return holds ? condition : Conditions.not(condition);
    }

    /** A condition is true or false where all is there that it compares. */
    private Condition isKnown(Expression condition, Span span) {
        if (!isOneTest(condition)) {
            return refused(
                    span,
                    "whether several conditions together are null is not asked",
                    "compare a field with null, or one comparison");
        }
        List<Condition> parts = Denial.subjects(conditions.apply(condition)).stream()
                .map(Denial::exists)
                .toList();
        return Conditions.all(parts);
    }

    static boolean isOneTest(Expression condition) {
        return condition instanceof Expression.Comparison
                || condition instanceof Expression.In
                || condition instanceof Expression.Matches
                || condition instanceof Expression.Call;
    }

    /** {@code string(condition)} is the text "true" or "false". */
    private Condition asText(Expression condition, Predicate<String> test) {
        List<Condition> any = new ArrayList<>();
        if (test.test("true")) {
            any.add(conditions.apply(condition));
        }
        if (test.test("false")) {
            any.add(conditions.apply(denied(condition)));
        }
        return Conditions.any(any);
    }

    private Condition compared(Worth.Value left, Comparator comparator, Worth.Value right, Span span) {
        if (SubjectLowering.isConstant(left.subject())) {
            return comparedConstants(left.subject(), comparator, right.subject(), span);
        }
        return switch (right.subject()) {
            case Subject.Text(String text) -> constants.text(left, comparator, text, span);
            case Subject.Number(BigDecimal number) -> ConstantLowering.number(left, comparator, number);
            case Subject other ->
                comparator == Comparator.EQUAL
                        ? Denial.test(
                                left.asText(),
                                new Test.SameAs(right.asText(), Test.Relation.EQUAL, left.isCased(false)))
                        : Denial.test(
                                left.subject(), new Test.CompareWith(ConstantLowering.comparison(comparator), other));
        };
    }

    private Condition comparedConstants(Subject left, Comparator comparator, Subject right, Span span) {
        if (left instanceof Subject.Number(BigDecimal a) && right instanceof Subject.Number(BigDecimal b)) {
            return constant(holds(a.compareTo(b), comparator));
        }
        if (left instanceof Subject.Text(String a) && right instanceof Subject.Text(String b)) {
            return constant(holds(a.compareTo(b), comparator));
        }
        return refused(span, "a text is not compared with a number", "write both in quotes, or none");
    }

    private static boolean holds(int sign, Comparator comparator) {
        return switch (comparator) {
            case EQUAL -> sign == 0;
            case NOT_EQUAL -> sign != 0;
            case LESS -> sign < 0;
            case AT_MOST -> sign <= 0;
            case GREATER -> sign > 0;
            case AT_LEAST -> sign >= 0;
        };
    }

    Condition isTrue(Expression.Field field) {
        return subjects.worth(field) instanceof Worth.Value value
                ? Denial.test(value.subject(), new Test.Is(List.of("true"), true))
                : Conditions.NEVER;
    }

    Condition in(Expression.In in) {
        Worth worth = subjects.worth(in.value());
        List<Condition> any = new ArrayList<>();
        for (Expression element : in.list()) {
            Worth one = subjects.worth(element);
            if (in.ignoreCase()
                    && worth instanceof Worth.Value value
                    && one instanceof Worth.Value(Subject.Text(String text), var mapping)
                    && !SubjectLowering.isConstant(value.subject())) {
                any.add(constants.equal(value, new Constant.Text(text, element.span()), true));
            } else if (!(worth instanceof Worth.Refused) && !(one instanceof Worth.Refused)) {
                any.add(compared(worth, Comparator.EQUAL, one, element.span()));
            }
        }
        return AnyOf.merged(any);
    }

    Condition matches(Expression.Matches matches) {
        Worth worth = subjects.worth(matches.value());
        List<Condition> any = new ArrayList<>();
        for (Constant pattern : matches.patterns()) {
            if (pattern instanceof Constant.Text text) {
                any.add(matched(worth, matches.matcher(), text, matches.span()));
            } else {
                any.add(refused(
                        pattern.span(),
                        "'" + matches.matcher().sign() + "' takes texts only",
                        "write it in quotes, or use '=='"));
            }
        }
        return AnyOf.merged(any);
    }

    private Condition matched(Worth worth, Matcher matcher, Constant.Text pattern, Span span) {
        return switch (worth) {
            case Worth.Value value
            when !SubjectLowering.isConstant(value.subject()) -> constants.matched(value, matcher, pattern);
            case Worth.Asked(Expression condition, boolean asText)
            when asText && matcher != Matcher.REGEX && matcher != Matcher.REGEX_IGNORE_CASE -> {
                boolean cased = matcher == Matcher.LIKE;
                String written = cased ? pattern.value() : CaseFolding.fold(pattern.value());
                yield asText(condition, Glob.of(ConstantLowering.glob(written))::matches);
            }
            case Worth.Nothing n -> Conditions.NEVER;
            case Worth.Refused refused -> Conditions.NEVER;
            case Worth other ->
                refused(span, "this cannot be matched by '" + matcher.sign() + "'", "match a field with a text");
        };
    }

    private Condition refused(Span span, String message, String wayOut) {
        findings.add(QueryProblem.error(span, message, wayOut));
        return Conditions.NEVER;
    }
}
