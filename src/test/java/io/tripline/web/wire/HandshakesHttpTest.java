package io.tripline.web.wire;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.tripline.web.Posting;
import io.tripline.web.ServeProfile;
import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What senders ask before and beside their events, and what they are told of single ones. */
@QuarkusTest
@TestProfile(ServeProfile.Senders.class)
class HandshakesHttpTest {

    private static final String TOKEN = "tripline-example-token";
    private static final String CHANNEL = "0aeeac95-ac74-4aa9-b30d-6c4c0ac581ba";
    private static final String MASTER = "Bearer " + ServeProfile.Guarded.TOKEN;

    private static RequestSpecification withToken() {
        return given().header("Authorization", "Bearer " + TOKEN);
    }

    private static RequestSpecification posting(String type, String body) {
        return Posting.sending(type)
                .header("Authorization", "Bearer " + TOKEN)
                .body(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anEventHookOfOktaIsVerifiedByWhoKnowsTheSecret() {
        given().header("Authorization", TOKEN)
                .header("X-Okta-Verification-Challenge", "some-challenge")
                .get("/api/v1/events/okta")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("verification", equalTo("some-challenge"));
        given().header("X-Okta-Verification-Challenge", "some-challenge")
                .get("/api/v1/events/okta")
                .then()
                .statusCode(401);
    }

    @Test
    void cloudEventsAreAllowedToWhoAsksAndTakenInBinaryFormWhereEventsAre() {
        for (String path : new String[] {"/api/v1/events", "/api/v1/events/cloudevents"}) {
            withToken()
                    .header("WebHook-Request-Origin", "eventemitter.example.com")
                    .options(path)
                    .then()
                    .statusCode(200)
                    .header("WebHook-Allowed-Origin", "eventemitter.example.com")
                    .header("WebHook-Allowed-Rate", "*");
        }
        posting("application/json", "{\"user\": \"ann\"}")
                .header("ce-specversion", "1.0")
                .header("ce-id", "7")
                .header("ce-source", "/x")
                .header("ce-type", "t")
                .post("/api/v1/events")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/_license",
                "/_xpack",
                "/_cluster/health",
                "/_ilm/policy/x",
                "/_index_template/x",
                "/_nodes/http",
                "/_ingest/pipeline/x"
            })
    void clientsOfElasticsearchFindWhatTheyLookFor(String path) {
        withToken().get("/elasticsearch" + path).then().statusCode(200).header("X-Elastic-Product", "Elasticsearch");
        withToken().head("/elasticsearch" + path).then().statusCode(200).header("X-Elastic-Product", "Elasticsearch");
    }

    @Test
    void theyAreToldAVersionAndALicenceAndAnErrorInTheirForm() {
        withToken()
                .get("/elasticsearch")
                .then()
                .body("version.number", startsWith("9."))
                .body("tagline", equalTo("You Know, for Search"));
        withToken().get("/opensearch").then().body("version.distribution", equalTo("opensearch"));
        withToken().get("/elasticsearch/_license").then().body("license.status", equalTo("active"));
        posting("application/json", "{}")
                .put("/elasticsearch/_index_template/logs")
                .then()
                .statusCode(200)
                .body("acknowledged", equalTo(true));
        withToken()
                .get("/elasticsearch/logs/_search")
                .then()
                .statusCode(404)
                .body("error.type", not(blankOrNullString()));
        given().get("/elasticsearch")
                .then()
                .statusCode(401)
                .header("X-Elastic-Product", "Elasticsearch")
                .body("error.type", equalTo("security_exception"));
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /logs",
        "PUT, /logs/_mapping",
        "PUT, /logs/_settings",
        "PUT, /logs/_alias/all",
        "POST, /_aliases",
        "POST, /logs/_refresh",
        "GET, /logs/_refresh",
        "POST, /_refresh",
        "POST, /_all/_refresh",
        "GET, /logs/_alias",
        "HEAD, /_alias/all",
        "PUT, /_cluster/settings"
    })
    void anIndexIsSetUpAndRefreshedAsClientsAskForIt(String method, String path) {
        for (String product : new String[] {"/elasticsearch", "/opensearch"}) {
            withToken().request(method, product + path).then().statusCode(200);
        }
        withToken()
                .put("/elasticsearch/logs")
                .then()
                .body("acknowledged", equalTo(true), "shards_acknowledged", equalTo(true), "index", equalTo("logs"));
    }

