package io.tripline.drl;

import io.tripline.event.FieldPath;
import io.tripline.rule.Bound;
import io.tripline.rule.Comparison;
import io.tripline.rule.Condition;
import io.tripline.rule.Detection;
import io.tripline.rule.GroupBy;
import io.tripline.rule.LogSource;
import io.tripline.rule.Measure;
import io.tripline.rule.Metadata;
import io.tripline.rule.Parameter;
import io.tripline.rule.Pattern;
import io.tripline.rule.Pattern.Input;
import io.tripline.rule.Pattern.InputCondition;
import io.tripline.rule.Rule;
import io.tripline.rule.Test;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One rule, or a few, for each shape of DRL: the golden cases by the name of their folder. */
final class SampleRules {

    private SampleRules() {}

    static Map<String, List<Rule>> all() {
        Map<String, List<Rule>> cases = new LinkedHashMap<>();
        cases.put("auth0_rapid_creation_of_clients", List.of(rapidCreation()));
        cases.put("okta_first_public_client_failure", List.of(newTerms()));
        cases.put("every_event", List.of(rule("Sign-in by an admin", new Pattern.EachMatch(failedLogin()))));
        cases.put("every_operator", List.of(rule("Every operator", new Pattern.EachMatch(everyOperator()))));
        cases.put("nested_conditions", List.of(rule("Nested conditions", new Pattern.EachMatch(nested()))));
        cases.put("three_hundred_values", List.of(rule("Three hundred values", new Pattern.EachMatch(manyValues()))));
        cases.put(
                "suppressed_per_group",
                List.of(rule("Sign-in by an admin", suppressed(Pattern.MissingFields.SUPPRESS, "user.name"))));
        cases.put(
                "suppressed_where_both_fields_are_there",
                List.of(rule(
                        "Sign-in by an admin",
                        suppressed(Pattern.MissingFields.DO_NOT_SUPPRESS, "user.name", "host.name"))));
        cases.put(
                "no_group_several_rules_counted",
                List.of(rule("Many of either", eventCount(bounds(atLeast(new Measure.EventCount(), 3))))));
        cases.put("range_and_several_measures", List.of(rule("Password spraying", severalMeasures())));
        cases.put("numbers_measured", List.of(rule("Much data", numbers())));
        cases.put("distinct_combinations", List.of(rule("Many pairs", combinations())));
        cases.put("fewer_than_three", List.of(rule("Too few heartbeats", heartbeats(Comparison.LESS, 3))));
        cases.put("other_than_two", List.of(rule("Not two heartbeats", heartbeats(Comparison.NOT_EQUAL, 2))));
        cases.put("silence_after_a_match", List.of(rule("Heartbeat lost", heartbeats(Comparison.EQUAL, 0))));
        cases.put("temporal_all", List.of(rule("All together", temporal(null))));
        cases.put("temporal_condition", List.of(rule("a, or b without c", temporal(condition()))));
        cases.put("temporal_ordered_with_alias", List.of(rule("First b, then a", ordered())));
        cases.put("correlations_three_deep", List.of(rule("Spraying, then success, twice", threeDeep())));
        cases.put(
                "several_rules_in_a_file",
                List.of(
                        rule("failed_login", new Pattern.EachMatch(failedLogin())),
                        rule("Many failures", heartbeats(Comparison.GREATER, 5)),
                        rule("Many failures", heartbeats(Comparison.LESS, 2))));
        cases.put("hostile_text", List.of(hostile()));
        return cases;
    }

    static List<Rule> named(String name) {
        return Objects.requireNonNull(all().get(name), name);
    }

