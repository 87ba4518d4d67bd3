package io.tripline.alert.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTemplateTest {

    private static final Map<String, String> SET = Map.of("key", "k-1", "project", "SOC", "issuetype", "Task");

    private static final List<BodyTemplate> BUILT_IN = BodyTemplate.BUILT_IN.stream()
            .map(name -> BodyTemplate.builtIn(name, SET))
            .toList();

    private static JsonNode body(String template, String title, String reason) throws Exception {
        return new ObjectMapper()
                .readTree(BodyTemplate.of("own.json", template, SET)
                        .of(Alerts.of("a1", "high", title, reason, "user", "ann", "ip", null)));
    }

    @Test
    void textIsEscapedAndTheRestIsJson() throws Exception {
        assertEquals(new ObjectMapper().readTree("""
                        {"quoted": "say \\"x\\"\\n{id}", "count": 11, "tags": ["attack.t1078"], "rule": "{\\"user\\":\\"ann\\",\\"ip\\":null}",
                         "key": "k-1", "none": "", "cut": "say …", "level": "grave",
                         "values": "{\\"count\\":11}", "pairs": ["user=ann", "ip=-"], "window": "2025-12-31T22:00:00Z", "null": null}
                        """), body("""
                        {"quoted": "{reason}", "count": {eventCount}, "tags": {rule.tags.json}, "rule": "{group.text}",
                         "key": "{set.key}", "none": "{group.nothing}", "cut": "{reason.cut(5)}",
                         "level": "{#if rule.level == 'high'}grave{#else}fine{/if}",
                         "values": "{values.text}",
                         "pairs": [{#for pair in group.entrySet}"{pair.key}={pair.value ?: '-'}"{#if pair_hasNext},{/if}{/for}],
                         "window": "{window.from ?: 'none'}", "null": {group.ip.json}}
                        """, "title", "say \"x\"\n{id}"));
    }

    @Property(tries = 300)
    void anyTextIsTextOfAnyTemplate(@ForAll String text) throws Exception {
        for (BodyTemplate template : BUILT_IN) {
            String body = template.of(Alerts.of("a1", text, text, text, "field", text));
            new ObjectMapper().readTree(body);
        }
    }

    static List<Arguments> whatIsWrongIsSaidWithLineAndColumn() {
        return List.of(
                Arguments.of("{\"a\": \"{reson}\"}", "own.json:1:8: "),
                Arguments.of("{\"a\": \"{rule.titel}\"}", "own.json:1:8: "),
                Arguments.of("{\"a\":\n \"{set.nothing}\"}", "own.json:2:3: "),
                Arguments.of("{\"a\": \"{reason.cut}\"}", "own.json:1:8: "),
                Arguments.of("{\"a\": \"{reason.length}\"}", "own.json:1:8: "),
                Arguments.of("{\"a\": \"{reason.class}\"}", "own.json:1:8: "),
                Arguments.of("{\"a\": \"{reason.cut('x')}\"}", "own.json"),
                Arguments.of("{\"a\":\n\"{@java.lang.String x}{x.bytes}\"}", "own.json:2:"));
    }

    @ParameterizedTest
    @MethodSource
    void whatIsWrongIsSaidWithLineAndColumn(String template, String place) {
        // When
        IllegalArgumentException broken =
                assertThrows(IllegalArgumentException.class, () -> BodyTemplate.of("own.json", template, SET));

        // Then
        assertTrue(String.valueOf(broken.getMessage()).startsWith(place), broken.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{#if reason}{\"a\": 1}",
                "{#eval reason /}",
                "{#include other /}",
                "{#nosuch}{/nosuch}",
                "{\"a\": {reason}}",
                "{\"a\": 1} more",
                "{\"a\": {inject:bean.x}}",
                ""
            })
    void whatIsNoTemplateOrMakesNoJsonIsRefused(String template) {
        IllegalArgumentException broken =
                assertThrows(IllegalArgumentException.class, () -> BodyTemplate.of("own.json", template, SET));
        assertTrue(String.valueOf(broken.getMessage()).startsWith("own.json"), broken.getMessage());
    }

    @Test
    void aBodyThatIsNotToBeMadeOfAnAlertIsRefused() throws Exception {
        // Given a template that is JSON only while groups have a user
        BodyTemplate template = BodyTemplate.of("own.json", "{\"a\": {group.user.json}}", SET);

        // When, Then
        assertEquals("{\"a\": null}", template.of(Alerts.ofGroup("a1", "ip", null)));
        BodyTemplate bare = BodyTemplate.of("own.json", "{\"a\": {values.count}}", SET);
        assertThrows(WebhookBody.Impossible.class, () -> bare.of(SinkContract.alert("a1", "x")));
    }

    @Test
    void whatReceiversTakeNoLongerTextsForIsCut() throws Exception {
        // Given
        String text = "x".repeat(100_000);

        // When
        JsonNode slack = built("slack", text);
        JsonNode opsgenie = built("opsgenie", text);

        // Then
        assertEquals(150, slack.at("/blocks/0/text/text").asText().length());
        assertTrue(slack.at("/blocks/1/text/text").asText().length() <= 3000);
        assertEquals(130, opsgenie.get("message").asText().length());
        assertTrue(built("pagerduty", text).at("/payload/summary").asText().length() <= 1024);
        assertTrue(built("jira", text).at("/fields/summary").asText().length() <= 255);
        assertTrue(built("teams", text).toString().length() < 28_000);
    }

    private static JsonNode built(String name, String text) throws Exception {
        return new ObjectMapper()
                .readTree(BodyTemplate.builtIn(name, SET).of(Alerts.of("a1", "critical", text, text, "field", text)));
    }

    @Test
    void slackFindsNeitherLinksNorMentionsInWhatStrangersWrote() throws Exception {
        assertEquals(
                "&lt;!channel&gt; &amp; more: &lt;!channel&gt; &amp; more",
                built("slack", "<!channel> & more").get("text").asText());
        assertFalse(built("slack", "x").toString().contains("mrkdwn"));
    }

    @Test
    void levelsAreTheReceiversOwn() throws Exception {
        assertEquals("critical", built("pagerduty", "x").at("/payload/severity").asText());
        assertEquals("P1", built("opsgenie", "x").get("priority").asText());
        assertEquals(
                "Attention",
                built("teams", "x")
                        .at("/attachments/0/content/body/0/inlines/0/color")
                        .asText());
    }
}
