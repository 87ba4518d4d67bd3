package io.tripline.web.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tripline.web.ServeProfile;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, as bytes on the line: no client library repairs what is sent here. */
@QuarkusTest
@TestProfile(ServeProfile.class)
class DoorHttpTest {

    private static final String EVENT = "{\"action\": \"x\"}";

    @TestHTTPResource("/")
    URI address = URI.create("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example",
                "Origin: null",
                "Origin: ",
                "Origin: http://localhost",
                "Origin: http://localhost:PORT1",
                "Origin: http://localhost:PORT.evil.example",
                "Origin: http://localhost:PORT@evil.example",
                "Origin: file://localhost:PORT",
                "Origin: localhost:PORT",
                "Origin: http://127.0.0.1:PORT",
                "Origin: http://localhost:PORT\r\nOrigin: http://evil.example",
                "Origin: http://localhost:PORT http://evil.example",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Site: Same-Origin-Not",
                "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document",
                "sec-fetch-site: cross-site",
                "Origin: http://localhost:PORT\r\nSec-Fetch-Site: cross-site",
            })
    void aPageOfAnotherSiteCannotPost(String header) throws IOException {
        for (String type : List.of("", "Content-Type: application/json\r\n", "Content-Type: text/plain\r\n")) {
            assertRefused(403, answer(post("localhost:PORT", type + header + "\r\n")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Origin: http://localhost:PORT\r\n",
                "Origin: http://LOCALHOST:PORT\r\n",
                "Origin: http://localhost:PORT\r\nSec-Fetch-Site: same-origin\r\n",
                "Sec-Fetch-Site: none\r\n",
                "User-Agent: curl/8\r\nAccept: */*\r\n"
            })
    void whoIsNoForeignPageCanPost(String headers) throws IOException {
        assertEquals(202, status(answer(post("localhost:PORT", "Content-Type: application/json\r\n" + headers))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "PUT", "DELETE", "PATCH", "GET", "HEAD"})
    void aPageOfAnotherSiteCannotUseAnyMethod(String method) throws IOException {
        String answer = answer(
                method + " /api/v1/events HTTP/1.1\r\nHost: localhost:PORT\r\nOrigin: http://evil.example\r\n"
                        + "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Private-Network: true\r\n\r\n");
        assertEquals(403, status(answer));
        assertTrue(!answer.toLowerCase(Locale.ROOT).contains("access-control-allow"), answer);
    }

    @Test
    void aPageOfAnotherSiteCannotTakeThePlacesOfThoseWhoFollowAlerts() throws IOException {
        assertRefused(
                403,
                answer("GET /api/v1/alerts/stream HTTP/1.1\r\nHost: localhost:PORT\r\nSec-Fetch-Site: cross-site\r\n"
                        + "Sec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image\r\n\r\n"));
    }

    @Test
    void aLinkOnAnotherSiteLeadsHere() throws IOException {
        assertEquals(
                200,
                status(answer("GET / HTTP/1.1\r\nHost: localhost:PORT\r\nSec-Fetch-Site: cross-site\r\n"
                        + "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\nConnection: close\r\n\r\n")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "evil.example|403",
                "evil.example:PORT|403",
                "localhost.evil.example|403",
                "127.0.0.1.evil.example|403",
                "127.0.0.1.|403",
                "10.1.2.3|403",
                "192.168.0.1:PORT|403",
                "0.0.0.0:PORT|403",
                "[2001:db8::1]:PORT|403",
                "128.0.0.1|403",
                "localhost@evil.example|400",
                "localhost, evil.example|400",
                "localhost/evil|400",
                "localhost:99999|400",
                "localhost:x|400",
                "[::1|400",
                "localhost evil|400",
                "''|400",
            })
    void whoCallsByAForeignNameGetsNothingWhateverTheAddress(String host, int status) throws IOException {
        for (String path : List.of("/", "/api/v1/rules", "/q/health", "/q/metrics", "/q/openapi", "/nothing")) {
            assertRefused(status, answer("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n"));
        }
        assertRefused(status, answer(post(host, "Content-Type: application/json\r\n")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost:PORT",
                "127.0.0.1",
                "127.0.0.1:1",
                "127.255.0.3",
                "[::1]:PORT",
                "[::1]",
                "[0:0:0:0:0:0:0:1]",
            })
    void thisMachinesOwnNamesAreFineAtAnyPort(String host) throws IOException {
        assertEquals(200, status(answer("GET /q/health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.0\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
                "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET http://evil.example@localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
            })
    void aRequestThatDoesNotSayOnceWhomItCallsIsRefused(String request) throws IOException {
        assertRefused(400, answer(request));
    }

    @Test
    void anAbsoluteAddressOfOurOwnIsAnAddress() throws IOException {
        assertEquals(
                200,
                status(
                        answer(
                                "GET http://localhost:PORT/q/health HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET / HTTP/1.1|200",
                "GET /q/health HTTP/1.1|200",
                "GET /q/metrics HTTP/1.1|200",
                "GET /q/openapi HTTP/1.1|200",
                "GET /q/nothing HTTP/1.1|404",
                "GET /nothing HTTP/1.1|404",
                "GET /api/v1/rules HTTP/1.1|200",
                "GET /api/v1/alerts?limit=x HTTP/1.1|400",
                "DELETE /api/v1/rules HTTP/1.1|405",
            })
    void everyAnswerTellsBrowsersToKeepOut(String line, int status) throws IOException {
        String answer = answer(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertEquals(status, status(answer), answer);
        assertGuarded(answer);
    }

    @Test
    void aBodyThatIsDeclaredTooLongAnAddressAndHeadersThatAreAreRefusedInTheSameForm() throws IOException {
        assertRefused(
                413,
                answer("POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 20971521\r\n\r\n"));
        assertGuarded(answer("POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 20000000000\r\n\r\n"));
        assertRefused(414, answer("GET /" + "a".repeat(9000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        assertRefused(431, answer("GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "a".repeat(20_000) + "\r\n\r\n"));
    }

    private static void assertRefused(int status, String answer) {
        assertEquals(status, status(answer), answer);
        assertGuarded(answer);
        assertTrue(answer.toLowerCase(Locale.ROOT).contains("content-type: application/problem+json"), answer);
    }

    private static void assertGuarded(String answer) {
        String headers = answer.toLowerCase(Locale.ROOT);
        for (String header : List.of(
                "x-content-type-options: nosniff",
                "x-frame-options: deny",
                "content-security-policy: default-src 'self'",
                "referrer-policy: same-origin",
                "cross-origin-resource-policy: same-origin",
                "cache-control: no-store")) {
            assertTrue(headers.contains(header), header + " is not in " + answer);
        }
    }

    private static String post(String host, String headers) {
        return "POST /api/v1/events HTTP/1.1\r\nHost: " + host + "\r\n" + headers
                + "Connection: close\r\nContent-Length: " + EVENT.length() + "\r\n\r\n" + EVENT;
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }

    /** What comes back until the other end closes. */
    private String answer(String request) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(3_000);
            String sent = request.replace("PORT1", Integer.toString(address.getPort() + 1))
                    .replace("PORT", Integer.toString(address.getPort()));
            socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
