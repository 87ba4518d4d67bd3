package io.tripline.web.page;

import static io.restassured.RestAssured.given;
import static io.tripline.web.Posting.post;
import static io.tripline.web.Posting.registrations;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.tripline.web.ServeProfile;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who brings events, as people see it. The program of one test class runs on in the next. */
@QuarkusTest
@TestProfile(ServeProfile.class)
class SourcesPageHttpTest {

    @Test
    void aSenderIsShownWithItsLogs() {
        // Given
        post(registrations("t" + UUID.randomUUID(), 1)).then().statusCode(202);

        // Then
        given().get("/sources?text=auth0")
                .then()
                .statusCode(200)
                .contentType(ContentType.HTML)
                .body("html.head.title", equalTo("Sources · Tripline"))
                .body(containsString(">127.0.0.1</a><br><small>json</small>"))
                .body(containsString("auth0 <small>"))
                .body(containsString("hx-get=\"/sources?text=auth0\" hx-trigger=\"every 5s\""));
    }

    @Test
    void aSampleIsTextWhateverItHoldsAndWhatIsRejectedComesFirst() {
        // Given
        post(registrations("t" + UUID.randomUUID(), 1)).then().statusCode(202);
        given().contentType(ContentType.JSON)
                .body("{\"no\":\"</pre><script>alert(1)</script>\u202e{frame.formKey}\"}")
                .post("/api/v1/events/alertmanager")
                .then()
                .statusCode(400);

        // Then
        given().get("/sources?text=alertmanager")
                .then()
                .statusCode(200)
                .body(containsString("<span class=\"state rejects\">rejects</span>"))
                .body(containsString("no notification of Alertmanager"))
                .body(
                        containsString(
                                "{&quot;no&quot;:&quot;&lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt;\\u202E{frame.formKey}"))
                .body(not(containsString("<script>alert")))
                .body(not(containsString("\u202e")));
    }

    @Test
    void whatIsAskedForIsTextWhateverItHolds() {
        given().queryParam("text", "\"><script>alert(1)</script>")
                .get("/sources")
                .then()
                .statusCode(200)
                .body(containsString("No sender is like that."))
                .body(containsString("value=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\""))
                .body(not(containsString("<script>alert")));
    }

    @Test
    void thePartThatIsAskedForAgainIsTheListAlone() {
        given().header("HX-Request", "true")
                .get("/sources")
                .then()
                .statusCode(200)
                .body(startsWith("<section id=\"list\""))
                .body(not(containsString("id=\"try\"")));
    }

    @Test
    void eachFormatHasALineToCopyAtTheAddressByWhichThePageWasAskedFor() {
        given().header("Host", "localhost:4711")
                .get("/sources")
                .then()
                .statusCode(200)
                .body(containsString("id=\"try-cloudevents\""))
                .body(containsString("data-copy=\"#try-cloudevents\""))
                .body(containsString("&#39;http://localhost:4711/api/v1/events/auth0&#39;</pre>"))
                .body(not(containsString("$TRIPLINE_TOKEN")));
    }
}
