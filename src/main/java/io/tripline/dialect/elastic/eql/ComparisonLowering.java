package io.tripline.dialect.elastic.eql;

import io.tripline.dialect.elastic.eql.Expression.Comparator;
import io.tripline.dialect.elastic.eql.Expression.Constant;
import io.tripline.dialect.elastic.eql.Expression.Matcher;
import io.tripline.dialect.elastic.query.AnyOf;
import io.tripline.dialect.elastic.query.Dates;
import io.tripline.dialect.elastic.query.Dates.Moments;
import io.tripline.dialect.elastic.query.ElasticField;
import io.tripline.dialect.elastic.query.ElasticField.Mapping;
import io.tripline.dialect.elastic.query.QueryProblem;
import io.tripline.dialect.elastic.query.Span;
import io.tripline.event.FieldPath;
import io.tripline.event.Glob;
import io.tripline.rule.Comparison;
import io.tripline.rule.Condition;
import io.tripline.rule.Test;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comparisons of fields with values and with each other. */
final class ComparisonLowering {

    private static final Condition NEVER = new Condition.Or(List.of());

    private final List<QueryProblem> findings;
    private final DerivedLowering derived;

    ComparisonLowering(List<QueryProblem> findings) {
        this.findings = findings;
        this.derived = new DerivedLowering(findings);
    }

    Condition comparison(Expression.Comparison comparison) {
        Expression left = Folding.fold(comparison.left());
        Expression right = Folding.fold(comparison.right());
        return left instanceof Constant && !(right instanceof Constant)
                ? compared(right, comparison.comparator().flipped(), left, comparison.span())
                : compared(left, comparison.comparator(), right, comparison.span());
    }

