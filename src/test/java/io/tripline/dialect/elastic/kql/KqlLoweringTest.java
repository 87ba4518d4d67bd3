package io.tripline.dialect.elastic.kql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tripline.dialect.elastic.query.QueryProblem;
import io.tripline.dialect.elastic.query.Translation;
import io.tripline.event.FieldPath;
import io.tripline.problem.Problem.Severity;
import io.tripline.rule.Comparison;
import io.tripline.rule.Condition;
import io.tripline.rule.Condition.FieldTest;
import io.tripline.rule.Test.Compare;
import io.tripline.rule.Test.CompareText;
import io.tripline.rule.Test.Exists;
import io.tripline.rule.Test.HasWords;
import io.tripline.rule.Test.InSubnet;
import io.tripline.rule.Test.Is;
import io.tripline.rule.Test.IsNumber;
import io.tripline.rule.Test.Like;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KqlLoweringTest {

    @Test
    void keywordsAreComparedWholeAndWithCase() {
        assertEquals(field("user.name", new Is(List.of("Root"), true)), condition("user.name: Root"));
        assertEquals(field("user.name", new Like(List.of("R*t\\*"), true)), condition("user.name: R*t\\*"));
        assertEquals(field("user.name", new Exists()), condition("user.name: *"));
        assertEquals(field("a", new Is(List.of("*"), true)), condition("a: \"*\""));
        assertEquals(field("a", new Is(List.of("what?"), true)), condition("a: what?"));
        assertEquals(field("a", new Is(List.of("true"), true)), condition("a: true"));
    }

    @Test
    void alternativesOfOneKindAreOneTest() {
        assertEquals(
                new Condition.Or(List.of(
                        field("a", new Is(List.of("x", "y z"), true)),
                        field("a", new Like(List.of("p*", "*q"), true)))),
                condition("a: (x or p* or \"y z\" or *q)"));
    }

    @Test
    void andAndNotInAListAreTheEvents() {
        assertEquals(
                new Condition.And(List.of(
                        field("a", new Exists()), new Condition.Not(field("a", new Is(List.of("x", "y"), true))))),
                condition("a: (* and not (x or y))"));
    }

    @Test
    void subFieldWithoutCaseIsItsParentWithoutCase() {
        assertEquals(
                field("process.name", new Is(List.of("cmd.exe"), false)), condition("process.name.caseless: cmd.exe"));
        assertEquals(field("process.name", new Like(List.of("cmd*"), false)), condition("process.name.caseless: cmd*"));
    }

    @Test
    void analysedTextIsSearchedForWords() {
        assertEquals(
                field("message", new HasWords(List.of("connection refused"))),
                condition("message: \"connection refused\""));
        assertEquals(
                field("message", new HasWords(List.of("connection", "refused"))),
                condition("message: connection refused"));
        assertEquals(field("message", new HasWords(List.of("ssh*"))), condition("message: SSH*"));
        assertEquals(
                field("process.command_line", new HasWords(List.of("whoami"))),
                condition("process.command_line.text: whoami"));
        assertEquals(field("slack.text", new Is(List.of("hi"), true)), condition("slack.text: hi"));
    }

    @Test
    void networksAreMatchedOnFieldsOfAddresses() {
        assertEquals(
                new Condition.Or(List.of(
                        field("source.ip", new InSubnet(List.of("10.0.0.0/8", "fe80::/10"))),
                        field("source.ip", new Is(List.of("::1"), true)))),
                condition("source.ip: (10.0.0.0/8 or \"fe80::/10\" or \"::1\")"));
        assertEquals(field("source.ip", new Is(List.of("10.1.2.3"), true)), condition("source.ip: 10.1.2.3"));
        assertEquals(
                new Condition.Or(List.of(
                        field("peer", new InSubnet(List.of("10.0.0.0/8"))),
                        field("peer", new Is(List.of("10.0.0.0/8"), true)))),
                condition("peer: 10.0.0.0/8"));
        assertEquals(field("path", new Is(List.of("1/8"), true)), condition("path: 1/8"));
    }

    @Test
    void rangesTakeNumbersDatesAndTexts() {
        assertEquals(
                field("bytes", new Compare(Comparison.AT_LEAST, new BigDecimal("1.5"))), condition("bytes >= 1.5"));
        assertEquals(
                field("@timestamp", new CompareText(Comparison.GREATER, "2026-01-31T23:59:59.999Z")),
                condition("@timestamp > 2026-01-31"));
        assertEquals(
                field("@timestamp", new CompareText(Comparison.LESS, "2026-01-31T00:00:00Z")),
                condition("@timestamp < 2026-01-31"));
        assertEquals(
                field("@timestamp", new CompareText(Comparison.EQUAL, "2026-01-31T10:00:00.250Z")),
                condition("@timestamp: \"2026-01-31T10:00:00.250Z\""));
        assertEquals(
                field("@timestamp", new CompareText(Comparison.AT_MOST, "2026-01-31T10:00:00.999Z")),
                condition("@timestamp <= \"2026-01-31T10:00:00Z\""));
        assertEquals(
                field("@timestamp", new CompareText(Comparison.GREATER, "2026-01-31T10:00:59.999Z")),
                condition("@timestamp > \"2026-01-31T10:00Z\""));
        assertEquals(field("name", new CompareText(Comparison.AT_MOST, "m")), condition("name <= m"));
    }

    @Test
    void starInAFieldNameIsAnyFieldThatMatches() {
        assertEquals(field("target.*.type", new Is(List.of("User"), true)), condition("target.*.type: User"));
        assertEquals(new Condition.AnyFieldTest(new Is(List.of("x"), true)), condition("*: x"));
        assertEquals(new Condition.And(List.of()), condition("*"));
        assertEquals(new Condition.And(List.of()), condition(" "));
    }

    @Test
    void nestedQueryOfOneTestIsThatTest() {
        assertEquals(
                field("deltas.action", new Is(List.of("ADD", "SET"), true)),
                condition("deltas: { action: (ADD or SET) }"));
        assertEquals(field("a.b.c", new Is(List.of("1"), true)), condition("a: { b: { c: 1 } }"));
    }

    @Test
    void nestedQueryOfSeveralTestsAsksOneObject() {
        Condition one = field("d.a", new Is(List.of("1"), true));
        Condition two = field("d.b", new Is(List.of("2"), true));
        assertEquals(object("d", new Condition.And(List.of(one, two))), condition("d: { a: 1 and b: 2 }"));
        assertEquals(object("d", new Condition.Not(one)), condition("d: { not a: 1 }"));
        assertEquals(
                object("a", object("a.d", new Condition.Not(field("a.d.x", new Is(List.of("1"), true))))),
                condition("a: { d: { not x: 1 } }"));
    }

    @Test
    void aNumberOnAFieldOfNumbersIsOne() {
        assertEquals(field("process.pid", new IsNumber(List.of(BigDecimal.valueOf(4)))), condition("process.pid: 4"));
        assertEquals(field("process.pid", new Is(List.of("4"), true)), condition("process.pid: \"4\""));
        assertEquals(field("event.code", new Is(List.of("4625"), true)), condition("event.code: 4625"));
    }

    private static Condition object(String path, Condition part) {
        return new Condition.AnyObject(new FieldPath(path), part);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d: { free }",
                "d*: { a: 1 }",
                "a: null",
                "@timestamp >= now-1h",
                "@timestamp: 2026-*",
                "@timestamp: noon",
                "source.ip > 10.0.0.0",
                "message < b",
                "message: \"!?\"",
                "message: *two words*",
                "a > *",
                "a > true",
                "\"a*b\": 1",
                "a\\*b*: 1",
                "null: 1"
            })
    void whatCannotBeTranslatedIsRefused(String query) {
        Translation translation = lower(query);
        assertNull(translation.condition());
        assertEquals(Severity.ERROR, translation.findings().getFirst().severity());
    }

    @Test
    void freeTextIsLookedForEverywhereAndSaysSo() {
        Translation translation = lower("mimi*");
        assertEquals(
                new Condition.Or(List.of(
                        new Condition.AnyFieldTest(new Like(List.of("mimi*"), true)),
                        new Condition.AnyFieldTest(new HasWords(List.of("mimi*"))))),
                translation.condition());
        assertEquals(
                List.of(Severity.WARNING),
                translation.findings().stream().map(QueryProblem::severity).toList());
    }

    private static Condition field(String path, io.tripline.rule.Test test) {
        return new FieldTest(new FieldPath(path), test);
    }

    private static Condition condition(String query) {
        Translation translation = lower(query);
        return assertInstanceOf(Condition.class, translation.condition(), () -> translation
                .findings()
                .toString());
    }

    private static Translation lower(String query) {
        return KqlLowering.lower(assertInstanceOf(KqlParser.Result.Read.class, KqlParser.parse(query), query)
                .query());
    }
}
