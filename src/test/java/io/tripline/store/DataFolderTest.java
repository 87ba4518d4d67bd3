package io.tripline.store;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path folder;

    @Test
    void aSecondProgramIsRefusedAndToldOfTheFirst() {
        try (DataFolder first = DataFolder.take(folder)) {
            // When
            StoreFailure refused = assertThrows(StoreFailure.class, () -> DataFolder.take(folder));

            // Then
            assertTrue(
                    String.valueOf(refused.getMessage())
                            .contains("in use by process "
                                    + ProcessHandle.current().pid()),
                    refused.getMessage());
            assertTrue(first.free() > 0);
        }
    }

    @Test
    void aFolderThatWasGivenBackIsFree() {
        DataFolder.take(folder).close();
        DataFolder.take(folder).close();
    }

    @Test
    void whatAProcessThatWasKilledHadUnpackedGoes() throws IOException {
        // Given
        Path left = Files.createDirectories(folder.resolve("lib")).resolve("sqlite-1-libsqlitejdbc.so");
        Files.createFile(left);

        // When
        DataFolder.take(folder).close();

        // Then
        assertFalse(Files.exists(left));
    }

    @Test
    void aFolderThatCannotBeMadeIsSaid() throws IOException {
        // Given
        Path file = Files.createFile(folder.resolve("file"));

        // When
        StoreFailure refused = assertThrows(StoreFailure.class, () -> DataFolder.take(file.resolve("data")));

        // Then
        assertTrue(String.valueOf(refused.getMessage()).contains("--data"), refused.getMessage());
    }
}
