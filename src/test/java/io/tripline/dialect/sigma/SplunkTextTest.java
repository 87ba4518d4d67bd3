package io.tripline.dialect.sigma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.dialect.OtherSources;
import io.tripline.dialect.ParameterValues;
import io.tripline.dialect.Parsed;
import io.tripline.event.FieldPath;
import io.tripline.problem.Problem;
import io.tripline.problem.SourceText;
import io.tripline.rule.Bound;
import io.tripline.rule.Comparison;
import io.tripline.rule.Condition;
import io.tripline.rule.GroupBy;
import io.tripline.rule.Measure;
import io.tripline.rule.Parameter;
import io.tripline.rule.Pattern;
import io.tripline.rule.Rule;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The aggregation of a rule whose only statement of it is a Splunk text. */
class SplunkTextTest {

    private static final ParameterValues SHIPPED = new ParameterValues(
            Map.of(),
            Map.of(),
            Map.of(
                    "default_window_in_minutes", List.of("60"),
                    "many", List.of("7")));

    private static String rule(String splunk) {
        return SigmaTexts.rule("data.type: fp") + "splunk: |\n"
                + splunk.lines().map(line -> "    " + line + "\n").collect(Collectors.joining());
    }

    private static Rule read(String splunk) {
        return SigmaTexts.rule(rule(splunk), SHIPPED);
    }

    private static Pattern.Aggregation aggregation(String splunk) {
        return assertInstanceOf(Pattern.Aggregation.class, read(splunk).pattern());
    }

    private static List<String> warnings(String splunk) {
        Parsed parsed = SigmaTexts.parse(rule(splunk), SHIPPED);
        assertInstanceOf(Parsed.Accepted.class, parsed);
        return parsed.problems().stream().map(Problem::message).toList();
    }

    @Test
    void aBinThatIsGroupedByIsTheWindow() {
        Pattern.Aggregation aggregation = aggregation("""
                index=auth0 data.type=fp
                | bin _time span=15m
                | stats dc(data.user_name) as users, values(data.user_name) as names by _time, data.ip
                | where users > 20""");

        assertEquals(Duration.ofMinutes(15), aggregation.timespan());
        assertEquals(List.of(new GroupBy("data.ip", List.of(new FieldPath("data.ip")), true)), aggregation.groupBy());
        assertEquals(
                List.of(new Bound(
                        new Measure.ValueCount(List.of(new FieldPath("data.user_name"))),
                        Comparison.GREATER,
                        BigDecimal.valueOf(20))),
                aggregation.having());
        assertEquals(List.of(new FieldPath("data.user_name")), aggregation.collect());
    }

    @Test
    void aBinThatNothingGroupsByHasNoEffect() {
        String text = """
                index=auth0 | bin _time span=5m | stats count as n by data.user_id | where n >= {many}""";

        assertEquals(Duration.ofHours(1), aggregation(text).timespan());
        assertEquals(Comparison.AT_LEAST, aggregation(text).having().getFirst().comparison());
        assertTrue(read(text).restrictions().getFirst().contains("no effect"), read(text)::toString);
    }

    @Test
    void theTimeBetweenFirstAndLastEventIsTheWindow() {
        Pattern.Aggregation aggregation = aggregation("""
                index=auth0
                | stats min(_time) as a, max(_time) as z, count as n by data.user_id
                | eval seconds = z - a
                | eval hours = seconds / 60 / 60
                | where hours <= 2 AND 5 < n""");

        assertEquals(Duration.ofHours(2), aggregation.timespan());
        assertEquals(
                List.of(new Bound(new Measure.EventCount(), Comparison.GREATER, BigDecimal.valueOf(5))),
                aggregation.having());
    }

    @Test
    void aBoundOnTheTimeComesBeforeTheBinAndIsItsDefault() {
        String text = """
                index=auth0
                | eval t = _time
                | bin _time span=2h
                | stats min(t) as a, max(t) as z, count as n by _time
                | eval minutes = (z - a)/60
                | where minutes < {observed_minutes}
                | where n > 3""";

        assertEquals(Duration.ofHours(2), aggregation(text).timespan());
        assertEquals(
                List.of(new Parameter("observed_minutes", List.of("120"), Parameter.Origin.RULE)),
                read(text).parameters());
        Rule configured = SigmaTexts.rule(rule(text), SigmaTexts.configured(Map.of("observed_minutes", List.of("30"))));
        assertEquals(
                Duration.ofMinutes(30),
                assertInstanceOf(Pattern.Aggregation.class, configured.pattern())
                        .timespan());
    }