    private Condition compared(Expression left, Comparator comparator, Expression right, Span span) {
        if (comparator == Comparator.NOT_EQUAL) {
            Condition equal = compared(left, Comparator.EQUAL, right, span);
            // f != null asks that f is there, and says so
            return equal instanceof Condition.Not(Condition part) ? part : new Condition.Not(equal);
        }
        if (left instanceof Constant.Number(BigDecimal a, Span _)
                && right instanceof Constant.Number(BigDecimal b, Span _)) {
            return holds(a.compareTo(b), comparator) ? new Condition.And(List.of()) : NEVER;
        }
        Expression.Field field = fieldOf(left);
        if (field == null) {
            return derived.compared(left, comparator, right, false, span);
        }
        ElasticField known = known(field);
        if (known == null) {
            return NEVER;
        }
        if (right instanceof Constant.Text text) {
            return comparator == Comparator.EQUAL ? equal(known, text, false) : range(known, comparator, text);
        }
        if (right instanceof Constant.Number number) {
            return number(known, comparator, number.value());
        }
        if (comparator == Comparator.EQUAL && right instanceof Constant.Null) {
            return new Condition.Not(test(known, new Test.Exists()));
        }
        if (comparator == Comparator.EQUAL && right instanceof Constant.Bool bool) {
            return test(known, new Test.Is(List.of(String.valueOf(bool.value())), true));
        }
        Expression.Field other = fieldOf(right);
        return comparator == Comparator.EQUAL && other != null
                ? sameAs(known, other)
                : refused(
                        span,
                        "a field cannot be compared with this by '" + comparator.sign() + "'",
                        "compare it with a number, a text, or by '==' with another field");
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

    /** {@code string(field)} is its text, and every test here looks at texts. */
    static Expression.@Nullable Field fieldOf(Expression expression) {
        if (expression instanceof Expression.Call call
                && FunctionLowering.key(call).equals("string")
                && call.arguments().size() == 1) {
            return fieldOf(call.arguments().getFirst());
        }
        return expression instanceof Expression.Field field ? field : null;
    }

    private @Nullable ElasticField known(Expression.Field field) {
        if (ElasticField.isName(field.path())) {
            return ElasticField.of(field.path());
        }
        findings.add(QueryProblem.error(field.span(), "this is not the name of one field", "write its whole name"));
        return null;
    }

    private static Condition test(ElasticField field, Test test) {
        return new Condition.FieldTest(field.path(), test);
    }

    private Condition equal(ElasticField field, Constant.Text text, boolean ignoreCase) {
        if (field.mapping() == Mapping.DATE && Dates.parse(text.value()) == null) {
            return refused(text.span(), "this is not a date", "write 2026-01-31T10:00:00Z");
        }
        if (field.mapping() == Mapping.DATE) {
            return new Condition.And(
                    List.of(range(field, Comparator.AT_LEAST, text), range(field, Comparator.AT_MOST, text)));
        }
        boolean cased = !ignoreCase && field.mapping() != Mapping.CASELESS;
        return test(
                field,
                field.mapping() == Mapping.IP
                        ? field.address(text.value())
                        : new Test.Is(List.of(text.value()), cased));
    }

    private Condition range(ElasticField field, Comparator comparator, Constant.Text bound) {
        if (Dates.isDateMath(bound.value())) {
            return refused(
                    bound.span(),
                    "a date relative to the moment of a search has no meaning for a live event",
                    "remove the test: every event is new when it is looked at");
        }
        if (field.mapping() == Mapping.IP) {
            return refused(
                    bound.span(), "addresses are not compared by < and >", "write cidrMatch(field, \"10.0.0.0/8\")");
        }
        Moments moments = Dates.parse(bound.value());
        boolean fromTheEnd = comparator == Comparator.GREATER || comparator == Comparator.AT_MOST;
        String text = moments == null ? bound.value() : (fromTheEnd ? moments.last() : moments.first()).toString();
        return test(field, new Test.CompareText(comparison(comparator), text));
    }

    static Condition number(ElasticField field, Comparator comparator, BigDecimal value) {
        return test(
                field,
                comparator == Comparator.EQUAL
                        ? new Test.IsNumber(List.of(value))
                        : new Test.Compare(comparison(comparator), value));
    }

    static Comparison comparison(Comparator comparator) {
        return switch (comparator) {
            case EQUAL -> Comparison.EQUAL;
            case NOT_EQUAL -> Comparison.NOT_EQUAL;
            case LESS -> Comparison.LESS;
            case AT_MOST -> Comparison.AT_MOST;
            case GREATER -> Comparison.GREATER;
            case AT_LEAST -> Comparison.AT_LEAST;
        };
    }

    private Condition sameAs(ElasticField field, Expression.Field other) {
        ElasticField second = known(other);
        return second == null
                ? NEVER
                : test(field, new Test.SameAs(second.path(), Test.Relation.EQUAL, field.mapping() != Mapping.CASELESS));
    }

    Condition isTrue(Expression.Field field) {
        ElasticField known = known(field);
        return known == null ? NEVER : test(known, new Test.Is(List.of("true"), true));
    }

    Condition in(Expression.In in) {
        List<Condition> any = new ArrayList<>();
        for (Expression element : in.list()) {
            Expression.Field field = fieldOf(in.value());
            if (in.ignoreCase() && field != null && element instanceof Constant.Text text) {
                ElasticField known = known(field);
                any.add(known == null ? NEVER : equal(known, text, true));
            } else if (in.ignoreCase() && field == null) {
                any.add(derived.compared(in.value(), Comparator.EQUAL, element, true, in.span()));
            } else {
                any.add(compared(Folding.fold(in.value()), Comparator.EQUAL, Folding.fold(element), element.span()));
            }
        }
        return AnyOf.merged(any);
    }

    Condition matches(Expression.Matches matches) {
        Expression.Field field = fieldOf(matches.value());
        ElasticField known = field == null ? null : known(field);
        List<Condition> any = new ArrayList<>();
        for (Constant pattern : matches.patterns()) {
            if (!(pattern instanceof Constant.Text text)) {
                any.add(refused(
                        pattern.span(),
                        "'" + matches.matcher().sign() + "' takes texts only",
                        "write it in quotes, or use '=='"));
            } else if (known != null) {
                any.add(matched(known, matches.matcher(), text));
            } else if (field == null) {
                any.add(derived.matched(matches.value(), matches.matcher(), text, matches.span()));
            }
        }
        return AnyOf.merged(any);
    }

    private Condition matched(ElasticField field, Matcher matcher, Constant.Text pattern) {
        boolean cased = matcher == Matcher.LIKE || matcher == Matcher.REGEX;
        return switch (matcher) {
            case SEQ, LIKE, LIKE_IGNORE_CASE -> like(field, pattern, cased);
            case REGEX, REGEX_IGNORE_CASE -> regex(field.path(), pattern, !cased);
        };
    }

    /** {@code *} and {@code ?} cannot be taken literally; a backslash is one. */
    Condition like(ElasticField field, Constant.Text pattern, boolean cased) {
        String value = pattern.value();
        if (value.indexOf('*') < 0 && value.indexOf('?') < 0) {
            return equal(field, pattern, !cased);
        }
        if (value.equals("*")) {
            return test(field, new Test.Exists());
        }
        return test(field, new Test.Like(List.of(glob(value)), cased && field.mapping() != Mapping.CASELESS));
    }

    static String glob(String pattern) {
        StringBuilder glob = new StringBuilder();
        int start = 0;
        for (int i = 0; i <= pattern.length(); i++) {
            if (i == pattern.length() || pattern.charAt(i) == '*' || pattern.charAt(i) == '?') {
                glob.append(Glob.escape(pattern.substring(start, i)));
                glob.append(pattern, i, Math.min(pattern.length(), i + 1));
                start = i + 1;
            }
        }
        return glob.toString();
    }

    Condition regex(FieldPath field, Constant.Text pattern, boolean ignoreCase) {
        LuceneRegex.Converted converted = LuceneRegex.convert(pattern.value());
        if (converted.reason() != null) {
            return refused(
                    pattern.span(),
                    "this regular expression cannot be used: " + converted.reason(),
                    "write it without, or with 'like'");
        }
        return new Condition.FieldTest(
                field, new Test.Regex(List.of(converted.expression()), true, ignoreCase, false, true));
    }

    private Condition refused(Span span, String message, String wayOut) {
        findings.add(QueryProblem.error(span, message, wayOut));
        return NEVER;
    }
}
