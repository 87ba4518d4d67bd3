package io.tripline.dialect.elastic.eql;

import static io.tripline.rule.Subject.Function.CONCAT;
import static io.tripline.rule.Subject.Function.DIVIDED_BY;
import static io.tripline.rule.Subject.Function.LENGTH;
import static io.tripline.rule.Subject.Function.MINUS;
import static io.tripline.rule.Subject.Function.NUMBER;
import static io.tripline.rule.Subject.Function.PLUS;
import static io.tripline.rule.Subject.Function.SUBSTRING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.dialect.elastic.query.Translation;
import io.tripline.event.FieldPath;
import io.tripline.rule.Comparison;
import io.tripline.rule.Condition;
import io.tripline.rule.Condition.FieldTest;
import io.tripline.rule.Subject;
import io.tripline.rule.Test.Compare;
import io.tripline.rule.Test.CompareWith;
import io.tripline.rule.Test.EndsWith;
import io.tripline.rule.Test.Exists;
import io.tripline.rule.Test.InSubnet;
import io.tripline.rule.Test.Includes;
import io.tripline.rule.Test.Is;
import io.tripline.rule.Test.IsNumber;
import io.tripline.rule.Test.Like;
import io.tripline.rule.Test.Relation;
import io.tripline.rule.Test.SameAs;
import io.tripline.rule.Test.StartsWith;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EqlLoweringTest {

    private static final Subject A = new Subject.Field(new FieldPath("a"));
    private static final Subject B = new Subject.Field(new FieldPath("b"));
    private static final Condition ALWAYS = new Condition.And(List.of());

    private static Subject of(Subject.Function function, Subject... inputs) {
        return new Subject.Derived(function, true, List.of(inputs));
    }

    private static Subject constant(String number) {
        return new Subject.Number(new BigDecimal(number));
    }

    private static BigDecimal number(int number) {
        return BigDecimal.valueOf(number);
    }

    private static Condition derived(Subject subject, io.tripline.rule.Test test) {
        return new Condition.DerivedTest(subject, test);
    }

    private static IsNumber number(String spelling) {
        return new IsNumber(List.of(new BigDecimal(spelling)));
    }

    @Test
    void categoryIsTheFirstTest() {
        assertEquals(
                new Condition.And(List.of(
                        field("event.category", new Is(List.of("process"), true)),
                        field("a", number("1")),
                        field("b", new Is(List.of("x"), true)))),
                lower("process where a == 1 and b == \"x\"").condition());
    }

    @Test
    void equalityHasCaseAndTheColonHasNone() {
        assertEquals(field("a", new Is(List.of("X*"), true)), where("a == \"X*\""));
        assertEquals(field("a", new Is(List.of("x", "y"), false)), where("a : (\"x\", \"y\")"));
        assertEquals(field("a", new Like(List.of("x?"), true)), where("a like \"x?\""));
        assertEquals(field("a", new Like(List.of("x?"), false)), where("a like~ \"x?\""));
        assertEquals(field("a", new Is(List.of("x"), false)), where("a in~ (\"x\")"));
        assertEquals(
                new Condition.Not(
                        new Condition.Or(List.of(field("a", new Is(List.of("x"), true)), field("a", number("2"))))),
                where("a not in (\"x\", 2)"));
        assertEquals(field("a", new Exists()), where("a like \"*\""));
    }

    @Test
    void backslashesOfAPatternAreLiteral() {
        FieldTest test = assertInstanceOf(FieldTest.class, where("a : \"C:\\\\*\\\\?.exe\""));
        Like like = assertInstanceOf(Like.class, test.test());
        assertTrue(io.tripline.event.Glob.of(like.globs().getFirst()).matches("C:\\Windows\\a.exe"));
    }

    @Test
    void nullIsAMissingValue() {
        assertEquals(new Condition.Not(field("a", new Exists())), where("?a == null"));
        assertEquals(field("a", new Exists()), where("a != null"));
        assertEquals(new Condition.Not(field("a", new Is(List.of("x"), true))), where("a != \"x\""));
    }

    @Test
    void numbersAndSidesAreTurnedOver() {
        assertEquals(field("a", new Compare(Comparison.AT_LEAST, BigDecimal.ZERO)), where("0 <= a"));
        assertEquals(field("a", number("-1")), where("a == -1"));
        assertEquals(field("a", number("7.0")), where("a == 7.0"));
        assertEquals(field("a", number("8")), where("a == ((1 + 3) * 2 / (3 - 1)) * 2"));
        assertEquals(field("a", new Is(List.of("true"), true)), where("a"));
    }

    @Test
    void fieldsAreComparedWithEachOther() {
        assertEquals(field("a", new SameAs(new FieldPath("b"), Relation.EQUAL, true)), where("a == b"));
        assertEquals(
                field("a", new SameAs(new FieldPath("b"), Relation.ENDS_WITH, false)),
                where("endsWith~(string(a), string(b))"));
    }

    @Test
    void functionsAreTests() {
        assertEquals(field("a", new StartsWith(List.of("x"), true)), where("startsWith(a, \"x\")"));
        assertEquals(field("a", new EndsWith(List.of("x"), false)), where("ENDSWITH~(a, \"x\")"));
        assertEquals(field("a", new Includes(List.of("x"), true)), where("stringContains(a, \"x\") == true"));
        assertEquals(
                field("a", new InSubnet(List.of("10.0.0.0/8", "::1"))), where("cidrMatch(a, \"10.0.0.0/8\", \"::1\")"));
        assertEquals(field("a", new Like(List.of("x*"), false)), where("wildcard~(a, \"x*\")"));
    }

    @Test
    void whatIsWorkedOutIsASubject() {
        assertEquals(derived(of(LENGTH, A), new Compare(Comparison.GREATER, number(5000))), where("length(a) > 5000"));
        assertEquals(
                derived(of(SUBSTRING, A, constant("-4")), new Is(List.of(".exe"), false)),
                where("substring(a, -4) : \".exe\""));
        assertEquals(
                derived(of(MINUS, constant("70"), A), new Compare(Comparison.LESS, number(2))), where("70 - a < 2"));
        assertEquals(
                derived(of(PLUS, A, constant("8")), new IsNumber(List.of(number(50)))),
                where("(((1 + 3) * 2 / (3 - 1)) * 2) + a == 50"));
        assertEquals(
                derived(of(DIVIDED_BY, constant("66.0"), A), new IsNumber(List.of(number(1)))), where("66.0 / a == 1"));
        assertEquals(derived(of(NUMBER, A), new IsNumber(List.of(number(7)))), where("number(string(a), null) == 7"));
        assertEquals(
                field("a", new SameAs(of(SUBSTRING, B, of(LENGTH, A)), Relation.ENDS_WITH, false)),
                where("endsWith~(a, substring(b, length(a)))"));
        assertEquals(field("a", new CompareWith(Comparison.LESS, B)), where("a < b"));
        assertEquals(
                derived(of(LENGTH, A), new CompareWith(Comparison.AT_MOST, of(LENGTH, B))),
                where("length(a) <= length(b)"));
        assertEquals(
                derived(new Subject.Text("x"), new SameAs(A, Relation.STARTS_WITH, true)),
                where("startsWith(\"x\", a)"));
    }

    /** Elasticsearch leaves fields to its index, and works everything else out. */
    @Test
    void ofWhatIsMissingNeitherTheTestNorItsDenialHolds() {
        Condition shorter = derived(of(LENGTH, A), new Compare(Comparison.AT_MOST, number(5)));
        assertEquals(shorter, where("not length(a) > 5"));
        assertEquals(shorter, where("(length(a) > 5) == false"));
        Subject part = of(SUBSTRING, A, constant("1"));
        Condition other = new Condition.And(
                List.of(derived(part, new Exists()), new Condition.Not(derived(part, new Is(List.of("x"), true)))));
        assertEquals(other, where("substring(a, 1) != \"x\""));
        assertEquals(other, where("substring(a, 1) not in (\"x\")"));
        assertEquals(derived(part, new Is(List.of("x"), true)), where("not substring(a, 1) != \"x\""));
        assertEquals(
                new Condition.Not(new Condition.And(
                        List.of(derived(of(LENGTH, A), new Compare(Comparison.GREATER, number(5))), where("b == 1")))),
                where("not (length(a) > 5 and b == 1)"));
        assertEquals(new Condition.Not(field("a", new Compare(Comparison.GREATER, number(5)))), where("not a > 5"));
    }

    @Test
    void nullPropagates() {
        assertEquals(derived(of(CONCAT, A, B), new Exists()), where("concat(a, b) != null"));
        assertEquals(ALWAYS, where("concat(a, null) == null"));
        assertEquals(new Condition.Or(List.of()), where("length(null) > 0"));
        assertEquals(new Condition.Not(field("a", new Exists())), where("null == (a > -1)"));
        assertEquals(new Condition.Or(List.of()), where("startsWith(a, null)"));
        assertEquals(new Condition.Or(List.of()), where("1 / 0 == 1"));
    }

    @Test
    void theTextOfAConditionIsTrueOrFalse() {
        Condition network = field("a", new InSubnet(List.of("10.0.0.0/8")));
        assertEquals(network, where("string(cidrMatch(a, \"10.0.0.0/8\")) : \"TRUE\""));
        assertEquals(new Condition.Not(network), where("string(cidrMatch(a, \"10.0.0.0/8\")) == \"false\""));
        assertEquals(new Condition.Or(List.of()), where("string(cidrMatch(a, \"10.0.0.0/8\")) == \"x\""));
        assertEquals(new Condition.Not(network), where("cidrMatch(a, \"10.0.0.0/8\") == false"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a.*[0-9]{1,3}\\.x     | a.*[0-9]{1,3}\\.x
            ^a$                   | \\^a\\$
            a\\-b\\_c\\/d         | a\\-b_c\\/d
            [a\\-z[]x             | [a\\-z\\[]x
            """)
    void regularExpressionsOfLuceneAreSpelledForRe2(String lucene, String re2) {
        assertEquals(re2, LuceneRegex.convert(lucene).expression());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a~b", "a&b", "<1-5>", "a@", "(?i)a", "a\\", "[a", "(a{1000}){1000}"})
    void regularExpressionsThatOnlyLuceneHasAreRefused(String lucene) {
        assertTrue(LuceneRegex.convert(lucene).reason() != null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "\"x\"",
                "a + 1",
                "length(a)",
                "nosuch(a)",
                "a > true",
                "a : 1",
                "a like null",
                "startsWith(a)",
                "startsWith(a, 1)",
                "startsWith(\"x\", \"y\")",
                "length(a, b) == 1",
                "length~(a) == 1",
                "substring(a) == \"x\"",
                "between(a, \"x\", \"y\", b) == \"z\"",
                "length(a == 1) == 1",
                "a + true == 1",
                "\"x\" == 1",
                "null == (a == 1 and b == 1)",
                "string(a == 1) regex \"x\"",
                "-----------------------------------------a == 1",
                "cidrMatch(a, \"x\")",
                "cidrMatch(a, b)",
                "a == (b == 1)",
                "`a*` == 1",
                "a >= \"now-1h\"",
                "source.ip > \"10.0.0.1\"",
                "a regex \"<1-5>\""
            })
    void whatCannotBeTranslatedIsRefused(String expression) {
        assertNull(lower("any where " + expression).condition());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(", "not ", "- ", "a + ", "a or ", "a in (", "f(", "a : \"x\" and ", "\"", "/*", "1 == 1 and "})
    void monstrousQueryIsReadSoon(String piece) {
        String query = "any where " + piece.repeat(50_000);
        EqlParser.Result result = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> EqlParser.parse(query));
        assertInstanceOf(EqlParser.Result.Refused.class, result);
    }

    private static Condition field(String path, io.tripline.rule.Test test) {
        return new FieldTest(new FieldPath(path), test);
    }

    private static Condition where(String expression) {
        Translation translation = lower("any where " + expression);
        return assertInstanceOf(Condition.class, translation.condition(), () -> expression + translation.findings());
    }

    private static Translation lower(String query) {
        EqlParser.Result.Read read = assertInstanceOf(
                EqlParser.Result.Read.class, EqlParser.parse(query), () -> query + EqlParser.parse(query));
        return EqlLowering.lower(assertInstanceOf(Eql.EventQuery.class, read.query()), new FieldPath("event.category"));
    }
}