    @Test
    void anUnsetPlaceholderGroupsAndASetOneFilters() {
        String text = """
                index=auth0 data.tenant_name="{your-tenant-name}" data.type=fp
                | bin _time span=1h | stats count by _time | where count > {many}""";

        assertEquals(
                List.of(new GroupBy("data.tenant_name", List.of(new FieldPath("data.tenant_name")), false)),
                aggregation(text).groupBy());
        Rule configured = SigmaTexts.rule(
                rule(text), SigmaTexts.configured(Map.of("your-tenant-name", List.of("acme"), "many", List.of("4"))));
        Pattern.Aggregation filtered = assertInstanceOf(Pattern.Aggregation.class, configured.pattern());
        assertEquals(List.of(), filtered.groupBy());
        assertEquals(
                new Condition.And(List.of(is("data.type", "fp"), is("data.tenant_name", "acme"))),
                SigmaVerdictTest.detections(filtered).getFirst().condition());
    }

    private static Condition is(String field, String... texts) {
        return new Condition.FieldTest(new FieldPath(field), new io.tripline.rule.Test.Is(List.of(texts), false));
    }

    static Stream<Arguments> searches() {
        FieldPath f = new FieldPath("f");
        return Stream.of(
                Arguments.of("f=a", is("f", "a")),
                Arguments.of("f = \"a b\"", is("f", "a b")),
                Arguments.of("f IN (a, \"b\" c)", is("f", "a", "b", "c")),
                Arguments.of(
                        "f=*a*", new Condition.FieldTest(f, new io.tripline.rule.Test.Includes(List.of("a"), false))),
                Arguments.of("NOT f=a", new Condition.Not(is("f", "a"))),
                Arguments.of("f=a OR g=b", new Condition.Or(List.of(is("f", "a"), is("g", "b")))),
                Arguments.of(
                        "(f=a g=b) OR h=c",
                        new Condition.Or(
                                List.of(new Condition.And(List.of(is("f", "a"), is("g", "b"))), is("h", "c")))),
                Arguments.of(
                        "f!=a",
                        new Condition.And(List.of(
                                new Condition.FieldTest(f, new io.tripline.rule.Test.Exists()),
                                new Condition.Not(is("f", "a"))))),
                Arguments.of(
                        "word",
                        new Condition.AnyFieldTest(new io.tripline.rule.Test.Includes(List.of("word"), false))));
    }

