package io.tripline.dialect.elastic.kql;

import io.tripline.dialect.elastic.kql.Kql.RangeOperator;
import io.tripline.dialect.elastic.query.Dates;
import io.tripline.dialect.elastic.query.Dates.Moments;
import io.tripline.dialect.elastic.query.ElasticField;
import io.tripline.dialect.elastic.query.ElasticField.Mapping;
import io.tripline.dialect.elastic.query.QueryProblem;
import io.tripline.dialect.elastic.query.Span;
import io.tripline.event.Decimal;
import io.tripline.event.Glob;
import io.tripline.event.Network;
import io.tripline.event.Phrases;
import io.tripline.rule.Comparison;
import io.tripline.rule.Condition;
import io.tripline.rule.Test;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One value of a query as a test, by what Elasticsearch does with it on a field of that mapping. */
final class ValueLowering {

    private static final Pattern ENDS_IN_KEYWORD = Pattern.compile("(?is).*\\s(and|or|not)");

    private final Target target;
    private final List<QueryProblem> findings;

    ValueLowering(Target target, List<QueryProblem> findings) {
        this.target = target;
        this.findings = findings;
    }

    Condition equal(KqlLiteral value) {
        return switch (value) {
            case KqlLiteral.Quoted quoted -> text(quoted.text(), true, quoted.span());
            case KqlLiteral.Unquoted unquoted -> unquoted(unquoted);
            case KqlLiteral.Bool bool -> text(String.valueOf(bool.value()), true, bool.span());
            case KqlLiteral.Wildcard wildcard when wildcard.isAnything() -> test(new Test.Exists());
            case KqlLiteral.Wildcard wildcard -> wildcard(wildcard);
            case KqlLiteral.Null n ->
                refused(
                        n.span(),
                        "null is no value that a field can have",
                        "write 'not field: *' for a missing field, \"null\" in quotes for the text");
        };
    }

    private Condition unquoted(KqlLiteral.Unquoted value) {
        if (ENDS_IN_KEYWORD.matcher(value.text()).matches()) {
            findings.add(QueryProblem.note(
                    value.span(),
                    "the keyword at the end is taken for a part of the value, because nothing stands behind it",
                    "remove it, or put the value in double quotes"));
        }
        BigDecimal number =
                target instanceof Target.OneField one && one.field().isNumber() ? Decimal.parse(value.text()) : null;
        return number == null ? text(value.text(), false, value.span()) : test(new Test.IsNumber(List.of(number)));
    }

    private Condition text(String text, boolean phrase, Span span) {
        return switch (mapping()) {
            case KEYWORD ->
                Network.isPrefixed(text)
                        ? new Condition.Or(List.of(test(new Test.InSubnet(List.of(text))), test(is(text, true))))
                        : test(is(text, true));
            case CASELESS -> test(is(text, false));
            case TEXT -> words(text, phrase, span);
            case IP -> test(address(target, text));
            case DATE -> date(text, span);
        };
    }

    private static Test is(String text, boolean cased) {
        return new Test.Is(List.of(text), cased);
    }

    private static Test address(Target target, String text) {
        return target instanceof Target.OneField ? ElasticField.address(text) : is(text, true);
    }

    private Condition words(String text, boolean phrase, Span span) {
        List<String> words = Phrases.of(text);
        if (words.isEmpty()) {
            return refused(
                    span,
                    "there is no word in this value, so Elasticsearch never finds it in the analysed text of " + name(),
                    "look for a word beside it");
        }
        if (phrase || words.size() == 1) {
            return test(new Test.HasWords(List.of(text.replace('*', ' '))));
        }
        findings.add(QueryProblem.note(
                span,
                "without quotes one word is enough in the analysed text of " + name() + ": "
                        + String.join(" or ", words),
                "put the value in double quotes to look for all of it"));
        return test(new Test.HasWords(words));
    }

    private Condition wildcard(KqlLiteral.Wildcard wildcard) {
        String glob =
                String.join("*", wildcard.parts().stream().map(Glob::escape).toList());
        return switch (mapping()) {
            case KEYWORD, IP -> test(new Test.Like(List.of(glob), true));
            case CASELESS -> test(new Test.Like(List.of(glob), false));
            case TEXT -> wordWithStars(wildcard, glob);
            case DATE -> refused(wildcard.span(), "a date cannot hold a '*'", "compare it with < <= > >=");
        };
    }