    /** Clients with types refuse an answer in which one of these is missing. */
    @Test
    void aboutAndHealthSayAllThatClientsWithTypesInsistOn() {
        for (String product : new String[] {"/elasticsearch", "/opensearch"}) {
            withToken()
                    .get(product)
                    .then()
                    .body("version.build_hash", not(blankOrNullString()))
                    .body("version.build_date", not(blankOrNullString()))
                    .body("version.build_snapshot", equalTo(false));
            withToken()
                    .get(product + "/_cluster/health")
                    .then()
                    .body("unassigned_shards", equalTo(0))
                    .body("task_max_waiting_in_queue_millis", equalTo(0))
                    .body("active_shards_percent_as_number", equalTo(100f));
        }
    }

    @Test
    void notesOfAClientBesideAnActionAreReadOver() {
        posting("application/x-ndjson", "{\"index\":{\"_index\":\"i\",\"pipeline\":null},\"attempts\":1}\n{\"a\":1}\n")
                .post("/elasticsearch/_bulk")
                .then()
                .statusCode(200)
                .body("errors", equalTo(false), "items[0].index.status", equalTo(201));
    }

    @ParameterizedTest
    @CsvSource({"POST, /logs/event", "PUT, /logs/event/x1", "PUT, /logs/_doc/x2/_create", "PUT, /logs/event/x3/_create"
    })
    void typesOfOldClientsAreReadOver(String method, String path) {
        posting("application/json", "{\"a\":1}")
                .request(method, "/elasticsearch" + path)
                .then()
                .statusCode(201)
                .body("_index", equalTo("logs"), "result", equalTo("created"));
        posting("application/x-ndjson", "{\"index\":{\"_type\":\"event\"}}\n{\"a\":1}\n")
                .post("/elasticsearch/logs/event/_bulk")
                .then()
                .statusCode(200)
                .body("items[0].index._index", equalTo("logs"), "errors", equalTo(false));
    }