    @ParameterizedTest
    @MethodSource("searches")
    void whatTheSearchAsksForBesidesIsAdded(String search, Condition condition) {
        Pattern.Aggregation aggregation =
                aggregation("index=auth0 data.type=fp " + search + " | stats count by u | where count > 1");

        Condition expected = condition instanceof Condition.And(List<Condition> parts)
                ? new Condition.And(Stream.concat(Stream.of(is("data.type", "fp")), parts.stream())
                        .toList())
                : new Condition.And(List.of(is("data.type", "fp"), condition));
        assertEquals(
                expected, SigmaVerdictTest.detections(aggregation).getFirst().condition());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "index=auth0 | stats count by u | where count > {unheard_of}",
                "index=auth0 | stats dc(f) as n by u | search n >= {unheard_of}",
                "index=a | stats min(_time) as a, max(_time) as z, count by u | eval d=z-a | where d < {unheard_of} AND count > 3"
            })
    void aNumberOrTimeThatNobodyKnowsIsRefused(String text) {
        Parsed parsed = SigmaTexts.parse(rule(text), SHIPPED);

        assertInstanceOf(Parsed.Rejected.class, parsed);
        assertEquals(
                List.of("the parameter 'unheard_of' has no value"),
                parsed.problems().stream().map(Problem::message).toList());
    }

    @Test
    void groupsOfGroupsAreCountedAsDifferentValues() {
        Pattern.Aggregation aggregation = aggregation("""
                index=a | bin _time span=1h | stats count by _time, ip, user | stats count as users by _time, ip
                | where users > 4""");

        assertEquals(
                List.of(new Bound(
                        new Measure.ValueCount(List.of(new FieldPath("user"))),
                        Comparison.GREATER,
                        BigDecimal.valueOf(4))),
                aggregation.having());
        assertEquals(List.of(new GroupBy("ip", List.of(new FieldPath("ip")), true)), aggregation.groupBy());
    }

    @Test
    void aGroupMayBeFilteredByWhatItIsGroupedBy() {
        Pattern.Aggregation aggregation =
                aggregation("index=a | stats count by u, k | where count > 3 AND u != \"Bot\"");

        assertEquals(
                new Condition.And(List.of(
                        is("data.type", "fp"),
                        new Condition.Not(new Condition.FieldTest(
                                new FieldPath("u"), new io.tripline.rule.Test.Is(List.of("Bot"), true))))),
                SigmaVerdictTest.detections(aggregation).getFirst().condition());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "index=a data.type=fp | transaction u | where n > 3",
                "index=a data.type=fp | stats count by u",
                "index=a data.type=fp | join u [search index=b]",
                "index=a data.type=fp [search index=b | fields u]",
                "index=a data.type=fp | lookup hosts host OUTPUT owner | where owner=\"x\"",
                "index=a data.type=fp | streamstats count by u",
                "| tstats count where index=a by u",
                "index=a data.type=fp | sort - _time | head 1",
                "index=a data.type=fp | dedup u",
                "index=a data.type=fp | where u=\"x\"",
                "index=a data.type=fp | eval x=1 | search y=2",
                "index=a data.type=fp data.ip=10.0.0.1",
                "`macro` data.type=fp | table x"
            })
    void whatIsNotTakenMakesTheRuleAnApproximation(String text) {
        Rule rule = read(text);

        assertInstanceOf(Pattern.EachMatch.class, rule.pattern());
        assertTrue(
                rule.restrictions().getFirst().startsWith("alerts on every event, because "),
                rule.restrictions()::toString);
    }

    @Test
    void aTextThatAsksForNoMoreThanTheDetectionIsExact() {
        assertEquals(
                List.of(),
                read("index=a data.type IN (x, FP) | spath | rename data.ip as ip | table ip")
                        .restrictions());
    }

    @Test
    void aCorrelationThatAnyMatchSatisfiesLeavesTheNumbersToTheText() {
        String text = rule("index=a | stats count by u | where count > 3")
                        .replace("title: Example", "title: Example\nname: base")
                + "---\ntitle: Own\ncorrelation: {type: event_count, rules: base, timespan: 5m, condition: {gte: %s}}\n";

        assertEquals(List.of(), SigmaTexts.rule(text.formatted(2), SHIPPED).restrictions());
        assertEquals(
                1, SigmaTexts.rule(text.formatted(1), SHIPPED).restrictions().size());
    }

    @Test
    void aShippedThresholdIsNamed() {
        assertTrue(warnings("index=auth0 | stats count by u | where count > {many}").stream()
                .anyMatch(text -> text.contains("'many'") && text.contains("shipped default 7")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transaction; index=a | transaction u | where n > 3",
                "dedup; index=a | sort - _time | dedup u | stats count by u | where count > 3",
                "where; index=a | stats count by u | where count > 3 OR u = \"x\"",
                "where; index=a | stats count by u | eval x = round(count, 2) | where x > 3",
                "where; index=a | where match(u, \"x\") | stats count by u | where count > 3",
                "stats; index=a | stats count by u",
                "stats; index=a | stats count as n by u | stats sum(n) as m | where m > 3",
                "stats; index=a | stats count as n by u | where n > 2 | stats count as m | where m > 3",
                "stats; index=a | stats count by u | stats count by u | where count > 3",
                "stats; index=a | bin _time span=1h | stats count by _time, u | stats count | where count > 3",
                "stats; index=a | eval k = lower(u) | stats count by k | where count > 3",
                "search; index=a [search index=b] | stats count by u | where count > 3",
                "search; index=a NOT f=\"{unset-thing}\" | stats count by u | where count > 3",
                "bin; index=a | bin f span=10 | stats count by f | where count > 3",
                "bin; index=a | bin _time span=1mon | stats count by _time | where count > 3",
                "where; index=a | stats count, min(_time) as a, max(_time) as z by u | eval d=z-a | where d > 60"
            })
    void whatIsOutsideTheSubsetIsNamedAndEachEventAlerts(String commandAndText) {
        String command = commandAndText.substring(0, commandAndText.indexOf(';'));
        String text = commandAndText.substring(commandAndText.indexOf(';') + 1).strip();

        assertInstanceOf(Pattern.EachMatch.class, read(text).pattern());
        assertTrue(
                warnings(text).stream().anyMatch(message -> message.contains("not read: '" + command + "'")),
                () -> warnings(text).toString());
    }

    @Test
    void aSearchBehindStatsIsAWhere() {
        assertEquals(
                aggregation("index=a | stats count as n by u | where n > 3"),
                aggregation("index=a | stats count as n by u | search n > 3"));
    }

    @Test
    void eventsWithoutAFieldCanBeLeftOutBeforeTheyAreCounted() {
        Pattern.Aggregation aggregation =
                aggregation("index=a | where isNotNull(f) AND isnotnull(g) | stats count by u | where count > 3");

        assertEquals(
                new Condition.And(List.of(
                        is("data.type", "fp"),
                        new Condition.FieldTest(new FieldPath("f"), new io.tripline.rule.Test.Exists()),
                        new Condition.FieldTest(new FieldPath("g"), new io.tripline.rule.Test.Exists()))),
                SigmaVerdictTest.detections(aggregation).getFirst().condition());
    }

    @Test
    void aTextThatCountsNothingNeedsNoWarning() {
        assertEquals(
                List.of(), warnings("index=auth0 data.type=fp\n| fields data.ip ```only this```\n| table data.ip"));
    }

    @Test
    void aCorrelationOfItsOwnComesBeforeTheSplunkText() {
        String text = rule("index=a | stats count by u | where count > 3")
                        .replace("title: Example", "title: Example\nname: base")
                + "---\ntitle: Own\ncorrelation: {type: event_count, rules: base, timespan: 5m, condition: {gte: 9}}\n";

        Pattern.Aggregation aggregation = assertInstanceOf(Pattern.Aggregation.class, SigmaTexts.pattern(text));

        assertEquals("9", aggregation.having().getFirst().value().toPlainString());
    }

    // The rules of Auth0 themselves

    private static Rule auth0(String file) throws IOException {
        Path path = SharedMaterial.folder("corpora").resolve("auth0/detections/" + file);
        Parsed parsed = new SigmaParser()
                .parse(new SourceText(file, Files.readString(path)), ShippedParameters.read(), OtherSources.EMPTY);
        return assertInstanceOf(Parsed.Accepted.class, parsed).rules().getFirst();
    }

    @Test
    void onlyRulesWhoseTextSaysNoMoreThanIsTakenAreExact() throws IOException {
        // The others: nine whose text picks or joins what is not read, two whose numbers stand there alone beside a
        // correlation that any match satisfies, three whose windows are ours and not Splunk's.
        List<String> exact;
        try (Stream<Path> files = Files.list(SharedMaterial.folder("corpora").resolve("auth0/detections"))) {
            exact = files.map(file -> file.getFileName().toString())
                    .sorted()
                    .filter(file -> {
                        try {
                            return auth0(file).restrictions().isEmpty();
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
        assertEquals(
                List.of(
                        "logins_or_signups_from_suspicious_ips.yml",
                        "many_unverified_accounts_created.yml",
                        "risk_of_copying_the_most_powerful_token.yml"),
                exact);
    }

    @Test
    void rapidClientCreationIsWindowedLikeOurOwnCopy() throws IOException {
        Rule original = auth0("rapid_creation_of_clients_with_dynamic_registration.yml");
        Path copy = Path.of("rules-drl", "auth0", "dcr_rapid_client_creation.yml");
        Rule ours = SigmaTexts.rule(Files.readString(copy), ParameterValues.NONE);

        Pattern.Aggregation read = assertInstanceOf(Pattern.Aggregation.class, original.pattern());
        Pattern.Aggregation written = assertInstanceOf(Pattern.Aggregation.class, ours.pattern());
        assertEquals(written.groupBy(), read.groupBy());
        assertEquals(written.timespan(), read.timespan());
        assertEquals(written.having(), read.having());
        assertEquals(written.collect(), read.collect());
        assertEquals(
                SigmaVerdictTest.detections(written).getFirst().condition(),
                SigmaVerdictTest.detections(read).getFirst().condition());
        assertEquals(original.id(), ours.id());
        assertEquals(List.of(), ours.restrictions());
        assertTrue(original.restrictions().getFirst().contains("sliding"));
    }

    @Test
    void smsBombardingAndPushFatigueAreWindowed() throws IOException {
        for (String file : List.of("sms_bombarding.yml", "risk_for_mfa_push_fatigue.yml")) {
            Pattern.Aggregation aggregation =
                    assertInstanceOf(Pattern.Aggregation.class, auth0(file).pattern());
            assertEquals(
                    List.of("data.tenant_name", "data.user_id"),
                    aggregation.groupBy().stream().map(GroupBy::name).toList());
            assertEquals(
                    new Measure.EventCount(), aggregation.having().getFirst().measure());
        }
    }
}
