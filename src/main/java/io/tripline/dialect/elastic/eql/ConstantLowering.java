package io.tripline.dialect.elastic.eql;

import io.tripline.dialect.elastic.eql.Expression.Comparator;
import io.tripline.dialect.elastic.eql.Expression.Constant;
import io.tripline.dialect.elastic.eql.Expression.Matcher;
import io.tripline.dialect.elastic.query.Dates;
import io.tripline.dialect.elastic.query.Dates.Moments;
import io.tripline.dialect.elastic.query.ElasticField;
import io.tripline.dialect.elastic.query.ElasticField.Mapping;
import io.tripline.dialect.elastic.query.QueryProblem;
import io.tripline.dialect.elastic.query.Span;
import io.tripline.event.Glob;
import io.tripline.rule.Comparison;
import io.tripline.rule.Condition;
import io.tripline.rule.Conditions;
import io.tripline.rule.Test;
import java.math.BigDecimal;
import java.util.List;

/** Tests of a value against what is written out. */
final class ConstantLowering {

    private final List<QueryProblem> findings;

    ConstantLowering(List<QueryProblem> findings) {
        this.findings = findings;
    }

    Condition text(Worth.Value value, Comparator comparator, String text, Span span) {
        Constant.Text constant = new Constant.Text(text, span);
        return comparator == Comparator.EQUAL ? equal(value, constant, false) : range(value, comparator, constant);
    }

    static Condition number(Worth.Value value, Comparator comparator, BigDecimal number) {
        return Denial.test(
                value.subject(),
                comparator == Comparator.EQUAL
                        ? new Test.IsNumber(List.of(number))
                        : new Test.Compare(comparison(comparator), number));
    }

    Condition equal(Worth.Value value, Constant.Text text, boolean ignoreCase) {
        if (value.mapping() == Mapping.DATE && Dates.parse(text.value()) == null) {
            return refused(text.span(), "this is not a date", "write 2026-01-31T10:00:00Z");
        }
        if (value.mapping() == Mapping.DATE) {
            return new Condition.And(
                    List.of(range(value, Comparator.AT_LEAST, text), range(value, Comparator.AT_MOST, text)));
        }
        return Denial.test(
                value.asText(),
                value.mapping() == Mapping.IP
                        ? ElasticField.address(text.value())
                        : new Test.Is(List.of(text.value()), value.isCased(ignoreCase)));
    }

    private Condition range(Worth.Value value, Comparator comparator, Constant.Text bound) {
        if (Dates.isDateMath(bound.value())) {
            return refused(
                    bound.span(),
                    "a date relative to the moment of a search has no meaning for a live event",
                    "remove the test: every event is new when it is looked at");
        }
        if (value.mapping() == Mapping.IP) {
            return refused(
                    bound.span(), "addresses are not compared by < and >", "write cidrMatch(field, \"10.0.0.0/8\")");
        }
        Moments moments = Dates.parse(bound.value());
        boolean fromTheEnd = comparator == Comparator.GREATER || comparator == Comparator.AT_MOST;
        String text = moments == null ? bound.value() : (fromTheEnd ? moments.last() : moments.first()).toString();
        return Denial.test(value.asText(), new Test.CompareText(comparison(comparator), text));
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

    Condition matched(Worth.Value value, Matcher matcher, Constant.Text pattern) {
        boolean ignoreCase = matcher != Matcher.LIKE && matcher != Matcher.REGEX;
        return switch (matcher) {
            case SEQ, LIKE, LIKE_IGNORE_CASE -> like(value, pattern, ignoreCase);
            case REGEX, REGEX_IGNORE_CASE -> regex(value, pattern, ignoreCase);
        };
    }

    /** {@code *} and {@code ?} cannot be taken literally; a backslash is one. */
    Condition like(Worth.Value value, Constant.Text pattern, boolean ignoreCase) {
        if (!isPattern(pattern.value())) {
            return equal(value, pattern, ignoreCase);
        }
        return Denial.test(
                value.asText(),
                pattern.value().equals("*")
                        ? new Test.Exists()
                        : new Test.Like(List.of(glob(pattern.value())), value.isCased(ignoreCase)));
    }

    private static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    /** As {@link Glob} has it. */
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

    Condition regex(Worth.Value value, Constant.Text pattern, boolean ignoreCase) {
        LuceneRegex.Converted converted = LuceneRegex.convert(pattern.value());
        if (converted.reason() != null) {
            return refused(
                    pattern.span(),
                    "this regular expression cannot be used: " + converted.reason(),
                    "write it without, or with 'like'");
        }
        return Denial.test(
                value.asText(), new Test.Regex(List.of(converted.expression()), true, ignoreCase, false, true));
    }

    private Condition refused(Span span, String message, String wayOut) {
        findings.add(QueryProblem.error(span, message, wayOut));
        return Conditions.NEVER;
    }
}
