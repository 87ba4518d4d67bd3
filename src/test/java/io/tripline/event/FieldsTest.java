package io.tripline.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldsTest {

    private final Map<String, Object> given = new LinkedHashMap<>();

    FieldsTest() {
        given.put("user", "ann");
        given.put("bytes", 7);
        given.put("ips", List.of("10.0.0.1", "10.0.0.2"));
    }

    @Test
    void isTheMapThatItWasMadeOf() {
        // When
        Map<String, Object> fields = Fields.of(given);

        // Then
        assertEquals(given, fields);
        assertEquals(fields, given);
        assertEquals(given.hashCode(), fields.hashCode());
        assertEquals(List.of("user", "bytes", "ips"), List.copyOf(fields.keySet()), "in their order");
        assertEquals(7, fields.get("bytes"));
        assertTrue(fields.containsKey("ips"));
        assertNull(fields.get("host"));
        assertFalse(fields.containsKey(null));
    }

    @Test
    void doesNotChange() {
        // When
        Map<String, Object> fields = Fields.of(given);
        given.put("user", "bob");

        // Then
        assertEquals("ann", fields.get("user"));
        assertThrows(UnsupportedOperationException.class, () -> fields.put("user", "bob"));
        assertThrows(UnsupportedOperationException.class, () -> fields.remove("user"));
        assertSame(Map.of(), Fields.of(Map.of()));
    }

    @Test
    void ofTwoTheLaterCounts() {
        assertEquals(
                Map.of("user", "ann", "bytes", 7, "ips", given.get("ips"), "host", "a"),
                Fields.merged(Map.of("user", "nobody", "host", "a"), given));
    }
}
