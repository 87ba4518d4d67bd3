package io.tripline.web.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tripline.web.Receivers;
import io.tripline.web.ServeProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sink of each type, in the program as it is packaged. */
@QuarkusTest
@TestProfile(ServeProfile.Receiving.class)
class ReceiversHttpTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "chat ; /chat {",
                "fires ; /api/v2/alerts [{\"labels\":{\"alertname\":\"Test of a sink\"",
                "search ; /_bulk {\"create\":",
                "traces ; /v1/logs {\"resourceLogs\":",
                "siem ; CEF:0|Tripline|Tripline|",
                "post ; mail [informational] Test of a sink: "
            })
    void aReceiverGetsWhatItUnderstands(String sink, String text) {
        given().post("/api/v1/sinks/" + sink + "/test")
                .then()
                .statusCode(200)
                .body("error", equalTo(null))
                .body("outcome", equalTo("delivered"));
        given().get(Receivers.place()).then().body(containsString(text));
    }

    @Test
    void aFileHasItAsSoonAsThatIsSaid() {
        given().post("/api/v1/sinks/archive/test").then().body("outcome", equalTo("delivered"));
    }

    @Test
    void aBrokerThatIsNotThereIsWaitedFor() {
        given().post("/api/v1/sinks/bus/test")
                .then()
                .statusCode(200)
                .body("outcome", equalTo("later"))
                .body("error", containsString("Timeout"));
    }
}
