package io.tripline.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BarsTest {

    @Test
    void theHighestFillsThePictureAndTheOthersTheirPartOfIt() {
        assertEquals(new Bars("M0.0 20v-10.0h47.4v10.0zM48.0 20v-20.0h47.4v20.0z", 2), Bars.of(new long[] {1, 2}));
    }

    @Test
    void zeroIsNotDrawnAndLittleIsSeen() {
        assertEquals(
                new Bars("M32.0 20v-1.5h31.4v1.5zM64.0 20v-20.0h31.4v20.0z", 1_000_000),
                Bars.of(new int[] {0, 1, 1_000_000}));
    }

    @Test
    void nothingIsNoPicture() {
        assertEquals(new Bars("", 0), Bars.of(new long[0]));
        assertEquals(new Bars("", 0), Bars.of(new long[] {0, 0}));
    }
}
