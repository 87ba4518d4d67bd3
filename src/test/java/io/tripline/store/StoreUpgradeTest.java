package io.tripline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.alert.AlertLife;
import io.tripline.alert.AlertStatus;
import io.tripline.alert.AlertWish;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that earlier versions wrote: two alerts, an id, and three commits of changes; from version 2 on the first alert is closed, has
 * silenced three matches, and is a dead letter of the sink {@code s}, which is done with it.
 */
class StoreUpgradeTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z"));

    @TempDir
    Path folder;

    private void earlier(int version) throws IOException {
        try (InputStream file = Objects.requireNonNull(
                StoreUpgradeTest.class.getResourceAsStream("/store/version-" + version + ".db"))) {
            Files.copy(file, DataFolder.database(folder));
        }
    }

    private SqlStore open() {
        return SqlStore.open(Database.in(folder), new SqlStore.Keep(5, Duration.ofDays(30), 100), CLOCK);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatItHoldsGoesOnAndEverythingNewCanBeDoneToIt(int version) throws IOException {
        // Given
        earlier(version);

        // When
        try (SqlStore store = open()) {
            // Then
            assertEquals(List.of("1 a", "2 b"), StoreContract.words(store.oldestAfter(0, 10)));
            assertTrue(store.hasSeen("id"));
            assertEquals(2, store.state(commits -> {}).facts());
            assertEquals(AlertLife.NEW, Objects.requireNonNull(store.alert("b")).life());
            assertInstanceOf(
                    AlertLife.Decision.Changed.class,
                    store.change("b", new AlertWish(AlertStatus.ACKNOWLEDGED, null, null, "ann", null), 1));
            assertEquals(2, store.sinks().follow(List.of("new")).get("new").cursor());
            store.counts().keep(List.of(CountHistoryContract.minute(0, "a")), CLOCK.millis());
        }
        try (SqlStore store = open()) {
            assertEquals(1, store.history("b").size());
            assertEquals(
                    List.of(CountHistoryContract.minute(0, "a")), store.counts().since(0));
            store.commit(StoreContract.commit(List.of(StoreContract.alert("c")), List.of()));
            assertEquals(3, store.newest());
        }
    }

    @Test
    void whatBecameOfAlertsGoesOn() throws IOException {
        // Given
        earlier(2);

        // When
        try (SqlStore store = open()) {
            // Then
            AlertLife life = Objects.requireNonNull(store.alert("a")).life();
            assertEquals(AlertStatus.CLOSED, life.status());
            assertEquals(3, life.silenced());
            assertEquals(
                    new SinkPosition(1, 4), store.sinks().follow(List.of("s")).get("s"));
            assertEquals(
                    List.of(new DeadLetter("s", 1, "a", 2, "no", 7, true)),
                    store.sinks().again("s", 10));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void itCanBeLookedAtAndCopiedOutAsItIs(int version, @TempDir Path elsewhere) throws IOException {
        // Given
        earlier(version);

        // When
        StoreInspection found = StoreInspection.of(Database.in(folder));
        StoreExport.write(Database.in(folder), elsewhere.resolve("export"));
        Path copy = Files.createDirectories(elsewhere.resolve("copy"));
        StoreImport.read(elsewhere.resolve("export"), Database.in(copy));

        // Then
        assertEquals(List.of(), found.problems());
        assertEquals(2, found.alerts());
        assertEquals(2, StoreInspection.of(Database.in(copy)).alerts());
    }
}
