package io.tripline.web.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final String TOKEN = "0123456789abcdef";

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Sessions sessions = new Sessions(TOKEN, () -> now);

    @Test
    void theTokenOpensASessionUnderTheNameThatWasGiven() {
        // When
        Sessions.Opened opened = open("ann");

        // Then
        Sessions.Session session = sessions.of(opened.secret());
        assertNotNull(session);
        assertEquals("ann", session.name());
        assertNotEquals(opened.secret(), session.formKey());
        assertNull(sessions.of(session.formKey()));
    }

    @Test
    void aWrongTokenOpensNothing() {
        assertNull(sessions.open("ann", ""));
        assertNull(sessions.open("ann", TOKEN + " "));
        assertNull(sessions.open("ann", TOKEN.substring(1)));
        assertFalse(sessions.isToken("wrong"));
        assertTrue(sessions.isToken(TOKEN));
    }

    @Test
    void whereNoTokenIsSetAnyoneMaySayAName() {
        // Given
        Sessions open = new Sessions((String) null, () -> now);

        // Then
        assertFalse(open.needsToken());
        assertNotNull(open.open("ann", ""));
        assertFalse(open.isToken(""));
    }

    @Test
    void aSessionEndsAfterItsTimeAndNotBefore() {
        // Given
        String secret = open("ann").secret();

        // When
        now = now.plus(Sessions.LONGEST).minusMillis(1);

        // Then
        assertNotNull(sessions.of(secret));

        // When
        now = now.plusMillis(1);

        // Then
        assertNull(sessions.of(secret));
    }

    @Test
    void whoSignsOutIsOutAndNobodyElse() {
        // Given
        String ann = open("ann").secret();
        String bob = open("bob").secret();

        // When
        sessions.close(ann);

        // Then
        assertNull(sessions.of(ann));
        assertNotNull(sessions.of(bob));
    }

    @Test
    void tooManyEndTheOneThatWasOpenedFirst() {
        // Given
        List<String> secrets = new ArrayList<>();
        for (int i = 0; i < Sessions.MOST; i++) {
            secrets.add(open("ann").secret());
        }
        assertNotNull(sessions.of(secrets.getFirst()));

        // When
        secrets.add(open("ann").secret());

        // Then
        assertNull(sessions.of(secrets.getFirst()));
        assertNotNull(sessions.of(secrets.get(1)));
        assertNotNull(sessions.of(secrets.getLast()));
        assertEquals(Sessions.MOST + 1, secrets.stream().distinct().count());
    }

    private Sessions.Opened open(String name) {
        Sessions.Opened opened = sessions.open(name, TOKEN);
        assertNotNull(opened);
        return opened;
    }
}