    static Rule rapidCreation() {
        Detection registration = new Detection(
                "Dynamic client registration",
                "Sigma detection 'selection'",
                new LogSource("auth0", null, null),
                new Condition.And(
                        List.of(is("data.type", "sapi"), is("data.description", "Dynamic client registration"))));
        return new Rule(
                "4bf28f3a-716c-11f0-9932-723487b9527c",
                "Rapid creation of clients with the dynamic client registration endpoint",
                new Metadata(
                        "Detect when a large number of clients are created in a short period of time.\n"
                                + "This can indicate an attempt to create multiple clients for malicious purposes.",
                        Metadata.Level.MEDIUM,
                        null,
                        "experimental",
                        List.of("Okta"),
                        List.of("attack.impact", "attack.credential-access", "attack.t1499", "attack.t1566"),
                        List.of(),
                        List.of("None"),
                        List.of(),
                        List.of(),
                        null,
                        "2025-07-11",
                        "2025-09-02"),
                new Pattern.Aggregation(
                        List.of(new Input.Events(registration)),
                        List.of(group("data.tenant_name", false)),
                        Duration.ofHours(1),
                        List.of(new Bound(new Measure.EventCount(), Comparison.GREATER, BigDecimal.TEN)),
                        List.of(path("data.details.response.body.client_id"))),
                List.of(
                        new Parameter(
                                "threshold_for_max_clients_created", List.of("10"), Parameter.Origin.SHIPPED_DEFAULT),
                        new Parameter(
                                "threshold_for_observed_time_window_in_minutes",
                                List.of("60"),
                                Parameter.Origin.CONFIGURATION)),
                List.of());
    }

    static Rule newTerms() {
        Detection failure = new Detection(
                "Unauthorized scope",
                "Elastic KQL query",
                LogSource.ANY,
                new Condition.And(List.of(
                        cased("data_stream.dataset", "okta.system"),
                        cased("event.action", "app.oauth2.as.token.grant"),
                        new Condition.Not(new Condition.Or(List.of(
                                new Condition.FieldTest(
                                        path("okta.actor.display_name"), new Test.Like(List.of("Okta*"), true)),
                                cased("okta.actor.display_name", "Datadog")))),
                        new Condition.Not(cased(
                                "okta.debug_context.debug_data.flattened.requestedScopes",
                                "okta.logs.read",
                                "okta.eventHooks.read",
                                "okta.inlineHooks.read")),
                        cased("okta.outcome.reason", "no_matching_scope"))));
        return new Rule(
                "6649e656-6f85-11ef-8876-f661ea17fbcc",
                "Unauthorized Scope for Public App OAuth2 Token Grant with Client Credentials",
                new Metadata(
                        "Identifies a failed OAuth 2.0 token grant attempt.",
                        Metadata.Level.MEDIUM,
                        47,
                        null,
                        List.of("Elastic"),
                        List.of("attack.t1078.004"),
                        List.of("https://github.blog/news-insights/company-news/security-alert-stolen-oauth-tokens/"),
                        List.of(),
                        List.of(),
                        List.of(),
                        "Elastic License v2",
                        "2024-09-11",
                        "2026-04-10"),
                new Pattern.NewTerms(failure, List.of(path("okta.actor.display_name")), Duration.ofDays(14)),
                List.of(),
                List.of());
    }

    private static Detection everyOperator() {
        List<Condition> tests = new ArrayList<>();
        for (boolean cased : List.of(true, false)) {
            tests.add(test("f", new Test.Is(List.of("a", "b"), cased)));
            tests.add(test("f", new Test.StartsWith(List.of("a"), cased)));
            tests.add(test("f", new Test.EndsWith(List.of("a"), cased)));
            tests.add(test("f", new Test.Includes(List.of("a"), cased)));
            tests.add(test("f", new Test.Like(List.of("a*?\\*"), cased)));
            for (Test.Relation relation : Test.Relation.values()) {
                tests.add(test("f", new Test.SameAs(path("g"), relation, cased)));
            }
        }
        tests.add(test("f", new Test.Regex(List.of("^a.c$", "\\d+"), false, true, true, true)));
        tests.add(test("f", new Test.Regex(List.of("a|b"), true, false, false, false)));
        tests.add(test("ip", new Test.InSubnet(List.of("10.0.0.0/8", "fd00::/8"))));
        tests.add(test("n", new Test.IsNumber(List.of(new BigDecimal("4688"), new BigDecimal("-1.5")))));
        tests.add(test("n", new Test.Length(Comparison.AT_LEAST, new BigDecimal("4000"))));
        for (Comparison comparison : Comparison.values()) {
            tests.add(test("n", new Test.Compare(comparison, new BigDecimal("10"))));
        }
        for (String number :
                List.of("-5", "2.50", "12345678901", "99999999999999999999", "0.1234567890123456789", "1E+3")) {
            tests.add(test("n", new Test.Compare(Comparison.GREATER, new BigDecimal(number))));
        }
        tests.add(test("@timestamp", new Test.CompareText(Comparison.AT_LEAST, "2026-01-01T00:00:00Z")));
        tests.add(test("message", new Test.HasWords(List.of("failed login", "logon*"))));
        tests.add(test("f", new Test.Exists()));
        tests.add(test("f", new Test.IsNull()));
        tests.add(test("f*", new Test.Exists()));
        for (Test.Part part : Test.Part.values()) {
            tests.add(test("@timestamp", new Test.TimePart(part, Comparison.AT_MOST, BigDecimal.TEN)));
        }
        tests.add(new Condition.AnyFieldTest(new Test.Includes(List.of("mimikatz", "sekurlsa"), false)));
        return new Detection(
                "all",
                "Sigma detection 'all'",
                new LogSource(List.of("windows"), List.of("process_creation", "image_load"), List.of("sysmon")),
                new Condition.And(tests));
    }