    private Condition wordWithStars(KqlLiteral.Wildcard wildcard, String glob) {
        boolean free = target instanceof Target.AnyField;
        List<String> words = Phrases.ofPhrase(String.join(
                "*",
                wildcard.parts().stream().map(part -> part.replace('*', ' ')).toList()));
        Condition whole = free ? test(new Test.Like(List.of(glob), true)) : null;
        if (words.size() == 1) {
            Condition inWords = test(new Test.HasWords(words));
            return whole == null ? inWords : new Condition.Or(List.of(whole, inWords));
        }
        return whole != null
                ? whole
                : refused(
                        wildcard.span(),
                        "Elasticsearch looks for '*' inside single words of the analysed text of " + name()
                                + ", and this value is not one word",
                        "put a phrase in double quotes, or look for one word");
    }

    private Condition date(String text, Span span) {
        if (Dates.isDateMath(text)) {
            return dateMath(span);
        }
        Moments moments = Dates.parseOrMillis(text);
        if (moments == null) {
            return refused(span, "this is not a date", "write 2026-01-31 or 2026-01-31T10:00:00Z");
        }
        return moments.first().equals(moments.last())
                ? moment(Comparison.EQUAL, moments.first())
                : new Condition.And(List.of(
                        moment(Comparison.AT_LEAST, moments.first()), moment(Comparison.AT_MOST, moments.last())));
    }

    /** A day is rounded as Elasticsearch does: {@code > day} is behind its end, {@code <= day} includes it. */
    Condition range(RangeOperator operator, KqlLiteral value) {
        String text = boundText(value);
        if (text == null) {
            return refused(value.span(), "a comparison needs a number, a date or a text", "write one, without '*'");
        }
        if (mapping() == Mapping.IP || mapping() == Mapping.TEXT || target instanceof Target.AnyField) {
            return refused(
                    value.span(),
                    "a comparison with < or > is not supported on "
                            + (mapping() == Mapping.IP ? "the addresses of " : "") + name(),
                    mapping() == Mapping.IP
                            ? "write a network: field: \"10.0.0.0/8\""
                            : "name a field of numbers, dates or keywords");
        }
        if (Dates.isDateMath(text)) {
            return dateMath(value.span());
        }
        Moments moments = mapping() == Mapping.DATE ? Dates.parseOrMillis(text) : Dates.parse(text);
        if (moments != null) {
            boolean fromTheEnd = operator == RangeOperator.GREATER || operator == RangeOperator.AT_MOST;
            return moment(comparison(operator), fromTheEnd ? moments.last() : moments.first());
        }
        BigDecimal number = Decimal.parse(text);
        if (number != null) {
            return test(new Test.Compare(comparison(operator), number));
        }
        return mapping() == Mapping.DATE
                ? refused(value.span(), "this is not a date", "write 2026-01-31 or 2026-01-31T10:00:00Z")
                : test(new Test.CompareText(comparison(operator), text));
    }

    private static @Nullable String boundText(KqlLiteral value) {
        return switch (value) {
            case KqlLiteral.Quoted quoted -> quoted.text();
            case KqlLiteral.Unquoted unquoted -> unquoted.text();
            case KqlLiteral.Wildcard w -> null;
            case KqlLiteral.Bool b -> null;
            case KqlLiteral.Null n -> null;
        };
    }

    private static Comparison comparison(RangeOperator operator) {
        return switch (operator) {
            case LESS -> Comparison.LESS;
            case AT_MOST -> Comparison.AT_MOST;
            case GREATER -> Comparison.GREATER;
            case AT_LEAST -> Comparison.AT_LEAST;
        };
    }

    private Condition moment(Comparison comparison, Instant instant) {
        return test(new Test.CompareText(comparison, instant.toString()));
    }

    private Condition dateMath(Span span) {
        return refused(
                span,
                "a date relative to the moment of a search has no meaning for a live event",
                "remove the test: every event is new when it is looked at");
    }

    private Mapping mapping() {
        return switch (target) {
            case Target.OneField one -> one.field().mapping();
            case Target.Pattern p -> Mapping.KEYWORD;
            case Target.AnyField any -> any.analysed() ? Mapping.TEXT : Mapping.KEYWORD;
        };
    }

    private String name() {
        return switch (target) {
            case Target.OneField one -> "'" + one.field().path().text() + "'";
            case Target.Pattern pattern -> "'" + pattern.path().text() + "'";
            case Target.AnyField any -> "any field";
        };
    }

    private Condition test(Test test) {
        return switch (target) {
            case Target.OneField one -> new Condition.FieldTest(one.field().path(), test);
            case Target.Pattern pattern -> new Condition.FieldTest(pattern.path(), test);
            case Target.AnyField any -> new Condition.AnyFieldTest(test);
        };
    }

    private Condition refused(Span span, String message, String wayOut) {
        findings.add(QueryProblem.error(span, message, wayOut));
        return new Condition.Or(new ArrayList<>());
    }
}
