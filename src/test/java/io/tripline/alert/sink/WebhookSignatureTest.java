package io.tripline.alert.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {

    /** As the Python library standardwebhooks 1.1.0 signs it, and the one for JavaScript verifies it. */
    private static final String SECRET = "whsec_dHJpcGxpbmUtZXhhbXBsZS1zZWNyZXQtMzItYnl0ZXMhIQ==";

    private static final String ID = "a3dbc8c870bd57d5360c5733a9cff508";
    private static final long SECONDS = 1_767_225_600;
    private static final String BODY = "{\"type\":\"alert.raised\",\"id\":\"a3dbc8c870bd57d5360c5733a9cff508\","
            + "\"rule\":{\"id\":\"4bf28f3a-716c-11f0-9932-723487b9527c\",\"level\":\"medium\"},"
            + "\"reason\":\"11 × dynamic_client_registration for acme within 1h (more than 10)\"}";
    private static final String SIGNATURE = "v1,x5cku+MErCy7APaL5V5Ba0/YoiA58EZH821sDQfqb+4=";

    @Test
    void itSignsAsOtherLibrariesDo() {
        assertEquals(SIGNATURE, WebhookSignature.of(SECRET).of(ID, SECONDS, BODY.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whileASecretIsExchangedBothSign() {
        // When
        String signatures = WebhookSignature.of("whsec_" + "A".repeat(32) + " " + SECRET)
                .of(ID, SECONDS, BODY.getBytes(StandardCharsets.UTF_8));

        // Then
        assertEquals(2, signatures.split(" ").length);
        assertEquals(SIGNATURE, signatures.split(" ")[1]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "whsec_", "whsec_c2hvcnQ=", "dHJpcGxpbmUtZXhhbXBsZS1zZWNyZXQ", "whsec_not base64 at all!!"})
    void whatIsNoSecretIsRefusedWithoutBeingShown(String secret) {
        // When
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> WebhookSignature.of(secret));

        // Then
        assertFalse(secret.length() > 6 && String.valueOf(refused.getMessage()).contains(secret));
    }
}
