package io.tripline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiskWatchTest {

    private static final long MEBI = 1 << 20;

    private final List<String> said = new ArrayList<>();
    private long free = 100 * MEBI;
    private final DiskWatch watch = new DiskWatch(() -> free, 64 * MEBI, said::add);

    @Test
    void belowItsReserveTheDiskIsShortAndAboveALittleMoreItIsWellAgain() {
        // When
        watch.look();
        boolean atFirst = watch.isShort();
        free = 63 * MEBI;
        watch.look();
        watch.look();
        boolean then = watch.isShort();
        free = 65 * MEBI;
        watch.look();
        boolean nearly = watch.isShort();
        free = 80 * MEBI;
        watch.look();

        // Then
        assertFalse(atFirst);
        assertTrue(then);
        assertTrue(nearly);
        assertFalse(watch.isShort());
        assertEquals(2, said.size(), said.toString());
        assertTrue(said.getFirst().contains("63 MiB"), said.getFirst());
    }
}
