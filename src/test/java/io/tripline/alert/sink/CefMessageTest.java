package io.tripline.alert.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CefMessageTest {

    @Test
    void whatHasAMeaningThereIsEscaped() {
        assertEquals(
                "CEF:0|Tripline|Tripline|1.0|r1|pipe \\| slash \\\\ equals =|8|externalId=a1 rt=1767222000000"
                        + " start=1767218400000 end=1767222000000 cnt=11 msg=pipe | slash \\\\ equals \\=\\nnext"
                        + " cs1Label=user cs1=a\\=b\\\\u001Bc",
                CefMessage.of(
                        Alerts.of(
                                        "a1",
                                        "high",
                                        "pipe | slash \\ equals =",
                                        "pipe | slash \\ equals =\r\nnext",
                                        "user",
                                        "a=b\u001bc",
                                        "none",
                                        null)
                                .alert(),
                        "1.0"));
    }

    @Property(tries = 300)
    void anyTextIsOneLine(@ForAll String text) {
        // When
        String message = CefMessage.of(
                Alerts.of("a1", "low", text, text, text, text, "b", text).alert(), "1");

        // Then
        assertTrue(message.chars().noneMatch(Character::isISOControl), message);
        String[] parts = message.split("(?<!\\\\)(?:\\\\\\\\)*\\|", 8);
        assertEquals("3", parts[6], message);
        assertTrue(parts[7].startsWith("externalId=a1 rt="), message);
    }

    @Test
    void aLongOneFitsIntoWhatEveryReceiverTakes() {
        // Given characters of three bytes, in all that there is
        String text = "€".repeat(5000);

        // When
        String message = CefMessage.of(
                Alerts.of("a1", "low", text, text, text, text, "a", text, "b", text, "c", text, "d", text)
                        .alert(),
                "1");

        // Then
        int size = message.getBytes(StandardCharsets.UTF_8).length;
        assertTrue(size <= 7900 && size > 6000, () -> size + " bytes");
        assertFalse(message.contains("\n"));
    }
}
