package io.tripline.dialect.sigma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tripline.dialect.Parsed;
import io.tripline.event.FieldPath;
import io.tripline.rule.Comparison;
import io.tripline.rule.Condition;
import io.tripline.rule.Condition.And;
import io.tripline.rule.Condition.AnyFieldTest;
import io.tripline.rule.Condition.FieldTest;
import io.tripline.rule.Condition.Not;
import io.tripline.rule.Condition.Or;
import io.tripline.rule.Test.Compare;
import io.tripline.rule.Test.EndsWith;
import io.tripline.rule.Test.Exists;
import io.tripline.rule.Test.InSubnet;
import io.tripline.rule.Test.Includes;
import io.tripline.rule.Test.Is;
import io.tripline.rule.Test.IsNull;
import io.tripline.rule.Test.IsNumber;
import io.tripline.rule.Test.Like;
import io.tripline.rule.Test.Part;
import io.tripline.rule.Test.Regex;
import io.tripline.rule.Test.Relation;
import io.tripline.rule.Test.SameAs;
import io.tripline.rule.Test.StartsWith;
import io.tripline.rule.Test.TimePart;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every value and modifier becomes. */
class SigmaModifierTest {

    static Stream<Arguments> lines() {
        return Stream.of(
                // Values
                of("f: text", is("text")),
                of("f: 0x10", new Or(List.of(is("0x10"), number("16")))),
                of("f: 1.50", number("1.50")),
                of("f: True", is("true")),
                of("f: yes", is("yes")),
                of("f: ''", is("")),
                of("f: null", field(new IsNull())),
                of("f: [a, B]", is("a", "B")),
                of("f: [a, null]", new Or(List.of(is("a"), field(new IsNull())))),
                of("f: '*'", field(new Like(List.of("*"), false))),
                of("f: 'a*'", field(new StartsWith(List.of("a"), false))),
                of("f: '*a'", field(new EndsWith(List.of("a"), false))),
                of("f: '*a*'", field(new Includes(List.of("a"), false))),
                of("f: 'a?b*'", field(new Like(List.of("a?b*"), false))),
                of("f: 'a\\*b'", is("a*b")),
                of("f: 'C:\\dir\\a'", is("C:\\dir\\a")),
                of("f: 'C:\\\\dir'", is("C:\\dir")),
                of("f: 'a\\\\*'", field(new StartsWith(List.of("a\\"), false))),
                of("f: 'a\\\\\\*'", is("a\\*")),
                of("f: 'x?\\\\*'", field(new Like(List.of("x?\\\\*"), false))),
                of("f: [a*, b, c*]", new Or(List.of(field(new StartsWith(List.of("a", "c"), false)), is("b")))),
                // Texts
                of("f|contains: a", field(new Includes(List.of("a"), false))),
                of("f|startswith: a", field(new StartsWith(List.of("a"), false))),
                of("f|endswith: 'a*b'", field(new Like(List.of("*a*b"), false))),
                of("f|contains: 12", field(new Includes(List.of("12"), false))),
                of("f|CONTAINS|ALL: [a, b]", new And(List.of(includes("a"), includes("b")))),
                of("f|cased: Abc", field(new Is(List.of("Abc"), true))),
                of("f|contains|cased: Abc", field(new Includes(List.of("Abc"), true))),
                of("f|neq: [a, b]", new Not(is("a", "b"))),
                of("f|contains|neq: a", new Not(includes("a"))),
                of("f|windash: ' -x'", is(" -x", " /x", " \u2013x", " \u2014x", " \u2015x")),
                of(
                        "f|windash|contains|all: ['-a', 'b-c']",
                        new And(List.of(includes("-a", "/a", "\u2013a", "\u2014a", "\u2015a"), includes("b-c")))),
                // Encodings
                of("f|base64: foo", is("Zm9v")),
                of("f|base64offset|contains: foobar", includes("Zm9vYmFy", "Zvb2Jhc", "mb29iYX")),
                of("f|base64offset: foobar", includes("Zm9vYmFy", "Zvb2Jhc", "mb29iYX")),
                of("f|wide|base64: AB", is("QQBCAA==")),
                of("f|utf16le|base64: AB", is("QQBCAA==")),
                of("f|utf16be|base64: AB", is("AEEAQg==")),
                of("f|utf16|base64: AB", is("//5BAEIA")),
                // Expressions
                of("f|re: 'a.*b'", regex(false, false, false)),
                of("f|re|i: 'a.*b'", regex(true, false, false)),
                of("f|re|i|m|s: 'a.*b'", regex(true, true, true)),
                of("f|re|ignorecase|multiline|dotall: 'a.*b'", regex(true, true, true)),
                of("f|re|contains: 'a.*b'", regex(false, false, false)),
                of("f|re|startswith: 'a|b'", field(new Regex(List.of("\\A(?:a|b)"), false, false, false, false))),
                // Addresses, numbers, presence
                of("f|cidr: [10.0.0.0/8, 'fe80::/10']", field(new InSubnet(List.of("10.0.0.0/8", "fe80::/10")))),
                of("f|lt: 5", compare(Comparison.LESS, "5")),
                of("f|lte: -1.5", compare(Comparison.AT_MOST, "-1.5")),
                of("f|gt: '5'", compare(Comparison.GREATER, "5")),
                of("f|gte: 0x10", compare(Comparison.AT_LEAST, "16")),
                of("f|neq: 443", new Not(number("443"))),
                of("f|exists: true", field(new Exists())),
                of("f|exists: false", new Not(field(new Exists()))),
                // Other fields, times
                of("f|fieldref: g", same(Relation.EQUAL)),
                of("f|fieldref|startswith: g", same(Relation.STARTS_WITH)),
                of("f|fieldref|endswith: g", same(Relation.ENDS_WITH)),
                of("f|fieldref|contains: g", same(Relation.INCLUDES)),
                of("f|fieldref|neq: g", new Not(same(Relation.EQUAL))),
                of("f|hour: 3", time(Part.HOUR, Comparison.EQUAL, 3)),
                of("f|hour|gte: 22", time(Part.HOUR, Comparison.AT_LEAST, 22)),
                of("f|minute: 0", time(Part.MINUTE, Comparison.EQUAL, 0)),
                of("f|day: 31", time(Part.DAY, Comparison.EQUAL, 31)),
                of("f|week: 52", time(Part.WEEK, Comparison.EQUAL, 52)),
                of("f|month: 12", time(Part.MONTH, Comparison.EQUAL, 12)),
                of("f|year|lt: 2020", time(Part.YEAR, Comparison.LESS, 2020)),
                // Field names
                of("'a b-c@d.e{}.f': x", new FieldTest(new FieldPath("a b-c@d.e.f"), new Is(List.of("x"), false))),
                of("$.f: x", is("x")));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void aLineBecomesItsTest(String line, Condition expected) {
        assertEquals(expected, SigmaTexts.condition(SigmaTexts.rule(line)));
    }

    @Test
    void linesOfAMapAllHold() {
        assertEquals(
                new And(List.of(is("a"), new FieldTest(new FieldPath("g"), new Is(List.of("b"), false)))),
                SigmaTexts.condition(SigmaTexts.rule("f: a", "g: b")));
    }

    @Test
    void oneElementOfAListOfMapsHolds() {
        assertEquals(
                new Or(List.of(is("a"), new And(List.of(is("b"), new FieldTest(new FieldPath("g"), new IsNull()))))),
                SigmaTexts.condition(SigmaTexts.rule("- f: a", "- f: b", "  g: null")));
    }

    @Test
    void keywordsAreLookedForAnywhere() {
        assertEquals(
                new Or(List.of(
                        new AnyFieldTest(new Includes(List.of("evil", "42"), false)),
                        new AnyFieldTest(new Like(List.of("*a?b*"), false)))),
                SigmaTexts.condition(SigmaTexts.rule("- evil", "- 42", "- a?b")));
    }

    @Test
    void keywordsCanHaveModifiers() {
        assertEquals(
                new And(List.of(
                        new AnyFieldTest(new Includes(List.of("a"), false)),
                        new AnyFieldTest(new Includes(List.of("b"), false)))),
                SigmaTexts.condition(SigmaTexts.rule("'|all': [a, b]")));
        assertEquals(
                new AnyFieldTest(new Regex(List.of("a+"), false, false, false, false)),
                SigmaTexts.condition(SigmaTexts.rule("'|re': a+")));
    }

    @Test
    void expandTakesEveryValueOfTheParameter() {
        var values = SigmaTexts.configured(Map.of("admins", List.of("root", "adm*"), "host", List.of("a", "b")));

        Condition condition = SigmaTexts.condition(SigmaTexts.rule("f|expand: '%host%\\%x%admins%'"), values);

        assertEquals(
                new Or(List.of(is("a%xroot", "b%xroot"), field(new StartsWith(List.of("a%xadm", "b%xadm"), false)))),
                condition);
    }

    @Test
    void containsAndExpandGoInAnyOrder() {
        var values = SigmaTexts.configured(Map.of("x", List.of("a")));

        assertEquals(includes("a"), SigmaTexts.condition(SigmaTexts.rule("f|contains|expand: '%x%'"), values));
        assertEquals(includes("a"), SigmaTexts.condition(SigmaTexts.rule("f|expand|contains: '%x%'"), values));
        assertEquals(
                field(new InSubnet(List.of("10.0.0.0/8"))),
                SigmaTexts.condition(
                        SigmaTexts.rule("f|expand|cidr: '%net%'"),
                        SigmaTexts.configured(Map.of("net", List.of("10.0.0.0/8")))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "f|base64|base64offset: x",
                "f|base64offset|base64: x",
                "f|wide|utf16: x",
                "f|utf16: x",
                "f|i: x",
                "f|cidr|contains: 10.0.0.0/8",
                "f|exists|contains: true",
                "f|exists: maybe",
                "f|exists: [true, false]",
                "f|re|cased: x",
                "f|re|re: x",
                "f|contains|re: x",
                "f|fieldref|contains|startswith: x",
                "f|gt: x",
                "f|gt|hour: 3",
                "f|month: 0",
                "f|month: 1.5x",
                "f|contains|fieldref: g",
                "f|contains: null",
                "f|neq|all: [a, b]",
                "f|contains|contains: a",
                "f|: a",
                "f: {a: b}",
                "f: []",
                "f: [[a]]",
                "'|exists': true",
                "'|gt': 3",
                "'|fieldref': g",
                "'': a",
                "f|windash: '-a -b -c -d -e -f -g'",
                "f|base64offset: ''"
            })
    void anIllegalLineIsRefusedAtItsPlace(String line) {
        Parsed parsed = SigmaTexts.parse(SigmaTexts.rule(line));

        assertInstanceOf(Parsed.Rejected.class, parsed);
        assertEquals(6, parsed.problems().getFirst().line(), SigmaTexts.problems(parsed));
    }

    private static Arguments of(String line, Condition condition) {
        return Arguments.of(line, condition);
    }

    private static Condition field(io.tripline.rule.Test test) {
        return new FieldTest(new FieldPath("f"), test);
    }

    private static Condition number(String spelling) {
        return field(new IsNumber(List.of(new BigDecimal(spelling))));
    }

    private static Condition is(String... texts) {
        return field(new Is(List.of(texts), false));
    }

    private static Condition includes(String... texts) {
        return field(new Includes(List.of(texts), false));
    }

    private static Condition regex(boolean ignoreCase, boolean multiLine, boolean dotAll) {
        return field(new Regex(List.of("a.*b"), false, ignoreCase, multiLine, dotAll));
    }

    private static Condition compare(Comparison comparison, String bound) {
        return field(new Compare(comparison, new BigDecimal(bound)));
    }

    private static Condition same(Relation relation) {
        return field(new SameAs(new FieldPath("g"), relation, false));
    }

    private static Condition time(Part part, Comparison comparison, int bound) {
        return field(new TimePart(part, comparison, BigDecimal.valueOf(bound)));
    }
}
