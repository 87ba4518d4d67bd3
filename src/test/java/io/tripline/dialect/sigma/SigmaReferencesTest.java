package io.tripline.dialect.sigma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.dialect.OtherSources;
import io.tripline.dialect.ParameterValues;
import io.tripline.dialect.Parsed;
import io.tripline.dialect.sigma.read.NameBasedId;
import io.tripline.event.FieldPath;
import io.tripline.problem.SourceText;
import io.tripline.rule.Condition;
import io.tripline.rule.Condition.And;
import io.tripline.rule.Condition.FieldTest;
import io.tripline.rule.Condition.Not;
import io.tripline.rule.Detection;
import io.tripline.rule.LogSource;
import io.tripline.rule.Metadata.Level;
import io.tripline.rule.Parameter;
import io.tripline.rule.Pattern;
import io.tripline.rule.Rule;
import io.tripline.rule.Test.Is;
import io.tripline.rule.Test.IsNumber;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands around a detection: documents, references, filters, parameters, ids, metadata. */
class SigmaReferencesTest {

    private static final String BASE = """
            title: Failed login
            id: 11111111-1111-4111-8111-111111111111
            name: failed
            logsource: {product: test, category: auth}
            detection:
                selection: {type: failed}
                condition: selection
            """;

    private static final String MANY = """
            title: Many
            correlation:
                type: event_count
                rules: [%s]
                group-by: [user]
                timespan: 1m
                condition: {gte: 3}
            """;

    private final SigmaParser parser = new SigmaParser();

    private Parsed parse(String file, SourceText... library) {
        SourceText source = List.of(library).stream()
                .filter(text -> text.file().equals(file))
                .findFirst()
                .orElseThrow();
        return parser.parse(source, ParameterValues.NONE, new OtherSources(List.of(library)));
    }

    private static List<Rule> rules(Parsed parsed) {
        return assertInstanceOf(Parsed.Accepted.class, parsed, () -> SigmaTexts.problems(parsed))
                .rules();
    }

    private static FieldTest is(String field, String text) {
        return new FieldTest(new FieldPath(field), new Is(List.of(text), false));
    }

    private static FieldTest is(String field, int number) {
        return new FieldTest(new FieldPath(field), new IsNumber(List.of(BigDecimal.valueOf(number))));
    }

    private static Condition condition(Rule rule) {
        return detection(rule).condition();
    }

    private static Detection detection(Rule rule) {
        return SigmaVerdictTest.detections(rule.pattern()).getFirst();
    }

    // References

    @ParameterizedTest
    @ValueSource(strings = {"11111111-1111-4111-8111-111111111111", "failed"})
    void aRuleOfAnotherFileIsFoundByIdAndByName(String reference) {
        SourceText base = new SourceText("a.yml", BASE);
        SourceText many = new SourceText("b.yml", MANY.formatted(reference));

        assertEquals(
                is("type", "failed"),
                condition(rules(parse("b.yml", base, many)).getFirst()));
        assertEquals(List.of(), rules(parse("a.yml", base, many)));
        assertTrue(parse("a.yml", base, many).problems().getFirst().message().contains("b.yml"));
    }

    @Test
    void aRuleOfTheSameFileComesFirst() {
        SourceText other = new SourceText("a.yml", BASE);
        SourceText own =
                new SourceText("b.yml", BASE.replace("type: failed", "type: own") + "---\n" + MANY.formatted("failed"));

        assertEquals(
                is("type", "own"), condition(rules(parse("b.yml", other, own)).getFirst()));
        assertEquals(
                List.of("Failed login"),
                rules(parse("a.yml", other, own)).stream().map(Rule::title).toList());
    }

    @Test
    void aNameThatTwoFilesHaveIsRefused() {
        SourceText one = new SourceText("a.yml", BASE);
        SourceText two = new SourceText("b.yml", BASE.replace("11111111", "22222222"));
        SourceText many = new SourceText("c.yml", MANY.formatted("failed"));

        Parsed parsed = parse("c.yml", one, two, many);

        assertInstanceOf(Parsed.Rejected.class, parsed);
        assertTrue(parsed.problems().getFirst().message().contains("2 rules"));
        assertInstanceOf(
                Parsed.Accepted.class,
                parse(
                        "c.yml",
                        one,
                        two,
                        new SourceText("c.yml", MANY.formatted("11111111-1111-4111-8111-111111111111"))));
    }

