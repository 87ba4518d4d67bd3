package io.tripline.engine.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SortedNumbersTest {

    @Test
    void thousandsThatComeAndGoStandInOrder() {
        // Given
        SortedNumbers numbers = new SortedNumbers();
        List<BigDecimal> expected = new ArrayList<>();
        Random random = new Random(7);

        // When
        for (int i = 0; i < 20_000; i++) {
            BigDecimal number = BigDecimal.valueOf(random.nextInt(3_000), 1);
            if (random.nextInt(3) == 0) {
                numbers.remove(number);
                expected.remove(number);
            } else {
                numbers.add(number);
                expected.add(number);
            }
        }

        // Then
        Collections.sort(expected);
        assertEquals(expected.size(), numbers.size());
        for (int rank = 0; rank < expected.size(); rank++) {
            assertEquals(expected.get(rank), numbers.get(rank));
        }
    }

    @Test
    void theLastOneGoesAndAnotherComes() {
        // Given
        SortedNumbers numbers = new SortedNumbers();
        numbers.add(BigDecimal.ONE);
        numbers.remove(new BigDecimal("1.0"));

        // When
        numbers.add(BigDecimal.TEN);

        // Then
        assertEquals(1, numbers.size());
        assertEquals(BigDecimal.TEN, numbers.get(0));
    }
}