    private static Detection nested() {
        Condition a = is("a", "1");
        Condition b =
                is("process.command_line", numbered("a rather long value ", 6).toArray(String[]::new));
        Condition c = new Condition.Not(is("c", "3"));
        return new Detection(
                "nested",
                "Sigma condition",
                LogSource.ANY,
                new Condition.And(List.of(
                        new Condition.Or(List.of(
                                a,
                                new Condition.And(List.of(b, c)),
                                new Condition.Not(new Condition.And(List.of(b, new Condition.Or(List.of(a, c))))))),
                        new Condition.Not(new Condition.Or(List.of(a, c))),
                        new Condition.Not(new Condition.Not(a)),
                        new Condition.AtLeast(2, List.of(a, b, c)),
                        new Condition.AtLeast(2, List.of(a, c, a)),
                        new Condition.Or(List.of(new Condition.And(List.of()), new Condition.Or(List.of()))),
                        new Condition.And(List.of(a, new Condition.And(List.of(c)))))));
    }

    private static Detection manyValues() {
        return new Detection(
                "many",
                "Sigma detection 'selection'",
                LogSource.ANY,
                new Condition.FieldTest(path("Image"), new Test.EndsWith(numbered("\\tool", 300), false)));
    }

    static Detection detection(String name) {
        return new Detection(name, "Sigma rule '" + name + "'", LogSource.ANY, is("action", name));
    }

    static Input input(String name) {
        return new Input.Events(detection(name));
    }

    static Pattern suppressed(Pattern.MissingFields missing, String... groupBy) {
        return new Pattern.Suppressed(
                failedLogin(), Arrays.stream(groupBy).map(SampleRules::path).toList(), Duration.ofMinutes(5), missing);
    }

    private static Pattern eventCount(List<Bound> having) {
        return new Pattern.Aggregation(
                List.of(input("a"), input("b")), List.of(), Duration.ofMinutes(90), having, List.of());
    }

    static Pattern severalMeasures() {
        return new Pattern.Aggregation(
                List.of(new Input.Events(failedLogin())),
                List.of(group("source.ip", true)),
                Duration.ofMinutes(5),
                bounds(
                        atLeast(new Measure.EventCount(), 4),
                        new Bound(new Measure.EventCount(), Comparison.LESS, new BigDecimal("100")),
                        atLeast(new Measure.ValueCount(List.of(path("user.name"))), 2),
                        new Bound(new Measure.Minutes(), Comparison.LESS, new BigDecimal("2.5"))),
                List.of(path("user.name"), path("source.ip")));
    }

    static Pattern numbers() {
        return new Pattern.Aggregation(
                List.of(new Input.Events(failedLogin())),
                List.of(group("host", false)),
                Duration.ofSeconds(45),
                bounds(
                        new Bound(new Measure.Sum(path("bytes")), Comparison.GREATER, new BigDecimal("100.5")),
                        atLeast(new Measure.Average(path("bytes")), 10),
                        atLeast(new Measure.Percentile(path("bytes"), 50), 10),
                        atLeast(new Measure.Percentile(path("bytes"), 99.9), 20)),
                List.of());
    }

    static Pattern combinations() {
        return new Pattern.Aggregation(
                List.of(new Input.Events(failedLogin())),
                List.of(group("host", true)),
                Duration.ofMillis(1500),
                bounds(atLeast(new Measure.ValueCount(List.of(path("user"), path("ip"))), 3)),
                List.of());
    }

