package io.tripline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.engine.state.StateText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreExportTest {

    @TempDir
    Path folder;

    private Path from;
    private Path to;
    private Path file;

    @BeforeEach
    void fill() throws IOException {
        from = Files.createDirectories(folder.resolve("from"));
        to = Files.createDirectories(folder.resolve("to"));
        file = folder.resolve("all.tripline");
        try (SqlStore store = open(from)) {
            store.commit(new Commit(
                    List.of(StoreContract.alert("a"), StoreContract.alert("b")),
                    List.of("1", "2"),
                    List.of(SqlStoreContract.runs(), SqlStoreContract.added(1), SqlStoreContract.stands(1))));
            store.commit(new Commit(
                    List.of(StoreContract.alert("c")),
                    List.of("3"),
                    List.of(SqlStoreContract.added(2), SqlStoreContract.stands(2))));
        }
    }

    @Test
    void allThatIsExportedIsThereAfterTheImport() throws IOException {
        // When
        StoreExport.write(Database.in(from), file);
        StoreImport.read(file, Database.in(to));

        // Then
        assertEquals(List.of(), StoreInspection.of(Database.in(to)).problems());
        try (SqlStore before = open(from);
                SqlStore after = open(to)) {
            assertEquals(StateText.of(before.state(commits -> {})), StateText.of(after.state(commits -> {})));
            assertEquals(StoreContract.words(before.oldestAfter(0, 10)), StoreContract.words(after.oldestAfter(0, 10)));
            assertTrue(List.of("1", "2", "3").stream().allMatch(after::hasSeen));
            assertEquals(
                    List.of("4 d"),
                    StoreContract.words(after.commit(StoreContract.commit(
                            List.of(StoreContract.alert("c"), StoreContract.alert("d")), List.of("4")))));
        }
    }

    @Test
    void anExportThatIsCutOffOrDamagedAnywhereImportsNothing() throws IOException {
        // Given
        StoreExport.write(Database.in(from), file);
        byte[] whole = Files.readAllBytes(file);

        for (int at = 0; at < whole.length; at += 7) {
            // When
            Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, at));
            byte[] other = whole.clone();
            other[at] ^= 4;
            Path damaged = Files.write(folder.resolve("damaged"), other);

            // Then
            assertThrows(Exception.class, () -> StoreImport.read(cut, Database.in(to)), "cut at " + at);
            assertThrows(Exception.class, () -> StoreImport.read(damaged, Database.in(to)), "byte " + at);
        }
        assertEquals(0, StoreInspection.of(Database.in(to)).commits());
    }

    @Test
    void aFolderThatHoldsSomethingIsNotImportedInto() throws IOException {
        // Given
        StoreExport.write(Database.in(from), file);

        // When
        StoreFailure refused = assertThrows(StoreFailure.class, () -> StoreImport.read(file, Database.in(from)));

        // Then
        assertTrue(String.valueOf(refused.getMessage()).contains("empty store"), refused.getMessage());
    }

    @Test
    void whereThereIsNoStoreNothingIsExported() {
        assertThrows(StoreFailure.class, () -> StoreExport.write(Database.in(folder.resolve("nowhere")), file));
        assertFalse(Files.exists(file));
    }

    private static SqlStore open(Path folder) {
        return SqlStore.open(
                Database.in(folder),
                new SqlStore.Keep(100, Duration.ofDays(30), 100),
                InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")));
    }
}