    @Test
    void aRefusedRuleOfAnotherFileIsNamed() {
        SourceText base = new SourceText("a.yml", BASE.replace("type:", "type|contain:"));
        SourceText many = new SourceText("b.yml", MANY.formatted("failed"));

        Parsed parsed = parse("b.yml", base, many);

        assertInstanceOf(Parsed.Rejected.class, parsed);
    }

    @Test
    void correlationsOfTwoFilesThatReferToEachOtherAreRefused() {
        SourceText one = new SourceText("a.yml", MANY.formatted("two").replace("title: Many", "title: One\nname: one"));
        SourceText two = new SourceText("b.yml", MANY.formatted("one").replace("title: Many", "title: Two\nname: two"));
        SourceText three = new SourceText("c.yml", MANY.formatted("one"));

        assertInstanceOf(Parsed.Rejected.class, parse("c.yml", one, two, three));
    }

    @Test
    void aCorrelationOfAnotherFileLooksUpItsRulesThere() {
        SourceText inner = new SourceText(
                "a.yml", BASE + "---\n" + MANY.formatted("failed").replace("title: Many", "title: Many\nname: many"));
        SourceText outer =
                new SourceText("b.yml", BASE.replace("type: failed", "type: other") + "---\n" + MANY.formatted("many"));

        Rule rule = rules(parse("b.yml", inner, outer)).getLast();

        assertEquals(is("type", "failed"), condition(rule));
    }

    // Filters

    private static final String FILTER = """
            title: No robots
            logsource: {product: test}
            filter:
                rules: %s
                robots: {user: bot}
                condition: not robots
            """;

    @ParameterizedTest
    @ValueSource(strings = {"[failed]", "failed", "[11111111-1111-4111-8111-111111111111]", "any", "[]", "null"})
    void aFilterIsAddedToTheRulesThatItNames(String rules) {
        String text = BASE + "---\n" + FILTER.formatted(rules);

        assertEquals(
                new And(List.of(is("type", "failed"), new Not(is("user", "bot")))),
                condition(SigmaTexts.rule(text, ParameterValues.NONE)));
    }

    @Test
    void aFilterIsNotAddedToOtherRulesAndOtherLogSources() {
        assertEquals(is("type", "failed"), SigmaTexts.condition(BASE + "---\n" + FILTER.formatted("[other]")));
        assertEquals(
                is("type", "failed"),
                SigmaTexts.condition(
                        BASE + "---\n" + FILTER.formatted("any").replace("product: test", "product: okta")));
    }

