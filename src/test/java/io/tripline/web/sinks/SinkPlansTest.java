package io.tripline.web.sinks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tripline.alert.Alert;
import io.tripline.config.BadConfiguration;
import io.tripline.event.Event;
import io.tripline.event.Origin;
import io.tripline.live.outbox.SinkPlan;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinkPlansTest {

    private static final String SECRET = "whsec_dHJpcGxpbmUtZXhhbXBsZS1zZWNyZXQtMzItYnl0ZXMhIQ==";

    private static final Map<String, String> WEBHOOK = Map.of(
            "tripline.sinks.soc.type", "webhook",
            "tripline.sinks.soc.url", "https://hooks.example:8443/T0/secret?x=1",
            "tripline.sinks.soc.secret", SECRET);

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path folder;

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private List<SinkPlan> plans(Map<String, String> keys, Map<String, String> environment) {
        return SinkPlans.of(
                new SmallRyeConfigBuilder()
                        .withSources(
                                new PropertiesConfigSource(keys, "test", 100), new EnvConfigSource(environment, 300))
                        .build(),
                vertx,
                InstantSource.system(),
                new NoRules(),
                line -> {},
                "the log");
    }

    @Test
    void withoutAnyKeyThereIsTheLog() {
        // When
        SinkPlan log = plans(Map.of(), Map.of()).getFirst();

        // Then
        assertEquals("log", log.name());
        assertEquals("the log", log.sink().target());
        assertEquals(16, log.tries());
        assertTrue(log.filter().wants(alert("rule", null, List.of())));
    }

    @Test
    void aWebhookHasItsKeysAndItsSecretMayStandInTheEnvironment() {
        // Given
        Map<String, String> keys = new HashMap<>(WEBHOOK);
        keys.remove("tripline.sinks.soc.secret");
        keys.put("tripline.sinks.soc.levels", "High, critical");
        keys.put("tripline.sinks.soc.tags", "ATTACK.t1078,other");
        keys.put("tripline.sinks.soc.tries", "3");
        keys.put("tripline.sinks.soc.gather", "2s");
        keys.put("tripline.sinks.soc.allow", "10.1.0.0/16, ::1");

        // When
        List<SinkPlan> plans =
                plans(keys, Map.of("TRIPLINE_SINKS_SOC_SECRET", SECRET, "TRIPLINE_SINKS_LOG_ENABLED", "false"));

        // Then
        SinkPlan plan = plans.getFirst();
        assertEquals(1, plans.size());
        assertEquals("soc", plan.name());
        assertEquals("webhook", plan.type());
        assertEquals("https://hooks.example:8443", plan.sink().target());
        assertEquals(3, plan.tries());
        assertEquals(Duration.ofSeconds(2), plan.gather());
        assertTrue(plan.filter().wants(alert("r", "high", List.of("x", "attack.T1078"))));
        assertFalse(plan.filter().wants(alert("r", "low", List.of("other"))));
        assertFalse(plan.filter().wants(alert("r", null, List.of("other"))));
        assertFalse(plan.filter().wants(alert("r", "high", List.of("x"))));
    }

    @Test
    void rulesAreChosenByTheirIds() {
        // When
        SinkPlan log =
                plans(Map.of("tripline.sinks.log.rules", "a,b"), Map.of()).getFirst();

        // Then
        assertTrue(log.filter().wants(alert("b", null, List.of())));
        assertFalse(log.filter().wants(alert("c", null, List.of())));
    }

    @ParameterizedTest
    @CsvSource({
        "tripline.sinks.soc.type, ftp, none of alertmanager",
        "tripline.sinks.soc.type, log, no other is",
        "tripline.sinks.log.type, webhook, of type log",
        "tripline.sinks.soc.url, ftp://hooks.example/, is no address",
        "tripline.sinks.soc.url, https://user:pass@hooks.example/, is no address",
        "tripline.sinks.soc.url, hooks.example, is no address",
        "tripline.sinks.soc.secret, hunter2, whsec_",
        "tripline.sinks.soc.levels, grave, grave is none of",
        "tripline.sinks.soc.tries, 0, whole number",
        "tripline.sinks.soc.timeout, 0s, is no duration",
        "tripline.sinks.soc.gather, soon, is no duration",
        "tripline.sinks.soc.allow, inside, is no network",
        "tripline.sinks.soc.enabled, maybe, neither true nor false",
        "tripline.sinks.soc.level, high, did you mean tripline.sinks.soc.levels?",
        "tripline.sinks.log.secret, whsec_x, a sink of type log has",
        "tripline.sinks.other.levels, high, tripline.sinks.other.type is missing",
        "tripline.sinks.my-hook.type, webhook, the name of a sink"
    })
    void whatIsNotAsItHasToBeIsSaidWithItsKey(String key, String value, String said) {
        // Given
        Map<String, String> keys = new HashMap<>(WEBHOOK);
        keys.put(key, value);

        // When
        BadConfiguration bad = assertThrows(BadConfiguration.class, () -> plans(keys, Map.of()));

        // Then
        String message = String.valueOf(bad.getMessage());
        assertTrue(message.contains(said), message);
        assertTrue(message.contains("tripline.sinks."), message);
        assertFalse(message.contains("hunter2") || message.contains("pass@"), message);
    }

    @ParameterizedTest
    @CsvSource({"tripline.sinks.soc.url", "tripline.sinks.soc.secret", "tripline.sinks.soc.type"})
    void whatAWebhookNeedsIsMissed(String key) {
        // Given
        Map<String, String> keys = new HashMap<>(WEBHOOK);
        keys.remove(key);

        // When
        BadConfiguration bad = assertThrows(BadConfiguration.class, () -> plans(keys, Map.of()));

        // Then
        assertTrue(String.valueOf(bad.getMessage()).startsWith(key + " is missing: "), bad.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "webhook | https://hooks.slack.example | url=https://hooks.slack.example/T/hush; template=slack",
                "webhook | https://events.pagerduty.com | template=pagerduty; set.key=hush",
                "webhook | https://api.opsgenie.com | template=opsgenie; authorization=GenieKey hush",
                "webhook | https://x.example | url=https://x.example/rest/api/3/issue; template=jira; set.project=SOC; user=ann; password=hush",
                "webhook | https://x.example | url=https://x.example/hush; template=teams; header.X-Key=hush",
                "alertmanager | http://am.example:9093 | url=http://am.example:9093; link=https://tripline.example/",
                "elasticsearch | https://es.example:9200 soc | url=https://es.example:9200; index=soc; authorization=ApiKey hush",
                "otlp | http://collector.example:4318 | url=http://collector.example:4318",
                "kafka | kafka://k.example:9092/alerts | brokers=k.example:9092; topic=alerts; kafka.security.protocol=SASL_SSL; kafka.sasl.mechanism=PLAIN",
                "mail | smtp://mx.example:587 soc@example.org | host=mx.example; from=t@example.org; to=soc@example.org; user=u; password=hush",
                "syslog | tls://log.example:6514 | host=log.example",
                "syslog | tcp://log.example:601 | host=log.example; tls=false; facility=0",
            })
    void eachTypeIsMadeOfItsKeysAndConnectsToNothing(String type, String target, String keys) {
        // When
        SinkPlan plan = plans(of(type, keys), Map.of()).getLast();

        // Then
        assertEquals(type, plan.type());
        assertEquals(target, plan.sink().target());
        plan.sink().close();
    }

    private static Map<String, String> of(String type, String keys) {
        Map<String, String> all = new HashMap<>(Map.of("tripline.sinks.soc.type", type));
        for (String pair : keys.split("; ")) {
            all.put("tripline.sinks.soc." + pair.split("=", 2)[0], pair.split("=", 2)[1]);
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "webhook | set.project | url=https://x.example/; template=jira",
                "webhook | neither one of jira | url=https://x.example/; template=slak",
                "webhook | url is missing | template=slack",
                "webhook | which is it | url=https://x.example/; template=slack; authorization=hush; user=ann; password=hush",
                "webhook | header.Host | url=https://x.example/; template=slack; header.Host=y",
                "webhook | unknown key tripline.sinks.soc.headers.X | url=https://x.example/; template=slack; headers.X=y",
                "webhook | one line of ASCII | url=https://x.example/; template=slack; authorization=hush-è",
                "webhook | cannot be read | url=https://x.example/; template=slack; ca=/no/such.pem",
                "elasticsearch | is no name of an index | url=https://x.example; index=../_all",
                "kafka | kafka.acks cannot be set | brokers=k:1; topic=t; kafka.acks=0",
                "kafka | security.protocol is not what Kafka wants | brokers=k:1; topic=t; kafka.security.protocol=hush",
                "kafka | is no name of a topic | brokers=k:1; topic=a b",
                "kafka | none of group, alert | brokers=k:1; topic=t; key=rule",
                "mail | is no address | host=mx; from=a@b.example; to=x@b.example>",
                "mail | for all to read | host=mx; from=a@b.example; to=x@b.example; tls=off; user=u; password=hush",
                "syslog | whole number from 0 to 23 | host=x; facility=24",
                "file | path is missing | size=5000",
                "file | is no file in a folder | path=/no/such/folder/alerts.ndjson",
            })
    void whatATypeDoesNotTakeIsSaid(String type, String said, String keys) {
        // When
        BadConfiguration bad = assertThrows(BadConfiguration.class, () -> plans(of(type, keys), Map.of()));

        // Then
        String message = String.valueOf(bad.getMessage());
        assertTrue(message.contains(said), message);
        assertFalse(message.contains("hush"), message);
    }

    @Test
    void aTemplateOfOnesOwnIsAFileThatIsReadAtTheStart() throws Exception {
        // Given
        Path template = folder.resolve("own.json");
        Files.writeString(template, "{\n  \"text\": \"{reson}\"\n}");
        Map<String, String> keys = of("webhook", "url=https://x.example/; template=" + template);

        // When
        BadConfiguration bad = assertThrows(BadConfiguration.class, () -> plans(keys, Map.of()));

        // Then
        assertTrue(String.valueOf(bad.getMessage()).contains("own.json:2:12: "), bad.getMessage());
        Files.writeString(template, "{\n  \"text\": \"{reason}\"\n}");
        assertEquals(
                1, plans(keys, Map.of("TRIPLINE_SINKS_LOG_ENABLED", "false")).size());
    }

    @Test
    void secretsOfAnyKindMayStandInTheEnvironment() {
        // Given
        Map<String, String> keys = of("webhook", "template=pagerduty");

        // When, Then
        assertEquals(
                2,
                plans(keys, Map.of("TRIPLINE_SINKS_SOC_SET_KEY", "k", "TRIPLINE_SINKS_SOC_AUTHORIZATION", "t"))
                        .size());
        Map<String, String> kafka = of("kafka", "brokers=k:1; topic=t");
        assertEquals(
                2,
                plans(kafka, Map.of("TRIPLINE_SINKS_SOC_KAFKA_SASL_JAAS_CONFIG", "x"))
                        .size());
    }

    private static Alert alert(String rule, @Nullable String level, List<String> tags) {
        return new Alert(
                "a",
                new Alert.RuleInfo(rule, "t", level, "x.drl", tags),
                0,
                "",
                null,
                Alert.of(Event.of("e", 0, Origin.UNKNOWN, Map.of())));
    }
}
