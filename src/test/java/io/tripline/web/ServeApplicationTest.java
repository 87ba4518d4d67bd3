package io.tripline.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.QuarkusBindException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ServeApplicationTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);

    @Test
    void whoCannotStartSaysWhyWithoutAStackTrace() {
        // When
        int code = ServeApplication.explain(
                new RuntimeException("Failed to start", new CannotStart("no such folder", 78)), err);

        // Then
        assertEquals(78, code);
        assertEquals("no such folder\n", text());
    }

    @Test
    void aPortThatIsTakenIsNamedWithTheWayOut() {
        // When
        int code = ServeApplication.explain(
                new RuntimeException(new QuarkusBindException("127.0.0.1", 8080, new BindException("in use"))), err);

        // Then
        assertEquals(4, code);
        assertTrue(text().contains("127.0.0.1:8080") && text().contains("QUARKUS_HTTP_PORT=8081"), text());
    }

    @Test
    void aValueThatQuarkusCannotReadIsBadConfiguration() {
        // When
        int code = ServeApplication.explain(
                new RuntimeException(new IllegalArgumentException("SRCFG00029: Expected an integer value, got \"x\"")),
                err);

        // Then
        assertEquals(78, code);
        assertFalse(text().contains("\tat "), text());
    }

    private String text() {
        return said.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
