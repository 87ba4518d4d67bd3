package io.tripline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.alert.Alert;
import io.tripline.alert.Finding;
import io.tripline.event.Key;
import io.tripline.store.Commit;
import io.tripline.store.Database;
import io.tripline.store.SqlStore;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCommandTest {

    @TempDir
    private Path folder;

    private Program program;

    @BeforeEach
    void aStore() throws IOException {
        program = new Program(folder);
        Path data = Files.createDirectories(folder.resolve("data"));
        try (SqlStore store = SqlStore.open(
                Database.in(data),
                new SqlStore.Keep(10, Duration.ofDays(1), 10),
                InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")))) {
            store.commit(new Commit(
                    List.of(new Alert(
                            "a1",
                            new Alert.RuleInfo("rule", "Title", "high", "a.drl", List.of()),
                            1_767_225_600_000L,
                            "reason",
                            new Alert.Window(1_767_225_500_000L, 1_767_225_600_000L),
                            new Finding(new Key(List.of(), List.of()), List.of(), 0, Map.of()))),
                    List.of("1", "2"),
                    List.of()));
        }
    }

    @Test
    void aWholeStoreIsFine() {
        var verified = program.run("store", "verify", "--data", "data");
        assertEquals(0, verified.exitCode(), verified.err());
        assertTrue(
                verified.out()
                        .startsWith("all of it can be read: 0 groups with 0 facts, 1 alerts, 2 ids, in 1 commits"),
                verified.out());
        assertEquals(
                "{\"problems\":[]}",
                program.run("store", "verify", "--data", "data", "--json").out().strip());
    }

    @Test
    void numbersAreThereForScripts() {
        String stats = program.run("store", "stats", "--data", "data", "--json").out();
        assertTrue(stats.contains("\"alerts\":1,\"newestAlert\":1,\"droppedAlerts\":0,\"ids\":2"), stats);
    }

    @Test
    void whatIsExportedIsThereAfterTheImport() {
        // When
        var exported = program.run("store", "export", "all.tripline", "--data", "data");
        var imported = program.run("store", "import", "all.tripline", "--data", "copy");

        // Then
        assertEquals(0, exported.exitCode(), exported.err());
        assertEquals(0, imported.exitCode(), imported.err());
        String verified = program.run("store", "verify", "--data", "copy").out();
        assertTrue(verified.contains("1 alerts, 2 ids"), verified);
    }

    @Test
    void nothingIsImportedIntoAStoreThatHoldsSomething() {
        program.run("store", "export", "all.tripline", "--data", "data");
        var imported = program.run("store", "import", "all.tripline", "--data", "data");
        assertEquals(4, imported.exitCode());
        assertTrue(imported.err().contains("holds something already"), imported.err());
    }

    @Test
    void aDamagedStoreIsAFinding() throws IOException {
        // Given
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("data/tripline.db").toFile(), "rw")) {
            for (long page = 2 * 4096L; page < file.length(); page += 4096) {
                file.seek(page);
                file.write(new byte[] {-1, -1, -1, -1});
            }
        }

        // When
        var verified = program.run("store", "verify", "--data", "data");

        // Then
        assertEquals(1, verified.exitCode(), verified.out() + verified.err());
        assertTrue(verified.out().contains("SQLITE_CORRUPT"), verified.out());
    }

    @Test
    void whereThereIsNoStoreIsSaid() {
        var verified = program.run("store", "verify", "--data", "nowhere");
        assertEquals(4, verified.exitCode());
        assertTrue(verified.err().contains("there is no store in"), verified.err());
        assertEquals(2, program.run("store", "export").exitCode());
        assertEquals(2, program.run("store", "shred").exitCode());
    }
}
