package io.tripline.dialect.elastic.eql;

import io.tripline.dialect.elastic.eql.Expression.Comparator;
import io.tripline.dialect.elastic.eql.Expression.Constant;
import io.tripline.dialect.elastic.eql.Expression.Matcher;
import io.tripline.dialect.elastic.query.ElasticField;
import io.tripline.dialect.elastic.query.QueryProblem;
import io.tripline.dialect.elastic.query.Span;
import io.tripline.event.FieldPath;
import io.tripline.event.Glob;
import io.tripline.rule.Condition;
import io.tripline.rule.Test;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Comparisons of something that is worked out from a field, as far as a test of the field itself says the same: {@code
 * substring(f, 0, 3) == "abc"} asks for a beginning.
 */
final class DerivedLowering {

    private static final Condition NEVER = new Condition.Or(List.of());

    /** So far into a value a part of it may begin. */
    private static final int LONGEST = 1000;

    private final List<QueryProblem> findings;

    DerivedLowering(List<QueryProblem> findings) {
        this.findings = findings;
    }

    Condition compared(Expression left, Comparator comparator, Expression right, boolean ignoreCase, Span span) {
        if (left instanceof Expression.Call call && fieldOf(call).isPresent()) {
            FieldPath field = fieldOf(call).get();
            String function = FunctionLowering.key(call);
            if (function.equals("length") && call.arguments().size() == 1 && right instanceof Constant.Number number) {
                Test length = new Test.Length(ComparisonLowering.comparison(comparator), number.value());
                return test(field, length);
            }
            if (function.equals("substring") && comparator == Comparator.EQUAL && right instanceof Constant.Text text) {
                return substring(field, call, text.value(), !ignoreCase);
            }
            if (function.equals("number") && call.arguments().size() == 1 && right instanceof Constant.Number number) {
                return ComparisonLowering.number(ElasticField.of(field.text()), comparator, number.value());
            }
        }
        if (left instanceof Expression.Arithmetic && right instanceof Constant.Number number) {
            Isolation isolated = Isolation.of(left, comparator, number.value());
            if (isolated != null && ElasticField.isName(isolated.field().path())) {
                ElasticField field = ElasticField.of(isolated.field().path());
                return ComparisonLowering.number(field, isolated.comparator(), isolated.bound());
            }
        }
        return refused(left, span);
    }

    /** {@code substring(…) : "abc"}: without wildcards an equality. */
    Condition matched(Expression value, Matcher matcher, Constant.Text pattern, Span span) {
        boolean plain = pattern.value().indexOf('*') < 0 && pattern.value().indexOf('?') < 0;
        return switch (matcher) {
            case SEQ, LIKE, LIKE_IGNORE_CASE ->
                plain
                        ? compared(value, Comparator.EQUAL, pattern, matcher != Matcher.LIKE, span)
                        : refused(value, span);
            case REGEX, REGEX_IGNORE_CASE -> refused(value, span);
        };
    }

    private static Optional<FieldPath> fieldOf(Expression.Call call) {
        return !call.arguments().isEmpty()
                        && call.arguments().getFirst() instanceof Expression.Field field
                        && ElasticField.isName(field.path())
                ? Optional.of(ElasticField.of(field.path()).path())
                : Optional.empty();
    }

    /** The part from a start to an end, both perhaps counted from the end of the value, as in Python. */
    private Condition substring(FieldPath field, Expression.Call call, String text, boolean cased) {
        List<Expression> arguments =
                call.arguments().stream().map(Folding::fold).toList();
        if (arguments.size() < 2
                || arguments.size() > 3
                || arguments.stream().skip(1).anyMatch(argument -> whole(argument) == null)) {
            return refused(call, call.span());
        }
        int start = Optional.ofNullable(whole(arguments.get(1))).orElse(0);
        if (arguments.size() == 2) {
            return behind(field, call, start, text, cased);
        }
        int end = Optional.ofNullable(whole(arguments.get(2))).orElse(0);
        if (start < 0 || end < start) {
            return refused(call, call.span());
        }
        if (text.length() == end - start) {
            return test(field, begins(start, text, cased));
        }
        return text.length() > end - start ? NEVER : exact(field, start, text, cased);
    }

    private Condition behind(FieldPath field, Expression.Call call, int start, String text, boolean cased) {
        if (start >= 0) {
            return exact(field, start, text, cased);
        }
        if (text.length() == -start) {
            return test(field, new Test.EndsWith(List.of(text), cased));
        }
        // a value shorter than the part that is asked for is taken whole
        return text.length() > -start ? NEVER : test(field, new Test.Is(List.of(text), cased));
    }

    private static Condition exact(FieldPath field, int start, String text, boolean cased) {
        return test(
                field,
                start == 0
                        ? new Test.Is(List.of(text), cased)
                        : new Test.Like(List.of("?".repeat(start) + Glob.escape(text)), cased));
    }

    private static Test begins(int start, String text, boolean cased) {
        return start == 0
                ? new Test.StartsWith(List.of(text), cased)
                : new Test.Like(List.of("?".repeat(start) + Glob.escape(text) + "*"), cased);
    }

    private static @org.jspecify.annotations.Nullable Integer whole(Expression expression) {
        return expression instanceof Constant.Number(BigDecimal value, Span _)
                        && value.scale() <= 0
                        && value.abs().compareTo(BigDecimal.valueOf(LONGEST)) < 0
                ? Integer.valueOf(value.intValueExact())
                : null;
    }

    private static Condition test(FieldPath field, Test test) {
        return new Condition.FieldTest(field, test);
    }

    private Condition refused(Expression value, Span span) {
        String what =
                switch (value) {
                    case Expression.Call call ->
                        "the function '" + call.function() + "' cannot be compared in this way";
                    case Expression.Arithmetic a ->
                        "arithmetic with fields is supported as sums and products of one field only";
                    case Expression.Negative n ->
                        "arithmetic with fields is supported as sums and products of one field only";
                    case Constant c -> "a comparison of two values is not supported";
                    case Expression other -> "a condition cannot be compared";
                };
        findings.add(QueryProblem.error(span, what, "compare a field with a value"));
        return NEVER;
    }
}
