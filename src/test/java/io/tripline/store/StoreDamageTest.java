package io.tripline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.engine.state.StateCodec;
import io.tripline.engine.state.StateText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is torn or damaged is found out, or nothing of what was kept is missing: nothing is invented. */
class StoreDamageTest {

    private static final SqlStore.Keep KEEP = new SqlStore.Keep(1_000, Duration.ofDays(30), 10_000);

    private static final List<String> PARTS = List.of("", "-wal", "-commits");

    private static final int COMMITS = 40;

    @TempDir
    Path folder;

    private Path whole;
    private Path damaged;
    private String content;

    /** A store as a process leaves it that is killed: some of it is in the file, some in its log. */
    @BeforeEach
    void fill() throws IOException {
        whole = Files.createDirectory(folder.resolve("whole")).resolve("tripline.db");
        damaged = Files.createDirectory(folder.resolve("damaged")).resolve("tripline.db");
        Path first = folder.resolve("tripline.db");
        commit(first, 0, COMMITS / 2).close();
        SqlStore open = commit(first, COMMITS / 2, COMMITS);
        copy(first, whole);
        open.close();
        copy(whole, damaged);
        content = content(damaged);
    }

    @Test
    void aFileThatIsCutOffAnywhereIsFoundOut() throws IOException {
        for (String part : List.of("", "-wal")) {
            int size = (int) Files.size(beside(whole, part));
            for (int length = 0; length < size; length += 997) {
                copy(whole, damaged);
                Files.write(beside(damaged, part), Arrays.copyOf(Files.readAllBytes(beside(damaged, part)), length));
                assertFoundOutOrWhole(part + " cut to " + length);
            }
        }
    }

    @Test
    void aLogThatIsGoneIsFoundOutByTheNumberOfItsCommits() throws IOException {
        // Given
        copy(whole, damaged);
        Files.delete(beside(damaged, "-wal"));

        // When
        StoreFailure refused = assertThrows(StoreFailure.class, () -> content(damaged));

        // Then
        assertTrue(String.valueOf(refused.getMessage()).contains("are missing"), refused.getMessage());
    }

    @Test
    void bytesThatAreOtherThanTheyWereAreFoundOut() throws IOException {
        Random random = new Random(11);
        for (String part : List.of("", "-wal")) {
            int size = (int) Files.size(beside(whole, part));
            for (int page = 0; page < size; page += 4096) {
                for (int i = 0; i < 3; i++) {
                    copy(whole, damaged);
                    byte[] bytes = Files.readAllBytes(beside(damaged, part));
                    int at = Math.min(size - 1, page + random.nextInt(4096));
                    bytes[at] ^= (byte) (1 << random.nextInt(8));
                    Files.write(beside(damaged, part), bytes);
                    assertFoundOutOrWhole(part + " byte " + at);
                }
            }
        }
    }

    @Test
    void inspectionFindsWhatIsDamagedAndNothingElse() throws Exception {
        // Given
        copy(whole, damaged);
        assertEquals(List.of(), StoreInspection.of(new SqliteDatabase(damaged)).problems());
        content(damaged);

        // When: a byte of an alert
        try (Connection connection = new SqliteDatabase(damaged).write();
                PreparedStatement change =
                        connection.prepareStatement("UPDATE alerts SET bytes = ? WHERE sequence = 3")) {
            byte[] bytes = StateCodec.bytes(StoreContract.alert("alert-2"));
            bytes[bytes.length / 2] ^= 1;
            change.setBytes(1, bytes);
            change.executeUpdate();
        }

        // Then
        List<String> problems = StoreInspection.of(new SqliteDatabase(damaged)).problems();
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.getFirst().startsWith("alert "), problems.toString());
    }

    private void assertFoundOutOrWhole(String what) {
        String read;
        try {
            read = content(damaged);
        } catch (StoreFailure foundOut) {
            return;
        }
        assertEquals(content, read, what);
    }

    private static SqlStore commit(Path file, int from, int to) {
        SqlStore store = open(file);
        for (int i = from; i < to; i++) {
            store.commit(new Commit(
                    List.of(StoreContract.alert("alert-" + i)),
                    List.of("id-" + i),
                    i == 0
                            ? List.of(SqlStoreContract.runs(), SqlStoreContract.added(1), SqlStoreContract.stands(1))
                            : List.of(SqlStoreContract.added(i + 1), SqlStoreContract.stands(i + 1))));
        }
        return store;
    }

    private static SqlStore open(Path file) {
        return SqlStore.open(
                new SqliteDatabase(file), KEEP, InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")));
    }

    /** All that it says. */
    private static String content(Path file) {
        try (SqlStore store = open(file)) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < COMMITS; i++) {
                ids.add(String.valueOf(store.hasSeen("id-" + i)));
            }
            return StateText.of(store.state(commits -> {}))
                    + ids
                    + store.newest()
                    + store.oldestAfter(0, 1_000).stream()
                            .map(numbered -> numbered.sequence() + StateText.value(numbered.alert()))
                            .toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (String part : PARTS) {
            Files.copy(beside(from, part), beside(to, part), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.deleteIfExists(beside(to, "-shm"));
    }

    private static Path beside(Path file, String part) {
        return file.resolveSibling(file.getFileName() + part);
    }
}
