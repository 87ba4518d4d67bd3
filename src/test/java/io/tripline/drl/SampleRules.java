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
import io.tripline.rule.Rule;
import io.tripline.rule.Test;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** One rule, or a few, for each shape of DRL: the golden cases by the name of their folder. */
final class SampleRules {

    private SampleRules() {}

    static Map<String, List<Rule>> all() {
        Map<String, List<Rule>> cases = new LinkedHashMap<>();
        cases.put("auth0_rapid_creation_of_clients", List.of(rapidCreation()));
        cases.put("okta_first_public_client_failure", List.of(newTerms()));
        cases.put("every_event", List.of(rule("Sign-in by an admin", new Pattern.EachMatch(failedLogin()))));
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
