package io.tripline.live.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tripline.live.rules.FolderChanges.Changes;
import io.tripline.live.rules.FolderScan.FileState;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FolderChangesTest {

    private static final Changes NONE = new Changes(Set.of(), Set.of());

    private long now = 100_000;
    private final FolderChanges changes = new FolderChanges(() -> Instant.ofEpochMilli(now));

    @Test
    void aFileCountsOnceItLooksTheSameTwice() {
        // Given
        changes.begin(Map.of("x.drl", old(10)));

        // When
        Changes half = changes.next(Map.of("x.drl", old(3)));
        Changes more = changes.next(Map.of("x.drl", old(7)));
        Changes whole = changes.next(Map.of("x.drl", old(12)));
        Changes settled = changes.next(Map.of("x.drl", old(12)));
        Changes after = changes.next(Map.of("x.drl", old(12)));

        // Then
        assertEquals(NONE, half);
        assertEquals(NONE, more);
        assertEquals(NONE, whole);
        assertEquals(new Changes(Set.of("x.drl"), Set.of()), settled);
        assertEquals(NONE, after);
    }

    @Test
    void aFileThatIsAwayForAMomentIsNotGone() {
        // Given
        changes.begin(Map.of("x.drl", old(10)));

        // When
        Changes away = changes.next(Map.of());
        Changes back = changes.next(Map.of("x.drl", old(10)));
        changes.next(Map.of());
        Changes gone = changes.next(Map.of());

        // Then
        assertEquals(NONE, away);
        assertEquals(NONE, back);
        assertEquals(new Changes(Set.of(), Set.of("x.drl")), gone);
    }

    @Test
    void aFileThatWasChangedJustNowIsReadAgainBecauseTheNextChangeMayNotShow() {
        // Given
        FileState fresh = new FileState(10, now, "");
        changes.begin(Map.of("x.drl", fresh));

        // When
        Changes soon = changes.next(Map.of("x.drl", fresh));
        now += 3000;
        Changes once = changes.next(Map.of("x.drl", fresh));
        Changes never = changes.next(Map.of("x.drl", fresh));

        // Then
        assertEquals(new Changes(Set.of("x.drl"), Set.of()), soon);
        assertEquals(new Changes(Set.of("x.drl"), Set.of()), once);
        assertEquals(NONE, never);
    }

    private static FileState old(long size) {
        return new FileState(size, 1, "");
    }
}