    static Pattern heartbeats(Comparison comparison, int bound) {
        return new Pattern.Aggregation(
                List.of(input("heartbeat")),
                List.of(group("host", true)),
                Duration.ofMinutes(5),
                bounds(new Bound(new Measure.EventCount(), comparison, BigDecimal.valueOf(bound))),
                List.of());
    }

    static Pattern temporal(@Nullable InputCondition condition) {
        return new Pattern.Temporal(
                List.of(input("a"), input("b"), input("c")),
                List.of(group("user", false)),
                Duration.ofMinutes(5),
                condition);
    }

    static InputCondition condition() {
        return new InputCondition.AnyOf(List.of(
                new InputCondition.Matched("a"),
                new InputCondition.AllOf(List.of(
                        new InputCondition.Matched("b"), new InputCondition.None(new InputCondition.Matched("c"))))));
    }

    static Pattern ordered() {
        return new Pattern.TemporalOrdered(
                List.of(input("b"), input("a")),
                List.of(new GroupBy("user", List.of(path("source.user"), path("target.user")), true)),
                Duration.ofMinutes(5));
    }

    /** Five failures, then a success, of a user: twice for a tenant. */
    static Pattern threeDeep() {
        Pattern failures = new Pattern.Aggregation(
                List.of(input("failure")),
                List.of(group("user", true)),
                Duration.ofMinutes(1),
                bounds(atLeast(new Measure.EventCount(), 3)),
                List.of());
        Pattern breach = new Pattern.TemporalOrdered(
                List.of(new Input.Correlated("many_failures", failures), input("success")),
                List.of(group("user", true)),
                Duration.ofMinutes(5));
        return new Pattern.Aggregation(
                List.of(new Input.Correlated("breach", breach)),
                List.of(group("tenant", true)),
                Duration.ofHours(1),
                bounds(atLeast(new Measure.ValueCount(List.of(path("user"))), 2)),
                List.of(path("user")));
    }

    private static Rule hostile() {
        String text = "\"; System.exit( 1 ); // */ \\ end\nrule \"x\" \u2028 \u202E \uD800 \uFFFF \u0001 é 😀";
        Pattern pattern = new Pattern.Aggregation(
                List.of(new Input.Events(new Detection(text, text, new LogSource(text, text, text), is(text, text)))),
                List.of(new GroupBy(text, List.of(path("?a=b\\" + text)), false)),
                Duration.ofMinutes(5),
                bounds(atLeast(new Measure.ValueCount(List.of(path(text))), 2)),
                List.of(path(text)));
        return new Rule(
                text,
                text,
                new Metadata(
                        text,
                        Metadata.Level.LOW,
                        1,
                        text,
                        List.of(text, text),
                        List.of(text),
                        List.of(text),
                        List.of(text),
                        List.of(text),
                        List.of(text),
                        text,
                        text,
                        text),
                pattern,
                List.of(new Parameter(text, List.of(text), Parameter.Origin.RULE)),
                List.of(text));
    }

    static Condition test(String field, Test test) {
        return new Condition.FieldTest(path(field), test);
    }

    static Bound atLeast(Measure measure, int value) {
        return new Bound(measure, Comparison.AT_LEAST, BigDecimal.valueOf(value));
    }

    static List<Bound> bounds(Bound... bounds) {
        return List.of(bounds);
    }

    static Detection failedLogin() {
        return new Detection("failed_login", "Sigma detection 'selection'", LogSource.ANY, is("action", "failure"));
    }

    static Rule rule(String title, Pattern pattern) {
        return new Rule("00000000-0000-0000-0000-000000000001", title, metadata(), pattern, List.of(), List.of());
    }

    static Metadata metadata() {
        return new Metadata(
                "", null, null, null, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null, null,
                null);
    }

    static Condition is(String field, String... texts) {
        return new Condition.FieldTest(path(field), new Test.Is(List.of(texts), false));
    }

    static Condition cased(String field, String... texts) {
        return new Condition.FieldTest(path(field), new Test.Is(List.of(texts), true));
    }

    static GroupBy group(String field, boolean required) {
        return new GroupBy(field, List.of(path(field)), required);
    }

    static FieldPath path(String text) {
        return new FieldPath(text);
    }

    static List<String> numbered(String prefix, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> prefix + n).toList();
    }
}
