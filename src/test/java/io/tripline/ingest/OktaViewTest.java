package io.tripline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.event.Event;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A raw event of the Okta System Log under the names of Sigma's and of Elastic's rules. */
class OktaViewTest {

    private static final EventDecoder DECODER = new EventDecoder(EventFormats.builtIn());

    private static final String GRANT = """
            {"uuid": "5f7d6c1e-0001", "published": "2026-01-02T03:04:05.678Z", "eventType": "app.oauth2.as.token.grant",
             "version": "0", "severity": "WARN", "displayMessage": "OAuth2 token request", "legacyEventType": "app.oauth2.token",
             "actor": {"id": "0oa1", "type": "PublicClientApp", "alternateId": "build.bot-1@acme.example", "displayName": "build bot",
                       "detailEntry": null},
             "client": {"userAgent": {"rawUserAgent": "curl/8.1", "os": "Linux", "browser": "UNKNOWN"}, "zone": "null", "device": "Unknown",
                        "id": null, "ipAddress": "203.0.113.9",
                        "geographicalContext": {"city": "Bonn", "country": "Germany", "state": "NRW", "geolocation": {"lat": 50.7, "lon": 7.10}}},
             "outcome": {"result": "FAILURE", "reason": "no_matching_scope"},
             "securityContext": {"asNumber": 64500, "asOrg": "acme net", "isp": "acme", "domain": "acme.example", "isProxy": false},
             "authenticationContext": {"externalSessionId": "trs1", "rootSessionId": "root1", "authenticationStep": 0,
                                       "interface": "Outlook", "issuer": {"id": "iss1", "type": "okta"}},
             "transaction": {"id": "t1", "type": "WEB", "detail": {"requestApiTokenId": "00T1"}},
             "request": {"ipChain": [{"ip": "203.0.113.9", "geographicalContext": {"postalCode": "53111"}, "source": null},
                                     {"ip": "198.51.100.4"}]},
             "device": {"id": "guo1", "managed": true, "os_platform": "OSX", "device_integrator": "{\\"name\\": \\"x\\"}"},
             "target": [{"id": "g1", "type": "UserGroup", "displayName": "Admins"},
                        {"id": "u1", "type": "User", "alternateId": "eve@acme.example", "displayName": "Eve", "login": "eve@acme.example",
                         "detailEntry": {"methodTypeUsed": "Password"}}],
             "debugContext": {"debugData": {"grantType": "client_credentials", "requestedScopes": "okta.users.read okta.logs.read",
                 "requestUri": "/oauth2/v1/token", "dtHash": "abc", "threatSuspected": "false",
                 "logOnlySecurityData": "{\\"risk\\":{\\"level\\":\\"HIGH\\",\\"reasons\\":\\"Anomalous Location, Anomalous Device\\"}}",
                 "behaviors": "{New Geo-Location=NEGATIVE, New Device=POSITIVE, New IP=POSITIVE}",
                 "risk": "{reasons=Anomalous Location, Anomalous Device, level=MEDIUM}"}}}
            """;