    @Test
    void aFilterOfAnotherFileHoldsForRulesInCorrelationsToo() {
        SourceText base = new SourceText("a.yml", BASE + "---\n" + MANY.formatted("failed"));
        SourceText filter = new SourceText("z.yml", FILTER.formatted("any"));

        assertEquals(
                new And(List.of(is("type", "failed"), new Not(is("user", "bot")))),
                condition(rules(parse("a.yml", base, filter)).getFirst()));
        Parsed alone = parse("z.yml", base, filter);
        assertEquals("filter", alone.type());
        assertEquals(List.of(), rules(alone));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user|cidr:", "user|contain:"})
    void aBrokenFilterOfAnotherFileIsToldAndNotApplied(String broken) {
        SourceText base = new SourceText("a.yml", BASE);
        SourceText filter = new SourceText("z.yml", FILTER.formatted("any").replace("user:", broken));

        Parsed parsed = parse("a.yml", base, filter);

        assertEquals(is("type", "failed"), condition(rules(parsed).getFirst()));
        assertTrue(parsed.problems().getFirst().message().contains("No robots"));
    }

    // Documents

    @Test
    void globalRepeatAndResetAreMergedIntoTheDocumentsThatFollow() {
        List<Rule> rules = SigmaTexts.rules("""
                action: global
                level: high
                logsource: {product: test}
                detection:
                    filter: {user: bot}
                ---
                title: One
                detection:
                    selection: {a: 1, b: 2}
                    condition: selection and not filter
                ---
                action: repeat
                title: Two
                detection:
                    selection: {a: 3}
                ---
                action: reset
                ---
                title: Three
                logsource: {product: other}
                detection:
                    selection: {a: 4}
                    condition: selection
                """);

        assertEquals(
                List.of("One", "Two", "Three"), rules.stream().map(Rule::title).toList());
        assertEquals(new And(List.of(is("a", 3), is("b", 2), new Not(is("user", "bot")))), condition(rules.get(1)));
        assertEquals(Level.HIGH, rules.get(1).metadata().level());
        assertEquals(is("a", 4), condition(rules.get(2)));
        assertEquals(List.of("other"), detection(rules.get(2)).logSource().products());
    }

    @Test
    void ofAListOfConditionsAnyWillDo() {
        Condition condition = SigmaTexts.condition("""
                title: Example
                logsource: {product: test}
                detection:
                    a: {a: 1}
                    b: {b: 2}
                    c: {c: 3}
                    condition:
                        - a and b
                        - c
                """);

        assertEquals(new Condition.Or(List.of(new And(List.of(is("a", 1), is("b", 2))), is("c", 3))), condition);
    }

    @Test
    void someOfSeveralSearchesMayHold() {
        String text = """
                title: Example
                logsource: {product: test}
                detection:
                    s_1: {a: 1}
                    s_2: {b: 2}
                    s_3: {c: 3}
                    _hidden: {d: 4}
                    condition: %s
                """;

        assertEquals(
                new Condition.AtLeast(2, List.of(is("a", 1), is("b", 2), is("c", 3))),
                SigmaTexts.condition(text.formatted("2 of s_*")));
        assertEquals(
                new And(List.of(is("a", 1), is("b", 2), is("c", 3))),
                SigmaTexts.condition(text.formatted("all of them")));
        assertEquals(is("d", 4), SigmaTexts.condition(text.formatted("1 of _*")));
    }

    @Test
    void logSourcesAreInLowerCaseAndMayBeLists() {
        Rule rule = SigmaTexts.rule(
                SigmaTexts.rule("f: a").replace("product: test", "product: Windows\n    service: [System, security]"),
                ParameterValues.NONE);

        assertEquals(
                new LogSource(List.of("windows"), List.of(), List.of("system", "security")),
                detection(rule).logSource());
    }

    @Test
    void aRuleWithoutLogSourceLooksAtEveryEvent() {
        assertEquals(
                LogSource.ANY,
                detection(SigmaTexts.rule(
                                SigmaTexts.rule("f: a").replace("    product: test\n", ""), ParameterValues.NONE))
                        .logSource());
        assertTrue(SigmaTexts.messages(SigmaTexts.rule("f: a").replace("logsource:\n    product: test\n", ""))
                .getFirst()
                .contains("log source is missing"));
    }

    @Test
    void metadataIsKept() {
        Rule rule = SigmaTexts.rule("""
                title: >
                    Two
                    lines
                id: 0b5ae0ba-0e2c-4a3f-9d3c-0d0a0c0e0f01
                status: test
                description: What it is
                author: A B (C, D), E F
                license: CC0-1.0
                references: [https://example.com/a]
                date: 2024-01-02
                modified: 2024/02/03
                related:
                    - {id: 0b5ae0ba-0e2c-4a3f-9d3c-0d0a0c0e0f02, type: derived}
                logsource: {product: test}
                detection:
                    selection: {a: 1}
                    condition: selection
                fields: [a, b]
                falsepositives: [None known]
                level: Critical
                tags: [attack.t1078.004]
                """, ParameterValues.NONE);

        assertEquals("Two lines", rule.title());
        assertEquals("0b5ae0ba-0e2c-4a3f-9d3c-0d0a0c0e0f01", rule.id());
        assertEquals(
                new io.tripline.rule.Metadata(
                        "What it is",
                        Level.CRITICAL,
                        null,
                        "test",
                        List.of("A B (C, D)", "E F"),
                        List.of("attack.t1078.004"),
                        List.of("https://example.com/a"),
                        List.of("None known"),
                        List.of("a", "b"),
                        List.of("0b5ae0ba-0e2c-4a3f-9d3c-0d0a0c0e0f02"),
                        "CC0-1.0",
                        "2024-01-02",
                        "2024/02/03"),
                rule.metadata());
    }

    // Ids

    @Test
    void aRuleWithoutIdAlwaysGetsTheSameOne() {
        String id =
                SigmaTexts.rule(SigmaTexts.rule("f: a"), ParameterValues.NONE).id();

        assertEquals(5, UUID.fromString(id).version());
        assertEquals(2, UUID.fromString(id).variant());
        assertEquals(
                id,
                SigmaTexts.rule(SigmaTexts.rule("f: b"), ParameterValues.NONE).id());
        assertNotEquals(
                id,
                SigmaTexts.rule(SigmaTexts.rule("f: a").replace("Example", "Other"), ParameterValues.NONE)
                        .id());
    }

    @Test
    void aCorrelationWithoutIdGetsOneOfItsRuleWhereverItStands() {
        SourceText one = new SourceText("a.yml", BASE + "---\n" + MANY.formatted("failed"));
        SourceText two = new SourceText("b/c.yml", BASE + "---\n" + MANY.formatted("failed"));

        String id = rules(parse("a.yml", one)).getFirst().id();

        assertEquals(id, rules(parse("b/c.yml", two)).getFirst().id());
        assertEquals(NameBasedId.of("11111111-1111-4111-8111-111111111111", "Many"), id);
    }

    @Test
    void documentsOfOneTitleHaveDifferentIds() {
        List<Rule> rules = SigmaTexts.rules(SigmaTexts.rule("f: a") + "---\n" + SigmaTexts.rule("f: b"));

        assertNotEquals(rules.get(0).id(), rules.get(1).id());
    }

    // Parameters

    private static final String PARAMETERS = BASE + """
            ---
            title: Many
            id: 33333333-3333-4333-8333-333333333333
            correlation:
                type: event_count
                rules: [failed]
                timespan: '{observed_minutes}m'
                condition: {gt: '{most_logins}'}
            parameters:
                most_logins: {type: integer, default: 10, min: 1, max: 100}
                observed_minutes: 60
            """;

    @Test
    void aParameterHasTheDefaultOfItsRule() {
        Rule rule = SigmaTexts.rule(PARAMETERS, ParameterValues.NONE);

        Pattern.Aggregation aggregation = assertInstanceOf(Pattern.Aggregation.class, rule.pattern());
        assertEquals(java.time.Duration.ofHours(1), aggregation.timespan());
        assertEquals("10", aggregation.having().getFirst().value().toPlainString());
        assertEquals(
                List.of(
                        new Parameter("observed_minutes", List.of("60"), Parameter.Origin.RULE),
                        new Parameter("most_logins", List.of("10"), Parameter.Origin.RULE)),
                rule.parameters());
    }

    @Test
    void theUsersValueComesFirstAndThatForTheRuleBeforeTheGeneralOne() {
        Map<String, List<String>> general = Map.of("most_logins", List.of("20"), "observed_minutes", List.of("5"));
        Map<String, Map<String, List<String>>> byRule =
                Map.of("33333333-3333-4333-8333-333333333333", Map.of("most_logins", List.of("30")));

        Rule rule = SigmaTexts.rule(
                PARAMETERS, new ParameterValues(byRule, general, Map.of("observed_minutes", List.of("7"))));

        assertEquals(
                List.of(
                        new Parameter("observed_minutes", List.of("5"), Parameter.Origin.CONFIGURATION),
                        new Parameter("most_logins", List.of("30"), Parameter.Origin.CONFIGURATION)),
                rule.parameters());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "1.5", "many", ""})
    void aValueThatBreaksTheBoundsIsRefused(String value) {
        Parsed parsed = SigmaTexts.parse(PARAMETERS, SigmaTexts.configured(Map.of("most_logins", List.of(value))));

        assertInstanceOf(Parsed.Rejected.class, parsed);
        assertTrue(parsed.problems().getFirst().message().contains("most_logins"), SigmaTexts.problems(parsed));
    }

