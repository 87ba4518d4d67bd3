package io.tripline.web.api;

import static io.restassured.RestAssured.given;
import static io.tripline.web.Posting.NDJSON;
import static io.tripline.web.Posting.deniedGrant;
import static io.tripline.web.Posting.gzip;
import static io.tripline.web.Posting.post;
import static io.tripline.web.Posting.registration;
import static io.tripline.web.Posting.registrations;
import static io.tripline.web.Posting.sending;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.tripline.web.ServeProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ServeProfile.class)
class EventsHttpTest {

    private static final int MEBI = 1024 * 1024;
    private static final String DCR = "4bf28f3a-716c-11f0-9932-723487b9527c";
    private static final String OKTA = "6649e656-6f85-11ef-8876-f661ea17fbcc";

    /** As Java's own client does by itself, and curl with --http2. */
    @Test
    void aSenderThatOffersHttp2IsAnswered() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            // When
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/api/v1/events"))
                            .header("Content-Type", NDJSON)
                            .POST(HttpRequest.BodyPublishers.ofString("{\"a\": 1}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            // Then
            assertEquals(202, answer.statusCode(), answer.body());
        }
    }

    @Test
    void elevenRegistrationsOfOneTenantWithinAnHourRaiseExactlyOneAlert() {
        // Given
        String tenant = name();

        // When
        post(registrations(tenant, 12))
                .then()
                .statusCode(202)
                .body("accepted", equalTo(12), "rejected", equalTo(0), "alerts", equalTo(1), "errors", hasSize(0));

        // Then
        given().get("/api/v1/alerts?rule=" + DCR)
                .then()
                .statusCode(200)
                .body("items.findAll { it.group['data.tenant_name'] == '" + tenant + "' }", hasSize(1))
                .root("items.find { it.group['data.tenant_name'] == '" + tenant + "' }")
                .body("rule.level", equalTo("medium"))
                .body("status", equalTo("open"))
                .body("values.count", equalTo(11))
                .body("events", hasSize(11))
                .body("reason", containsString(tenant));
    }

    @Test
    void aDeniedGrantOfAnActorNeverSeenRaisesOneAlertAndTheSameActorNone() {
        // Given
        String actor = name();

        // When
        int first = post(deniedGrant(actor, "curl", "okta.users.read"))
                .then()
                .statusCode(202)
                .extract()
                .path("alerts");
        int second = post(deniedGrant(actor, "curl", "okta.users.read"))
                .then()
                .statusCode(202)
                .extract()
                .path("alerts");

        // Then
        assertEquals(List.of(1, 0), List.of(first, second));
        given().get("/api/v1/alerts?rule=" + OKTA)
                .then()
                .body("items.group['okta.actor.display_name']", hasItems(actor));
    }

    @ParameterizedTest
    @CsvSource({
        "Okta Workflows, curl, okta.users.read",
        "Datadog, curl, okta.users.read",
        "Somebody, Okta-Integrations, okta.users.read",
        "Somebody, curl, okta.logs.read",
        "Somebody, curl, okta.eventHooks.read",
        "Somebody, curl, okta.inlineHooks.read"
    })
    void whatTheRuleExcludesRaisesNone(String actor, String userAgent, String scope) {
        // When
        int alerts = post(deniedGrant(actor, userAgent, scope))
                .then()
                .statusCode(202)
                .extract()
                .path("alerts");

        // Then
        assertEquals(0, alerts);
    }

