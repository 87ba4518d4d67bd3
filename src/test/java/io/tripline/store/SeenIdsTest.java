package io.tripline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SeenIdsTest {

    @Test
    void anIdIsSeenOnceItWasAdded() {
        // Given
        SeenIds seen = new SeenIds(10);
        assertFalse(seen.contains("a"));

        // When: a second time, too
        seen.add("a");
        seen.add("a");

        // Then
        assertTrue(seen.contains("a"));
        assertEquals(1, seen.size());
    }

    @Test
    void theOldestGoes() {
        SeenIds seen = new SeenIds(3);
        for (String id : List.of("a", "b", "c", "a", "d")) {
            seen.add(id);
        }

        assertEquals(3, seen.size());
        assertFalse(seen.contains("a"));
        assertTrue(seen.contains("b") && seen.contains("c") && seen.contains("d"));
    }

    @Property(tries = 200)
    void itHoldsWhatASimpleSetWouldHold(
            @ForAll @IntRange(min = 1, max = 50) int capacity,
            @ForAll @Size(max = 300) List<@IntRange(max = 100) Integer> ids) {
        // Given
        SeenIds seen = new SeenIds(capacity);
        Set<Integer> simple = new LinkedHashSet<>();

        // When
        for (int id : ids) {
            seen.add(String.valueOf(id));
            if (simple.add(id) && simple.size() > capacity) {
                simple.remove(simple.iterator().next());
            }
        }

        // Then
        assertEquals(simple.size(), seen.size());
        for (int id = 0; id <= 100; id++) {
            assertEquals(simple.contains(id), seen.contains(String.valueOf(id)));
        }
    }

    @Test
    void itGrowsToItsCapacityAndStaysThere() {
        SeenIds seen = new SeenIds(5000);
        for (int i = 0; i < 12_000; i++) {
            seen.add("id-" + i);
        }

        assertEquals(5000, seen.size());
        for (int i = 0; i < 12_000; i++) {
            assertEquals(i >= 7000, seen.contains("id-" + i));
        }
    }

    @Test
    void aCapacityOfNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SeenIds(0));
    }
}