    @Test
    void aShippedDefaultIsTheLastResortAndNamed() {
        String text = PARAMETERS.substring(0, PARAMETERS.indexOf("parameters:"));
        ParameterValues shipped = new ParameterValues(
                Map.of(), Map.of(), Map.of("most_logins", List.of("3"), "observed_minutes", List.of("4")));

        Parsed parsed = SigmaTexts.parse(text, shipped);

        assertInstanceOf(Parsed.Accepted.class, parsed);
        assertTrue(parsed.problems().getFirst().message().contains("'observed_minutes'"));
        assertInstanceOf(Parsed.Rejected.class, SigmaTexts.parse(text));
    }

    @Test
    void aPlaceholderInBracesTakesTheValuesOfItsParameter() {
        Condition expected = new FieldTest(new FieldPath("f"), new Is(List.of("x", "y"), false));
        ParameterValues values = SigmaTexts.configured(Map.of("my_ids", List.of("x", "y")));

        assertEquals(expected, SigmaTexts.condition(SigmaTexts.rule("f: '{my_ids}'"), values));
        assertEquals(expected, SigmaTexts.condition(SigmaTexts.rule("f: {my_ids}"), values));
        assertEquals(is("f", "{CDA1B6B8-0000}"), SigmaTexts.condition(SigmaTexts.rule("f: '{CDA1B6B8-0000}'")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'{tenant}'",
                "'{your-tenant-url}'",
                "'{Your Tenant}'",
                "'{ tenant }'",
                "'{TENANT_2}'",
                "'https://{your-tenant-url}/login'",
                "'*@{company domain}'",
                "[a, '{x}']"
            })
    void aPlaceholderInBracesThatNobodySetIsRefused(String value) {
        assertInstanceOf(Parsed.Rejected.class, SigmaTexts.parse(SigmaTexts.rule("f: " + value)));
    }

    @Test
    void placeholdersInsideAValueAreFilledIn() {
        ParameterValues values = SigmaTexts.configured(Map.of("my-urls", List.of("a", "b"), "my path", List.of("c")));

        assertEquals(
                new FieldTest(new FieldPath("f"), new Is(List.of("x/a/c", "x/b/c"), false)),
                SigmaTexts.condition(SigmaTexts.rule("f: 'x/{my-urls}/{my path}'"), values));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{0CCE9210-69AE-11D9-BED3-505054503030}", "{}", "{0}", "{1}{0}", "{\"a\": 1}", "C:\\{x}\\y", "a{b}c",
                "{026CC6D7-34B2-33D5-B551-CA31EB6CE345}\\x", "${IFS}", "{{7*7}}", "{7*7}", "{a,b}", "{a:b}", "%{x_y}"
            })
    void whatEventsHoldInBracesIsTakenLiterally(String value) {
        Parsed parsed = SigmaTexts.parse(SigmaTexts.rule("f|contains: '" + value + "'"));

        assertInstanceOf(Parsed.Accepted.class, parsed);
        assertEquals(List.of(), parsed.problems());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<YOUR_DOMAIN>",
                "<your domain>",
                "{{ var }}",
                "{{user.name}}",
                "${TENANT}",
                "%var%",
                "YOUR_TENANT_HERE",
                "x-CHANGE_ME",
                "<INSERT-TENANT>",
                "TENANT_HERE"
            })
    void otherFormsOfPlaceholdersGetAWarning(String value) {
        Parsed parsed = SigmaTexts.parse(SigmaTexts.rule("f: '" + value + "'"));

        assertInstanceOf(Parsed.Accepted.class, parsed);
        assertTrue(parsed.problems().getFirst().message().contains("looks like a placeholder"));
    }
}
