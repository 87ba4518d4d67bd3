package io.tripline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.engine.state.EngineState;
import io.tripline.engine.state.EngineTimes;
import io.tripline.engine.state.FileState;
import io.tripline.engine.state.GroupName;
import io.tripline.engine.state.GroupStanding;
import io.tripline.engine.state.HeldFact;
import io.tripline.engine.state.HeldGroup;
import io.tripline.engine.state.HeldLevel;
import io.tripline.engine.state.StateChange;
import io.tripline.engine.state.StateText;
import io.tripline.engine.state.StreamSources;
import io.tripline.event.Key;
import io.tripline.event.Match;
import io.tripline.event.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private static final SqliteStore.Keep KEEP = new SqliteStore.Keep(MOST_ALERTS, Duration.ofDays(30), MOST_IDS);

    private static final GroupName GROUP = new GroupName("a.drl", 0, new Key(List.of("user"), List.of("ann")));

    @TempDir
    Path folder;

    private Instant now = NOW;

    @Override
    Store open() {
        return open(folder.resolve("contract.db"));
    }

    private Path file() {
        return DataFolder.database(folder);
    }

    private SqliteStore open(Path file) {
        return SqliteStore.open(file, KEEP, new InstantSource() {
            @Override
            public Instant instant() {
                return now;
            }
        });
    }

    @Test
    void allComesBackAfterARestart() throws Exception {
        // Given
        try (Store before = open(file())) {
            before.commit(new Commit(List.of(alert("a")), List.of("id"), List.of(runs(), added(1), stands(1))));
            before.commit(new Commit(List.of(), List.of(), List.of(added(2), stands(2), passed(7))));
        }

        // When
        try (Store after = open(file())) {

            // Then
            assertEquals(List.of("1 a"), words(after.newestBefore(Long.MAX_VALUE, 10)));
            assertTrue(after.hasSeen("id"));
            assertEquals(StateText.of(state(7, 1, 2)), StateText.of(after.state(commits -> {})));
            assertEquals(List.of("2 b"), words(after.commit(commit(List.of(alert("b")), List.of()))));
        }
    }

    @Test
    void onceAllHasBeenToldAgainWhatWasBeforeGoes() throws Exception {
        // Given
        try (SqliteStore store = open(file())) {
            store.commit(commit(runs(), stands(0)));
            for (int i = 1; i <= 40; i++) {
                store.commit(commit(added(i), stands(i)));
            }

            // When
            store.commit(commit(new StateChange.RewriteBegins(List.of()), same()));
            store.commit(commit(added(41), stands(41)));
            store.commit(commit(
                    new StateChange.Whole(
                            GROUP,
                            state(0, upTo(41))
                                    .files()
                                    .getFirst()
                                    .levels()
                                    .getFirst()
                                    .groups()
                                    .getFirst()),
                    new StateChange.RewriteEnds()));
            store.commit(commit(added(42), stands(42)));
        }

        // Then
        assertEquals(4, rows("changes"));
        try (SqliteStore store = open(file())) {
            assertEquals(StateText.of(state(Long.MIN_VALUE, upTo(42))), StateText.of(store.state(commits -> {})));
        }
    }

    @Test
    void aRewritingThatARestartCutOffLosesNothing() throws Exception {
        // Given
        try (SqliteStore store = open(file())) {
            store.commit(commit(runs(), added(1), stands(1)));
            store.commit(commit(new StateChange.RewriteBegins(List.of()), same()));
        }

        // When
        try (SqliteStore store = open(file())) {
            store.commit(commit(added(2), stands(2)));
            store.commit(commit(new StateChange.RewriteEnds()));

            // Then
            assertEquals(StateText.of(state(Long.MIN_VALUE, 1, 2)), StateText.of(store.state(commits -> {})));
        }
    }

    @Test
    void itSaysWhenAllShouldBeToldOnceMoreAndItsFileDoesNotGrow() throws Exception {
        // Given
        long largest = 0;
        try (SqliteStore store = open(file())) {
            store.commit(commit(runs(), stands(0)));
            List<StateChange> much = new ArrayList<>();
            for (int i = 1; i <= 5_000; i++) {
                much.add(added(i));
            }
            much.add(new StateChange.Forgotten(GROUP, Long.MAX_VALUE));

            // When
            for (int i = 0; i < 400; i++) {
                List<StateChange> changes = new ArrayList<>(much);
                if (store.wantsRewriting()) {
                    changes.addFirst(new StateChange.RewriteBegins(List.of()));
                    changes.add(same());
                    changes.add(new StateChange.Whole(GROUP, new HeldGroup(GROUP.key(), standing(0), List.of())));
                    changes.add(new StateChange.RewriteEnds());
                }
                store.commit(new Commit(List.of(), List.of(), changes));
                largest = Math.max(largest, Files.size(file()));
            }
        }

        // Then: it was told some 40 MB
        assertTrue(largest < 16 << 20, largest + " bytes");
        assertTrue(rows("changes") < 100, rows("changes") + " rows");
    }

    @Test
    void alertsThatAreOldGo() throws Exception {
        // Given
        try (SqliteStore store = open(file())) {
            store.commit(commit(List.of(alert("a")), List.of()));

            // When
            now = NOW.plus(Duration.ofDays(31));
            store.commit(commit(List.of(alert("b")), List.of()));

            // Then
            assertEquals(List.of("2 b"), words(store.newestBefore(Long.MAX_VALUE, 10)));
            assertEquals(1, store.dropped());
        }
    }

    @Test
    void ofManyIdsTheOldestGoFromTheFileToo() throws Exception {
        // When
        try (SqliteStore store = open(file())) {
            for (int i = 0; i < 10 * MOST_IDS; i++) {
                store.commit(commit(List.of(), List.of("id-" + i)));
            }
        }

        // Then
        assertTrue(rows("seen") <= MOST_IDS + MOST_IDS / 8, rows("seen") + " rows");
        try (SqliteStore store = open(file())) {
            assertTrue(IntStream.range(9 * MOST_IDS, 10 * MOST_IDS).allMatch(i -> store.hasSeen("id-" + i)));
        }
    }

    @Test
    void aCommitThatFailsIsNotThereAndAfterwardsItGoesOnFromWhatIsKept() throws Exception {
        // Given: another writes, and does not end
        try (SqliteStore store = open(file())) {
            store.commit(new Commit(List.of(alert("a")), List.of("1"), List.of(runs(), added(1), stands(1))));
            try (Connection other = SqliteFile.open(file())) {
                other.createStatement().execute("DELETE FROM position");

                // When
                assertThrows(
                        StoreFailure.class,
                        () -> store.commit(new Commit(List.of(alert("a")), List.of("2"), List.of(runs()))));
                other.createStatement()
                        .execute("INSERT INTO position VALUES(1, 1, 1, 1, 0, " + Checksum.of(1, 1, 1, 0) + ")");
            }
            assertThrows(StoreFailure.class, () -> store.commit(commit(List.of(alert("c")), List.of())));
            store.recover();

            // Then
            assertFalse(store.hasSeen("2"));
            assertTrue(store.hasSeen("1"));
            assertEquals(StateText.of(state(Long.MIN_VALUE, 1)), StateText.of(store.state(commits -> {})));
            assertEquals(List.of("2 c"), words(store.commit(commit(List.of(alert("c")), List.of()))));
        }
    }

    @Test
    void aFileOfALaterVersionIsRefusedByItsNumber() throws Exception {
        // Given
        open(file()).close();
        try (Connection other = SqliteFile.open(file())) {
            other.createStatement().execute("PRAGMA user_version=99");
        }

        // When
        StoreFailure refused = assertThrows(StoreFailure.class, () -> open(file()));

        // Then
        assertTrue(String.valueOf(refused.getMessage()).contains("schema 99"), refused.getMessage());
    }

    @Test
    void aFileOfAnotherProgramIsRefused() throws Exception {
        // Given
        try (Connection other = SqliteFile.open(file())) {
            other.createStatement().execute("CREATE TABLE bookmarks(url TEXT)");
        }

        // When
        StoreFailure refused = assertThrows(StoreFailure.class, () -> open(file()));

        // Then
        assertTrue(String.valueOf(refused.getMessage()).contains("another program"), refused.getMessage());
    }

    private int rows(String table) throws Exception {
        try (Connection connection = SqliteFile.open(file());
                var rows = connection.createStatement().executeQuery("SELECT count(*) FROM " + table)) {
            return rows.getInt(1);
        }
    }

    private static Commit commit(StateChange... changes) {
        return new Commit(List.of(), List.of(), List.of(changes));
    }

    private static FileState file(List<HeldGroup> groups) {
        return new FileState(
                "a.drl", "hash", new StreamSources(Map.of()), List.of(new HeldLevel(Long.MIN_VALUE, groups)));
    }

    static StateChange runs() {
        return new StateChange.FileRuns(file(List.of()), Map.of());
    }

    private static StateChange same() {
        return new StateChange.FileRuns(file(List.of()), Map.of(0, 0));
    }

    static StateChange added(int time) {
        return new StateChange.Added(GROUP, fact(time));
    }

    static StateChange stands(int now) {
        return new StateChange.Stands(GROUP, standing(now));
    }

    private static StateChange passed(long watermark) {
        return new StateChange.Passed(times(watermark));
    }

    private static EngineTimes times(long watermark) {
        return new EngineTimes(0, 0, watermark, 0, 0, Long.MIN_VALUE, Long.MAX_VALUE, Map.of());
    }

    private static HeldFact fact(int time) {
        return new HeldFact(
                "s",
                time,
                time,
                false,
                Match.kept(GROUP.key(), "", Stage.NONE, "e" + time, time, time, Map.of(), List.of(), "log"));
    }

    private static GroupStanding standing(int now) {
        return new GroupStanding(
                Set.of("log"), 0, List.of(), now, now, now, 0, 0, false, false, List.of(), 0, List.of());
    }

    private static int[] upTo(int last) {
        return IntStream.rangeClosed(1, last).toArray();
    }

    private static EngineState state(long watermark, int... times) {
        List<HeldFact> facts =
                IntStream.of(times).mapToObj(SqliteStoreTest::fact).toList();
        return new EngineState(
                times(watermark),
                List.of(),
                List.of(file(List.of(new HeldGroup(GROUP.key(), standing(times[times.length - 1]), facts)))));
    }
}
