package io.tripline.dialect.elastic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.dialect.OtherSources;
import io.tripline.dialect.ParameterValues;
import io.tripline.dialect.Parsed;
import io.tripline.event.FieldPath;
import io.tripline.problem.SourceText;
import io.tripline.rule.Bound;
import io.tripline.rule.Comparison;
import io.tripline.rule.Condition;
import io.tripline.rule.Condition.FieldTest;
import io.tripline.rule.Detection;
import io.tripline.rule.GroupBy;
import io.tripline.rule.LogSource;
import io.tripline.rule.Measure;
import io.tripline.rule.Metadata.Level;
import io.tripline.rule.Pattern;
import io.tripline.rule.Rule;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ElasticParserTest {

    private static final Path SEED = Path.of("rules-drl/elastic/okta_new_actor_client_credentials_denied.toml");

    @Test
    void firstDeniedClientCredentialsGrantOfAnActorIsANewTerm() {
        // When
        Rule rule = accepted(Shared.text(SEED));
        // Then
        Pattern.NewTerms terms = assertInstanceOf(Pattern.NewTerms.class, rule.pattern());
        assertEquals(List.of(new FieldPath("okta.actor.display_name")), terms.fields());
        assertEquals(Duration.ofDays(14), terms.historyWindow());
        assertEquals(
                new Condition.And(List.of(
                        is("data_stream.dataset", "okta.system"),
                        is("event.action", "app.oauth2.as.token.grant"),
                        is("okta.actor.type", "PublicClientApp"),
                        is("okta.debug_context.debug_data.flattened.grantType", "client_credentials"),
                        is("okta.outcome.result", "FAILURE"),
                        is("okta.outcome.reason", "no_matching_scope"),
                        new Condition.Not(is("okta.client.user_agent.raw_user_agent", "Okta-Integrations")),
                        new Condition.Not(new Condition.Or(List.of(
                                new FieldTest(
                                        new FieldPath("okta.actor.display_name"),
                                        new io.tripline.rule.Test.Like(List.of("Okta*"), true)),
                                is("okta.actor.display_name", "Datadog")))),
                        new Condition.Not(is(
                                "okta.debug_context.debug_data.flattened.requestedScopes",
                                "okta.logs.read",
                                "okta.eventHooks.read",
                                "okta.inlineHooks.read")))),
                terms.detection().condition());
        assertEquals(LogSource.ANY, terms.detection().logSource());
        assertEquals(List.of(), rule.restrictions());
    }

    @Test
    void seedSaysWhatItIs() {
        Rule rule = accepted(Shared.text(SEED));
        assertEquals("6649e656-6f85-11ef-8876-f661ea17fbcc", rule.id());
        assertEquals(Level.MEDIUM, rule.metadata().level());
        assertEquals(47, rule.metadata().riskScore());
        assertEquals("2024-09-11", rule.metadata().created());
        assertTrue(rule.metadata()
                .tags()
                .containsAll(List.of(
                        "attack.defense-evasion",
                        "attack.t1078",
                        "attack.t1078.004",
                        "attack.t1550",
                        "attack.t1550.001")));
    }

    @Test
    void seedAsElasticPublishesItAsksTheSame() {
        // Given
        Path original = Shared.folder("corpora/elastic")
                .resolve("rules/integrations/okta/"
                        + "defense_evasion_first_occurence_public_app_client_credential_token_exchange.toml");
        // When
        Pattern.NewTerms theirs = assertInstanceOf(
                Pattern.NewTerms.class, accepted(Shared.text(original)).pattern());
        Pattern.NewTerms ours = assertInstanceOf(
                Pattern.NewTerms.class, accepted(Shared.text(SEED)).pattern());
        // Then
        assertEquals(theirs.fields(), ours.fields());
        assertEquals(theirs.historyWindow(), ours.historyWindow());
        assertEquals(parts(theirs.detection()), parts(ours.detection()));
    }

    private static java.util.Set<Condition> parts(Detection detection) {
        return java.util.Set.copyOf(
                assertInstanceOf(Condition.And.class, detection.condition()).parts());
    }

    @Test
    void thresholdCountsPerGroupInItsLookback() {
        // When
        Rule rule = accepted("""
                [rule]
                name = "Many failures"
                type = "threshold"
                from = "now-1h"
                query = "event.outcome: failure"
                [rule.threshold]
                field = ["source.ip", "user.name"]
                value = 5
                [[rule.threshold.cardinality]]
                field = "host.name"
                value = 3
                """);
        // Then
        FieldPath host = new FieldPath("host.name");
        assertEquals(
                new Pattern.Aggregation(
                        List.of(new Pattern.Input.Events(new Detection(
                                "Many failures", "KQL query", LogSource.ANY, is("event.outcome", "failure")))),
                        List.of(
                                new GroupBy("source.ip", List.of(new FieldPath("source.ip")), true),
                                new GroupBy("user.name", List.of(new FieldPath("user.name")), true)),
                        Duration.ofHours(1),
                        List.of(
                                new Bound(new Measure.EventCount(), Comparison.AT_LEAST, BigDecimal.valueOf(5)),
                                new Bound(
                                        new Measure.ValueCount(List.of(host)),
                                        Comparison.AT_LEAST,
                                        BigDecimal.valueOf(3))),
                        List.of(host)),
                rule.pattern());
    }

    @Test
    void newTermsAreReadInTheFormOfKibanasApiToo() {
        Rule rule = accepted("""
                [rule]
                name = "New"
                type = "new_terms"
                query = "*"
                new_terms_fields = ["user.name", "host.name"]
                history_window_start = "now-1w"
                """);
        Pattern.NewTerms terms = assertInstanceOf(Pattern.NewTerms.class, rule.pattern());
        assertEquals(2, terms.fields().size());
        assertEquals(Duration.ofDays(7), terms.historyWindow());
    }

    @Test
    void filterOfKibanaIsOneMoreCondition() {
        Rule rule = accepted("""
                [rule]
                name = "F"
                type = "query"
                query = "event.action: start"
                [[rule.filters]]
                [rule.filters.meta]
                negate = true
                [rule.filters.query.wildcard."file.path"]
                case_insensitive = true
                value = "?:\\\\\\\\Program Files\\\\\\\\*.ps1"
                """);
        assertEquals(
                new Condition.And(List.of(
                        is("event.action", "start"),
                        new Condition.Not(new FieldTest(
                                new FieldPath("file.path"),
                                new io.tripline.rule.Test.Like(List.of("?:\\Program Files\\\\*.ps1"), false))))),
                assertInstanceOf(Pattern.EachMatch.class, rule.pattern())
                        .detection()
                        .condition());
    }

    @Test
    void suppressionIsOneAlertPerGroupAndDuration() {
        Rule rule = accepted("""
                [rule]
                name = "S"
                type = "query"
                query = "event.action: start"
                [rule.alert_suppression]
                group_by = ["user.name"]
                duration = {value = 30, unit = "m"}
                missing_fields_strategy = "suppress"
                """);
        Pattern.Suppressed suppressed = assertInstanceOf(Pattern.Suppressed.class, rule.pattern());
        assertEquals(Duration.ofMinutes(30), suppressed.span());
        assertEquals(List.of(new FieldPath("user.name")), suppressed.groupBy());
        assertEquals(Pattern.MissingFields.SUPPRESS, suppressed.missingFields());
        assertEquals(List.of(), rule.restrictions());
    }

    @Test
    void suppressionOfEqlEventsMayLeaveOutThoseWithoutAField() {
        Rule rule = accepted("""
                [rule]
                name = "S"
                type = "eql"
                language = "eql"
                query = "process where process.name == \\"a\\""
                alert_suppression = {group_by = ["user.name", "host.id"], duration = {value = 2, unit = "h"}, \
                missing_fields_strategy = "doNotSuppress"}
                """);
        Pattern.Suppressed suppressed = assertInstanceOf(Pattern.Suppressed.class, rule.pattern());
        assertEquals(Duration.ofHours(2), suppressed.span());
        assertEquals(Pattern.MissingFields.DO_NOT_SUPPRESS, suppressed.missingFields());
        assertEquals(List.of(), rule.restrictions());
    }

    @Test
    void ruleWithoutIdGetsTheSameOneEachTime() {
        String text = "[rule]\nname = \"x\"\ntype = \"query\"\nquery = \"*\"\n";
        assertEquals(accepted(text).id(), accepted(text.replace("*", "a: b")).id());
        assertFalse(accepted(text)
                .id()
                .equals(accepted(text.replace("\"x\"", "\"y\"")).id()));
    }

    @Test
    void textOfARuleIsRecognised() {
        ElasticParser parser = new ElasticParser();
        assertTrue(parser.recognises("[metadata]\n\n[rule]\nname = \"x\"\n"));
        assertFalse(parser.recognises("title: x\nlogsource:\n  product: okta\n"));
    }

    private static Condition is(String field, String... texts) {
        return new FieldTest(new FieldPath(field), new io.tripline.rule.Test.Is(List.of(texts), true));
    }

    private static Rule accepted(String toml) {
        Parsed parsed =
                new ElasticParser().parse(new SourceText("x.toml", toml), ParameterValues.NONE, OtherSources.EMPTY);
        return assertInstanceOf(
                        Parsed.Accepted.class, parsed, () -> parsed.problems().toString())
                .rules()
                .getFirst();
    }
}