    @Test
    void theSenderSaysFromWhichLogItsEventsCome() {
        sending(NDJSON)
                .body("{\"line\": 1}".getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/events?product=windows&service=sysmon")
                .then()
                .statusCode(202);
        sending(NDJSON)
                .body("{\"line\": 1}".getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/events?product=my-own-app")
                .then()
                .statusCode(202);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "product=window | no format knows the product 'window': did you mean 'windows'?",
                "product=sysmon | no format knows the product 'sysmon': it is a service.",
                "product=a&product=b | there are two words for the product",
                "service= | the service is one word of Sigma",
                "product=%3Cscript%3E | the product is one word of Sigma",
                "prodct=windows | is none of product, category and service"
            })
    void aSlipInWhatTheSenderSaysIsRefused(String query, String reason) {
        sending(NDJSON)
                .body("{\"line\": 1}".getBytes(StandardCharsets.UTF_8))
                .urlEncodingEnabled(false)
                .post("/api/v1/events?" + query)
                .then()
                .statusCode(400)
                .body("detail", containsString(reason));
    }

    @Test
    void redeliveredEventsAreAcceptedAndRaiseNothingAgain() {
        // Given
        String body = registrations(name(), 11);

        // When
        post(body).then().statusCode(202).body("alerts", equalTo(1));

        // Then
        post(body).then().statusCode(202).body("accepted", equalTo(11), "alerts", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=iso-8859-1",
                "application/x-ndjson",
                "application/jsonl",
                "application/json-lines"
            })
    void everyJsonTypeIsTaken(String type) {
        // When
        sending(type)
                .body(registration(name(), Instant.now()).getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/events")
                // Then
                .then()
                .statusCode(202)
                .body("accepted", equalTo(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"a\": 1}, {\"a\": 2}]",
                "{\"a\": 1}{\"a\": 2}",
                "{\"a\": 1}\n\n{\"a\": 2}\n",
                " \ufeff[{\"a\": 1},\n {\"a\": 2}] "
            })
    void everyFramingIsTaken(String body) {
        // When
        sending("application/json")
                .body(body.strip().getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/events")
                // Then
                .then()
                .statusCode(202)
                .body("accepted", equalTo(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml"})
    void otherTypesAreRefused(String type) {
        // When
        sending(type)
                .body("{\"a\": 1}".getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/events")
                // Then
                .then()
                .statusCode(415)
                .contentType(ProblemAnswer.TYPE)
                .body("status", equalTo(415), "detail", containsString("application/json"));
    }

    @Test
    void aTypeThatIsNoneIsRefused() {
        sending("no type at all")
                .body("{}".getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/events")
                .then()
                .statusCode(415)
                .contentType(ProblemAnswer.TYPE);
    }

    @Test
    void gzipIsInflated() {
        // When
        sending(NDJSON)
                .header("Content-Encoding", "gzip")
                .body(gzip(registrations(name(), 3)))
                .post("/api/v1/events")
                // Then
                .then()
                .statusCode(202)
                .body("accepted", equalTo(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "compress", "gzip, gzip"})
    void otherEncodingsAreRefused(String encoding) {
        // When
        sending(NDJSON)
                .header("Content-Encoding", encoding)
                .body(new byte[] {1, 2, 3})
                .post("/api/v1/events")
                // Then
                .then()
                .statusCode(415)
                .body("detail", containsString("gzip"));
    }

    @Test
    void whatIsNoGzipIsABadRequest() {
        // When
        sending(NDJSON)
                .header("Content-Encoding", "gzip")
                .body("{\"a\": 1}".getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/events")
                // Then
                .then()
                .statusCode(400)
                .contentType(ProblemAnswer.TYPE)
                .body("detail", containsString("gzip"));
    }

    @Test
    void aBombIsRefusedAndNothingOfItIsEvaluated() {
        // Given 21 MiB that are 20 kB when sent, with registrations in front
        String tenant = name();
        byte[] front = (registrations(tenant, 11) + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[21 * MEBI];
        Arrays.fill(whole, (byte) ' ');
        System.arraycopy(front, 0, whole, 0, front.length);

        // When
        sending(NDJSON)
                .header("Content-Encoding", "gzip")
                .body(gzip(whole))
                .post("/api/v1/events")
                // Then
                .then()
                .statusCode(413)
                .contentType(ProblemAnswer.TYPE);
        given().get("/api/v1/alerts")
                .then()
                .body("items.findAll { it.group['data.tenant_name'] == '" + tenant + "' }", hasSize(0));
    }

    @Test
    void aBodyBeyondTheLimitIsRefusedAsSent() {
        // When
        sending(NDJSON)
                .body(new byte[20 * MEBI + 1])
                .post("/api/v1/events")
                // Then
                .then()
                .statusCode(413)
                .contentType(ProblemAnswer.TYPE)
                .body("detail", containsString("20 MiB"));
    }

    @Test
    void badItemsAreRejectedOneByOneWithTheirPlace() {
        // When
        post("{\"a\": 1}\n{\"a\": \n42\n{\"a\": 2}\n")
                // Then
                .then()
                .statusCode(202)
                .body("accepted", equalTo(2), "rejected", equalTo(2))
                .body("errors.index", equalTo(List.of(1, 2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n ", "42", "not json", "[]", "\"\u202e\u0007\""})
    void aBodyWithoutAnyEventIsABadRequest(String body) {
        // When
        sending("application/json")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/events")
                // Then
                .then()
                .statusCode(400)
                .contentType(ProblemAnswer.TYPE)
                .body("accepted", equalTo(0), "alerts", equalTo(0), "title", equalTo("Bad Request"));
    }

    @Test
    void nestingBeyondTheLimitRejectsTheItemAlone() {
        // Given
        String deep = "{\"a\":".repeat(65) + "1" + "}".repeat(65);

        // When
        post(deep + "\n{\"a\": 1}")
                // Then
                .then()
                .statusCode(202)
                .body("accepted", equalTo(1), "rejected", equalTo(1), "errors[0].index", equalTo(0));
    }

    @Test
    void everyErrorHasTheOneForm() {
        for (String path : List.of("/api/v1/nothing", "/api/v1/alerts/none", "/api/v1/rules/none", "/nothing")) {
            given().get(path)
                    .then()
                    .statusCode(404)
                    .contentType(ProblemAnswer.TYPE)
                    .body("status", equalTo(404), "title", equalTo("Not Found"));
        }
        given().delete("/api/v1/events").then().statusCode(405).contentType(ProblemAnswer.TYPE);
        given().accept("image/png").get("/api/v1/rules").then().statusCode(406).contentType(ProblemAnswer.TYPE);
    }

    @Test
    void theFirstPageTellsTheWay() {
        given().get("/").then().statusCode(200).body("events", equalTo("/api/v1/events"), "next", nullValue());
    }

    private static String name() {
        return "t" + UUID.randomUUID().toString().replace("-", "");
    }
}