    @Test
    void itemsOfABulkAreAnsweredInOrderEachWithWhatBecameOfIt() {
        // Given: an event of which an alert comes is remembered
        String id = UUID.randomUUID().toString();
        String event = Posting.deniedGrant("a" + id, "curl", "x").replace("\n", " ");
        String body = "{\"create\":{\"_index\":\"i\",\"_id\":\"" + id + "\"}}\n" + event + "\n"
                + "{\"update\":{\"_id\":\"1\"}}\n{\"doc\":{}}\n"
                + "{\"delete\":{\"_index\":\"j\",\"_id\":\"1\"}}\n"
                + "{\"index\":{}}\n{\"a\": broken\n"
                + "{\"index\":{}}\n{\"a\":1}\n"
                + "{\"create\":{\"_index\":\"i\",\"_id\":\"" + id + "\"}}\n" + event + "\n";

        // Then
        posting("application/x-ndjson", body)
                .post("/elasticsearch/logs/_bulk?filter_path=errors")
                .then()
                .statusCode(200)
                .body("errors", equalTo(true), "items", hasSize(6))
                .body("items[0].create.status", equalTo(201), "items[0].create._id", equalTo(id))
                .body("items[1].update.status", equalTo(400))
                .body("items[2].delete.status", equalTo(400), "items[2].delete._index", equalTo("j"))
                .body("items[3].index.error.type", equalTo("document_parsing_exception"))
                .body("items[4].index.status", equalTo(201), "items[4].index._index", equalTo("logs"))
                .body("items[5].create.status", equalTo(409));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"a\":1}\n{\"b\":2}\n",
                "{\"create\":{}}\n",
                "{\"create\":7}\n{}\n",
                "x\n{}\n",
                "{\"create\":{},\"index\":{}}\n{}\n"
            })
    void aBulkThatIsNoneIsRefusedAsAWhole(String body) {
        posting("application/x-ndjson", body)
                .post("/elasticsearch/_bulk")
                .then()
                .statusCode(400)
                .body("status", equalTo(400), "error.root_cause", hasSize(1));
    }

    @Test
    void oneDocumentIsTakenAsWell() {
        posting("application/json", "{\"a\":1}")
                .put("/elasticsearch/logs/_create/x1")
                .then()
                .statusCode(201)
                .body("_id", equalTo("x1"), "result", equalTo("created"));
        posting("application/json", "{\"a\":1}")
                .urlEncodingEnabled(false)
                .put("/elasticsearch/logs/_doc/a%2Fb%20c")
                .then()
                .statusCode(201)
                .body("_id", equalTo("a/b c"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "'' | 400 | 5 | ",
                "'{\"event\":\"a\"}{\"event\":\"b\"}' | 200 | 0 | ",
                "'[{\"event\":\"a\"},{\"event\":{\"x\":1}}]' | 200 | 0 | ",
                "'{\"event\":\"a\"}{\"source\":\"b\"}' | 400 | 12 | 1",
                "'{\"event\":\" \"}' | 400 | 13 | 0",
                "'{\"event\":\"a\"}{\"event\":' | 400 | 6 | 1",
                "'nothing' | 400 | 6 | 0"
            })
    void splunksEventsAreAnsweredWithTheCodesOfItsTable(String body, int status, int code, Integer number) {
        given().header("Authorization", "Splunk 00000000-0000-0000-0000-000000000000")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/services/collector")
                .then()
                .statusCode(status)
                .body("code", equalTo(code), "'invalid-event-number'", equalTo(number));
    }

    @Test
    void whatIsAcknowledgedWasAnsweredBefore() {
        // Given
        for (int i = 0; i < 2; i++) {
            withToken()
                    .header("X-Splunk-Request-Channel", CHANNEL)
                    .body("a line\n{\"another\":1}\n".getBytes(StandardCharsets.UTF_8))
                    .post("/services/collector/raw?host=h&sourcetype=s")
                    .then()
                    .statusCode(200)
                    .body("code", equalTo(0), "ackId", equalTo(i));
        }

        // Then
        withToken()
                .body("{\"acks\":[0,1,2]}")
                .post("/services/collector/ack?channel=" + CHANNEL)
                .then()
                .statusCode(200)
                .body("acks['0']", equalTo(true), "acks['1']", equalTo(true), "acks['2']", equalTo(false));
        withToken()
                .body("{\"acks\":[0]}")
                .post("/services/collector/ack")
                .then()
                .statusCode(400)
                .body("code", equalTo(10));
    }

    @Test
    void anAddressWhoseQueryIsBrokenIsRefusedAndNoFailureOfOurs() throws Exception {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.getOutputStream()
                    .write(
                            "GET /services/collector/health?a=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
        }
    }

    @Test
    void splunksHealthIsOpenAndItsOtherAddressesAreNot() {
        given().get("/services/collector/health/1.0").then().statusCode(200).body("code", equalTo(17));
        given().body("{\"event\":1}")
                .post("/services/collector")
                .then()
                .statusCode(401)
                .body("code", equalTo(2));
        given().header("Authorization", "Splunk wrong")
                .body("{\"event\":1}")
                .post("/services/collector")
                .then()
                .statusCode(403)
                .body("code", equalTo(4));
    }

    @Test
    void aTokenIsForItsFormatsAlone() {
        given().header("Authorization", "Splunk 00000000-0000-0000-0000-000000000000")
                .contentType("application/json")
                .body("{}")
                .post("/api/v1/events/auth0")
                .then()
                .statusCode(403);
        withToken().get("/api/v1/rules").then().statusCode(403);
    }

    @Test
    void otlpWithSomethingElseInItIsRefusedAndOtherSignalsAreToldWhere() {
        posting("application/json", "{\"resourceLogs\": 7")
                .post("/v1/logs")
                .then()
                .statusCode(400)
                .body("code", equalTo(3));
        posting("application/x-protobuf", "nothing")
                .post("/v1/logs")
                .then()
                .statusCode(400)
                .contentType("application/x-protobuf");
        posting("application/json", "{}")
                .post("/v1/traces")
                .then()
                .statusCode(404)
                .body("message", containsString("/v1/logs"));
        posting(
                        "application/json",
                        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{},{\"body\":{\"stringValue\":\"x\"}}]}]}]}")
                .post("/v1/logs")
                .then()
                .statusCode(200)
                .body("partialSuccess.rejectedLogRecords", equalTo("1"));
    }

    @Test
    void whereEventsArePostedAsTheyAreOtherFormsAreToldTheirAddress() {
        posting("application/json", "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{}]}]}]}")
                .post("/api/v1/events")
                .then()
                .statusCode(400)
                .body("errors[0].reason", containsString("/v1/logs"));
        posting("application/x-ndjson", "{\"create\":{\"_index\":\"x\"}}\n")
                .post("/api/v1/events")
                .then()
                .statusCode(400)
                .body("errors[0].reason", containsString("/elasticsearch/_bulk"));
        posting("application/x-protobuf", "x")
                .post("/api/v1/events")
                .then()
                .statusCode(415)
                .body("detail", containsString("/v1/logs"));
    }

    @Test
    void messagesOfSyslogHaveTheirHeaderReadAndJsonInThem() {
        posting(
                        "text/plain",
                        "<34>1 2026-01-01T00:00:00.003Z host-1 sshd 77 ID47 [x@1 a=\"]\"] Failed password for ann\n"
                                + "<34>1 2026-01-01T00:00:00Z host-1 app - - - @cee: {\"action\": \"signin\"}\n"
                                + "<86>Jan  2 03:04:05 host-2 sudo[12]: pam_unix\nno header at all\n")
                .post("/api/v1/events/syslog")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(4), "rejected", equalTo(0));
    }

    @Test
    void deflateIsInflatedAsWellByEitherName() throws Exception {
        byte[] text = "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"stringValue\":\"x\"}}]}]}]}"
                .getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
            out.write(text);
        }
        for (String encoding : new String[] {"deflate", "zlib"}) {
            Posting.sending("application/json")
                    .header("Authorization", "Bearer " + TOKEN)
                    .header("Content-Encoding", encoding)
                    .body(deflated.toByteArray())
                    .post("/v1/logs")
                    .then()
                    .statusCode(200);
            Posting.sending("application/json")
                    .header("Authorization", "Bearer " + TOKEN)
                    .header("Content-Encoding", encoding)
                    .body(text)
                    .post("/v1/logs")
                    .then()
                    .statusCode(400)
                    .body("message", containsString("deflate"));
        }
    }

    @Test
    void whoBringsMoreThanItMayIsToldToWaitInItsOwnWordsAndItsEventsAreStamped() {
        // Given: ten seconds' worth is one event
        String slow = "Splunk slow-sender-example-token";
        String id = UUID.randomUUID().toString();
        String event = Posting.deniedGrant("a" + id, "curl", "x").replaceFirst("\\{", "{\"tenant\": \"other\", ");
        given().header("Authorization", slow)
                .body(("{\"event\":" + event + "}{\"event\":\"2\"}").getBytes(StandardCharsets.UTF_8))
                .post("/services/collector")
                .then()
                .statusCode(200);

        // Then
        given().header("Authorization", slow)
                .body("{\"event\":\"3\"}".getBytes(StandardCharsets.UTF_8))
                .post("/services/collector")
                .then()
                .statusCode(429)
                .header("Retry-After", not(blankOrNullString()))
                .body("code", equalTo(26));
        given().header("Authorization", slow)
                .contentType("application/json")
                .body("{\"create\":{}}\n{\"a\":1}\n")
                .post("/elasticsearch/_bulk")
                .then()
                .statusCode(429)
                .body("error.type", equalTo("es_rejected_execution_exception"));
        given().header("Authorization", MASTER)
                .get("/api/v1/alerts?limit=100")
                .then()
                .body("items.find { it.group['okta.actor.display_name'] == 'a" + id + "' }", not(equalTo(null)));
    }

    @Test
    void whoHasSentWhatIsShownAndNoSecretInAnAddressIsCounted() {
        // Given
        String name = "m" + Instant.now().toEpochMilli();
        given().contentType("application/json")
                .body("{\"" + name + "\":1}")
                .post("/token/" + TOKEN + "/api/v1/events/cloudtrail")
                .then()
                .statusCode(200);

        // Then
        given().header("Authorization", MASTER)
                .get("/api/v1/sources")
                .then()
                .statusCode(200)
                .body("items.find { it.format == 'cloudtrail' }.sender", equalTo("any"))
                .body("items.find { it.format == 'cloudtrail' }.events", greaterThan(0))
                .body("items.format", hasItem("cloudtrail"));
        String metrics =
                given().header("Authorization", MASTER).get("/q/metrics").asString();
        assertFalse(metrics.contains(TOKEN), metrics);
        assertEquals(401, given().get("/api/v1/sources").statusCode());
    }
}