    private static Event event(String json) {
        DecodedBatch batch = DECODER.decode(json.getBytes(UTF_8), 0);
        assertEquals(1, batch.events().size(), batch.rejections()::toString);
        return batch.events().getFirst().event();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    data_stream.dataset | okta.system
                    event.dataset | okta.system
                    event.module | okta
                    event.kind | event
                    event.action | app.oauth2.as.token.grant
                    event.outcome | failure
                    event.id | 5f7d6c1e-0001
                    @timestamp | 2026-01-02T03:04:05.678Z
                    okta.uuid | 5f7d6c1e-0001
                    okta.event_type | app.oauth2.as.token.grant
                    okta.legacy_event_type | app.oauth2.token
                    okta.severity | WARN
                    okta.version | 0
                    okta.actor.type | PublicClientApp
                    okta.actor.alternate_id | build.bot-1@acme.example
                    okta.actor.display_name | build bot
                    user.name | build.bot-1
                    source.user.name | build.bot-1
                    client.user.name | build.bot-1
                    user.full_name | build bot
                    client.user.id | 0oa1
                    okta.client.ip | 203.0.113.9
                    client.ip | 203.0.113.9
                    source.ip | 203.0.113.9
                    okta.client.user_agent.raw_user_agent | curl/8.1
                    user_agent.original | curl/8.1
                    client.geo.city_name | Bonn
                    client.geo.location.lon | 7.10
                    okta.security_context.as.number | 64500
                    okta.security_context.as.organization.name | acme net
                    okta.security_context.is_proxy | false
                    source.as.number | 64500
                    okta.outcome.result | FAILURE
                    okta.outcome.reason | no_matching_scope
                    okta.transaction.detail.request_api_token_id | 00T1
                    okta.authentication_context.external_session_id | trs1
                    okta.authentication_context.root_session_id | root1
                    okta.authentication_context.authentication_provider | Outlook
                    okta.authentication_context.issuer.id | iss1
                    okta.request.ip_chain.geographical_context.postal_code | 53111
                    okta.device.managed | true
                    okta.device.device_integrator.name | x
                    user.target.full_name | Eve
                    user.target.id | u1
                    user.target.email | eve@acme.example
                    user.target.group.name | Admins
                    okta.target.detailEntry.methodTypeUsed | Password
                    okta.debug_context.debug_data.flattened.grantType | client_credentials
                    okta.debug_context.debug_data.flattened.requestedScopes | okta.users.read okta.logs.read
                    okta.debug_context.debug_data.grant_type | client_credentials
                    okta.debug_context.debug_data.request_uri | /oauth2/v1/token
                    okta.debug_context.debug_data.dt_hash | abc
                    okta.debug_context.debug_data.threat_suspected | false
                    okta.debug_context.debug_data.flattened.logOnlySecurityData.risk.level | HIGH
                    okta.debug_context.debug_data.flattened.behaviors.New Device | POSITIVE
                    okta.debug_context.debug_data.flattened.risk.level | MEDIUM
                    okta.debug_context.debug_data.flattened.risk.reasons | Anomalous Location, Anomalous Device
                    okta.debug_context.debug_data.risk_level | HIGH
                    eventType | app.oauth2.as.token.grant
                    actor.displayName | build bot
                    debugContext.debugData.grantType | client_credentials
                    target.displayName | Admins
                    securityContext.isProxy | false
                    """)
    void aRawEventHasBothNames(String field, String value) {
        assertTrue(
                event(GRANT).field(field).is(value),
                () -> field + " is " + event(GRANT).get(field));
    }

    @Test
    void listsKeepAllTheirValues() {
        Event event = event(GRANT);

        assertEquals(List.of("Admins", "Eve"), event.get("okta.target.display_name"));
        assertEquals(List.of("203.0.113.9", "198.51.100.4"), event.get("okta.request.ip_chain.ip"));
        assertEquals(List.of("New Device", "New IP"), event.get("okta.debug_context.debug_data.risk_behaviors"));
        assertEquals(
                List.of("Anomalous Location", "Anomalous Device"),
                event.get("okta.debug_context.debug_data.risk_reasons"));
    }

    @Test
    void whatIsNullOrEmptyIsNotThereUnderElasticsNames() {
        Event event = event("""
                {"eventType": "user.session.start", "published": "2026-01-01T00:00:00Z", "uuid": "1", "target": null, "actor": {"alternateId": ""},
                 "client": {"id": null, "zone": ""}, "outcome": {"reason": null}, "debugContext": {"debugData": {}}, "request": {"ipChain": []}}
                """);

        for (String field : List.of(
                "okta.target",
                "okta.actor",
                "okta.client",
                "okta.outcome",
                "okta.debug_context",
                "okta.request",
                "user")) {
            assertFalse(event.hasField(field), field);
        }
        assertEquals("unknown", event.get("event.outcome"));
        assertNull(event.get("user.name"));
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCESS,success",
        "ALLOW,success",
        "FAILURE,failure",
        "DENY,failure",
        "SKIPPED,unknown",
        "CHALLENGE,unknown"
    })
    void theOutcomeIsMapped(String result, String outcome) {
        Event event = event("{\"eventType\": \"a.b\", \"uuid\": \"1\", \"outcome\": {\"result\": \"" + result + "\"}}");

        assertEquals(outcome, event.get("event.outcome"));
    }

    @Test
    void aFieldOfTheEventItselfIsNeverHidden() {
        Event event = event("{\"eventType\": \"a.b\", \"uuid\": \"1\", \"event\": {\"action\": \"mine\"}}");

        assertEquals("mine", event.get("event.action"));
    }

    /** The condition of the second seed, on either form of the event. */
    private static boolean isUnauthorisedScope(Event event) {
        String flattened = "okta.debug_context.debug_data.flattened.";
        return event.field("data_stream.dataset").is("okta.system")
                && event.field("event.action").is("app.oauth2.as.token.grant")
                && event.field("okta.actor.type").is("PublicClientApp")
                && event.field(flattened + "grantType").is("client_credentials")
                && event.field("okta.outcome.result").is("FAILURE")
                && !event.field("okta.client.user_agent.raw_user_agent").is("Okta-Integrations")
                && !event.field("okta.actor.display_name").like("Okta*", "Datadog")
                && !event.field(flattened + "requestedScopes")
                        .is("okta.logs.read", "okta.eventHooks.read", "okta.inlineHooks.read")
                && event.field("okta.outcome.reason").is("no_matching_scope");
    }

    @Test
    void theSecondSeedMatchesTheRawEventAndItsEcsForms() {
        String nested = """
                {"@timestamp": "2026-01-02T03:04:05Z", "data_stream": {"dataset": "okta.system"}, "event": {"action": "app.oauth2.as.token.grant"},
                 "okta": {"uuid": "1", "actor": {"type": "PublicClientApp", "display_name": "build bot"},
                          "outcome": {"result": "FAILURE", "reason": "no_matching_scope"},
                          "debug_context": {"debug_data": {"flattened": {"grantType": "client_credentials", "requestedScopes": "x"}}}}}
                """;
        String flat = """
                {"@timestamp": "2026-01-02T03:04:05Z", "data_stream.dataset": "okta.system", "event.action": "app.oauth2.as.token.grant",
                 "okta.uuid": "1", "okta.actor.type": "PublicClientApp", "okta.actor.display_name": "build bot", "okta.outcome.result": "FAILURE",
                 "okta.outcome.reason": "no_matching_scope", "okta.debug_context.debug_data.flattened.grantType": "client_credentials"}
                """;

        assertTrue(isUnauthorisedScope(event(GRANT)));
        assertTrue(isUnauthorisedScope(event(nested)));
        assertTrue(isUnauthorisedScope(event(flat)));
        assertFalse(isUnauthorisedScope(event(GRANT.replace("build bot", "Okta Bot"))));
        assertFalse(isUnauthorisedScope(event(GRANT.replace("okta.users.read okta.logs.read", "okta.logs.read"))));
        assertFalse(isUnauthorisedScope(event(GRANT.replace("curl/8.1", "Okta-Integrations"))));
    }

    @Test
    void textsThatOnlyLookLikeMoreFieldsDoNoHarm() {
        for (String text : List.of(
                "{", "}", "{}", "{=}", "{,}", "{a}", "[1]", "{\\\"a\\\":", "{\\\"a\\\":1}{", ", , =", "{a=b, =c, d}")) {
            Event event = event(
                    "{\"eventType\": \"a.b\", \"uuid\": \"1\", \"debugContext\": {\"debugData\": {\"risk\": \"" + text
                            + "\", \"behaviors\": \"" + text + "\", \"logOnlySecurityData\": \"" + text
                            + "\"}}, \"device\": {\"device_integrator\": \""
                            + text + "\"}}");

            assertTrue(event.hasField("okta.debug_context.debug_data.flattened.risk"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "alternateId,alternate_id",
        "rawUserAgent,raw_user_agent",
        "userID,user_id",
        "isProxy,is_proxy",
        "IPAddress,ip_address",
        "already_snake,already_snake",
        "os2Version,os2_version",
        "X,x"
    })
    void namesBecomeSnakeCase(String name, String snake) {
        assertEquals(snake, Names.snakeCase(name));
    }
}
