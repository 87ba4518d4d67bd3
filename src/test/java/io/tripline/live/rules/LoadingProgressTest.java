package io.tripline.live.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadingProgressTest {

    private final List<String> log = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private final LoadingProgress progress =
            new LoadingProgress(new RuleLog((level, entry) -> log.add(entry)), () -> now);

    @Test
    void aLineEveryFewSecondsSaysHowManyRulesAreThere() {
        // When: a hundred sources are translated and loaded, ten a second
        progress.begin();
        for (int i = 0; i < 50; i++) {
            now = now.plusMillis(100);
            progress.translated();
        }
        for (int i = 0; i < 50; i++) {
            now = now.plusMillis(100);
            progress.loaded();
        }
        // Then
        assertEquals(
                List.of(
                        "the rules are loading: 30 sources translated, 0 files loaded …",
                        "the rules are loading: 50 sources translated, 10 files loaded …",
                        "the rules are loading: 50 sources translated, 40 files loaded …"),
                log);
    }

    @Test
    void aFewRulesAreLoadedWithoutAWord() {
        // When
        progress.begin();
        progress.translated();
        now = now.plusSeconds(1);
        progress.loaded();
        now = now.plusSeconds(3600);
        progress.begin();
        progress.loaded();
        // Then
        assertEquals(List.of(), log);
    }
}
