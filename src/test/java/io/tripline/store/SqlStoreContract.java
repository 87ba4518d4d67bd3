package io.tripline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.alert.AlertStatus;
import io.tripline.alert.Verdict;
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
import io.tripline.store.CountedMinute.EngineCount;
import io.tripline.store.CountedMinute.RuleCount;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store does that keeps what it is given, whichever database that is in. */
abstract class SqlStoreContract extends StoreContract {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private static final SqlStore.Keep KEEP = new SqlStore.Keep(MOST_ALERTS, Duration.ofDays(30), MOST_IDS);

    private static final int MOST_COUNTS = 20;

    static final GroupName GROUP = new GroupName("a.drl", 0, new Key(List.of("user"), List.of("ann")));

    /** Each of them is empty before a test. */
    private static final String CONTRACT = "contract";

    private static final String OWN = "own";

    private Instant now = NOW;

    abstract Database database(String name);

    final Database database() {
        return database(OWN);
    }

    @Override
    Store open() {
        return open(database(CONTRACT));
    }

    final SqlStore open(Database database) {
        return open(database, KEEP);
    }

    private SqlStore open(Database database, SqlStore.Keep keep) {
        return SqlStore.open(database, keep, new InstantSource() {
            @Override
            public Instant instant() {
                return now;
            }
        });
    }

    @Test
    void allComesBackAfterARestart() throws Exception {
        // Given
        try (Store before = open(database())) {
            before.commit(new Commit(List.of(alert("a")), List.of("id"), List.of(runs(), added(1), stands(1))));
            before.commit(new Commit(List.of(), List.of(), List.of(added(2), stands(2), passed(7))));
        }

        // When
        try (Store after = open(database())) {

            // Then
            assertEquals(List.of("1 a"), words(after.newestBefore(Long.MAX_VALUE, 10)));
            assertTrue(after.hasSeen("id"));
            assertEquals(StateText.of(state(7, 1, 2)), StateText.of(after.state(commits -> {})));
            assertEquals(List.of("2 b"), words(after.commit(commit(List.of(alert("b")), List.of()))));
        }
    }

    @Test
    void whatBecameOfAlertsAndHowFarSinksAreComesBackAfterARestart() throws Exception {
        // Given
        try (Store before = open(database())) {
            before.commit(commit(List.of(alert("a"), alert("b")), List.of()));
            before.sinks().follow(List.of("s", "t"));
            before.change("a", wish(AlertStatus.CLOSED, Verdict.BENIGN, "why", "ann"), 5);
            before.commit(new Commit(List.of(), List.of(), List.of(), Map.of("a", 3L)));
            before.sinks().bury(new DeadLetter("s", 1, "a", 2, "no", 7, true));
            // with the commit, and without one
            before.sinks().note("s", new SinkPosition(1, 4));
            before.commit(commit(List.of(alert("c")), List.of()));
            before.sinks().note("t", new SinkPosition(2, 0));
            before.sinks().keep();
            before.sinks().note("t", new SinkPosition(3, 0));
        }

        // When
        try (Store after = open(database())) {

            // Then
            Store.Numbered found = Objects.requireNonNull(after.alert("a"));
            assertEquals(AlertStatus.CLOSED, found.life().status());
            assertEquals(3, found.life().silenced());
            assertEquals(1, after.history("a").size());
            assertEquals(
                    Map.of("s", new SinkPosition(1, 4), "t", new SinkPosition(2, 0)),
                    after.sinks().follow(List.of("s", "t")));
            assertEquals(
                    List.of(new DeadLetter("s", 1, "a", 2, "no", 7, true)),
                    after.sinks().again("s", 10));
        }
    }

    @Test
    void onceAllHasBeenToldAgainWhatWasBeforeGoes() throws Exception {
        // Given
        try (SqlStore store = open(database())) {
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
        try (SqlStore store = open(database())) {
            assertEquals(StateText.of(state(Long.MIN_VALUE, upTo(42))), StateText.of(store.state(commits -> {})));
        }
    }

    @Test
    void aRewritingThatARestartCutOffLosesNothing() throws Exception {
        // Given
        try (SqlStore store = open(database())) {
            store.commit(commit(runs(), added(1), stands(1)));
            store.commit(commit(new StateChange.RewriteBegins(List.of()), same()));
        }

        // When
        try (SqlStore store = open(database())) {
            store.commit(commit(added(2), stands(2)));
            store.commit(commit(new StateChange.RewriteEnds()));

            // Then
            assertEquals(StateText.of(state(Long.MIN_VALUE, 1, 2)), StateText.of(store.state(commits -> {})));
        }
    }

    @Test
    void alertsThatAreOldGo() throws Exception {
        // Given
        try (SqlStore store = open(database())) {
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
        try (SqlStore store = open(database())) {
            for (int i = 0; i < 10 * MOST_IDS; i++) {
                store.commit(commit(List.of(), List.of("id-" + i)));
            }
        }

        // Then
        assertTrue(rows("seen") <= MOST_IDS + MOST_IDS / 8, rows("seen") + " rows");
        try (SqlStore store = open(database())) {
            assertTrue(IntStream.range(9 * MOST_IDS, 10 * MOST_IDS).allMatch(i -> store.hasSeen("id-" + i)));
        }
    }

    @Test
    void aCommitThatFailsIsNotThereAndAfterwardsItGoesOnFromWhatIsKept() throws Exception {
        // Given: somebody meddles
        try (SqlStore store = open(database())) {
            store.commit(new Commit(List.of(alert("a")), List.of("1"), List.of(runs(), added(1), stands(1))));
            meddle("DELETE FROM position");

            // When
            assertThrows(
                    StoreFailure.class,
                    () -> store.commit(new Commit(List.of(alert("a")), List.of("2"), List.of(runs()))));
            meddle("INSERT INTO position VALUES(1, 1, 1, 1, 0, " + Checksum.of(1, 1, 1, 0) + ")");
            assertThrows(StoreFailure.class, () -> store.commit(commit(List.of(alert("c")), List.of())));
            store.recover();

            // Then
            assertFalse(store.hasSeen("2"));
            assertTrue(store.hasSeen("1"));
            assertEquals(StateText.of(state(Long.MIN_VALUE, 1)), StateText.of(store.state(commits -> {})));
            assertEquals(List.of("2 c"), words(store.commit(commit(List.of(alert("c")), List.of()))));
        }
    }

    /** Another who knows nothing of locks. */
    abstract Connection beside() throws SQLException;

    final void meddle(String sql) throws SQLException {
        try (Connection connection = beside()) {
            Database.execute(connection, sql);
        }
    }

    @Test
    void whoseStoreAnotherHasWrittenToMeanwhileKeepsNothing() throws Exception {
        // Given
        try (SqlStore store = open(database())) {
            store.commit(commit(List.of(alert("a")), List.of()));
            meddle("UPDATE position SET commits = 2, checksum = " + Checksum.of(2, 1, 1, 0));

            // When
            assertThrows(StoreFailure.class, () -> store.commit(commit(List.of(alert("b")), List.of())));

            // Then
            assertNull(store.alert("b"));
        }
    }

    @Test
    void tablesOfALaterVersionAreRefusedByTheirNumber() throws Exception {
        // Given
        open(database()).close();
        try (Connection connection = beside()) {
            database().version(connection, 99);
        }

        // When
        StoreFailure refused = assertThrows(StoreFailure.class, () -> open(database()));

        // Then
        assertTrue(String.valueOf(refused.getMessage()).contains("schema 99"), refused.getMessage());
    }

    @Test
    void tablesOfAnotherProgramAreRefused() throws Exception {
        // Given
        meddle("CREATE TABLE bookmarks(url TEXT)");

        // When
        StoreFailure refused = assertThrows(StoreFailure.class, () -> open(database()));

        // Then
        assertTrue(String.valueOf(refused.getMessage()).contains("another program"), refused.getMessage());
    }

    @Test
    void minutesOfYesterdayBecomeHoursAndHoursOfLastMonthGo() throws Exception {
        // Given
        try (SqlStore store = open(database())) {
            store.counts().keep(List.of(minute(-1, "a"), minute(0, "a"), minute(1, "a", "b"), minute(30, "a")), NOON);

            // When: what is older than a day goes some minutes at a time
            long tomorrow = NOON + CountHistory.MINUTES.toMillis() + 10 * MINUTE;
            for (int i = 0; i < 4; i++) {
                store.counts().keep(List.of(), tomorrow);
            }

            // Then
            assertEquals(List.of(minute(30, "a")), store.counts().since(0));
            assertEquals(
                    Map.of(NOON - HOUR, new RuleCount(1, 0), NOON, new RuleCount(3, 0)),
                    store.counts().ofRule("a", 0, Long.MAX_VALUE, HOUR));
            assertEquals(
                    Map.of(NOON, new EngineCount(3, 4, Map.of("high", 6L, "none", 3L))),
                    store.counts().ofEngine(NOON, NOON + HOUR, HOUR));

            // When
            store.counts().keep(List.of(), NOON + CountHistory.HOURS.toMillis());

            // Then
            assertEquals(
                    Set.of(NOON),
                    store.counts().ofRule("a", 0, Long.MAX_VALUE, HOUR).keySet());
        }
    }

    @Test
    void ofTooManyCountsTheOldestGo() throws Exception {
        // Given
        SqlStore.Keep few = new SqlStore.Keep(MOST_ALERTS, Duration.ofDays(30), MOST_IDS, MOST_COUNTS);
        try (SqlStore store = open(database(), few)) {
            long tomorrow = NOON + CountHistory.MINUTES.toMillis();
            store.counts().keep(List.of(minute(-60, "a", "b"), minute(-1, "a", "b")), NOON);
            store.counts().keep(List.of(), tomorrow);

            // When
            for (int i = 0; i < MOST_COUNTS / 2; i++) {
                store.counts().keep(List.of(minute(i, "a", "b")), tomorrow);
            }

            // Then
            assertEquals(MOST_COUNTS, rows("rule_counts"));
            assertEquals(
                    NOON, store.counts().ofRule("b", 0, Long.MAX_VALUE, MINUTE).firstKey());

            // When
            store.counts().keep(List.of(minute(MOST_COUNTS, "a")), tomorrow);

            // Then
            assertEquals(MOST_COUNTS - 1, rows("rule_counts"));
            assertEquals(
                    NOON + MINUTE,
                    store.counts().ofRule("b", 0, Long.MAX_VALUE, MINUTE).firstKey());
        }
    }

    @Test
    void countsThatFailHoldUpNoCommit() throws Exception {
        // Given
        try (SqlStore store = open(database())) {
            meddle("DROP TABLE engine_counts");

            // When
            assertThrows(StoreFailure.class, () -> store.counts().keep(List.of(minute(0, "a")), NOON));

            // Then
            assertEquals(0, rows("rule_counts"));
            assertEquals(List.of("1 a"), words(store.commit(commit(List.of(alert("a")), List.of()))));
        }
    }

    @Test
    void allOfItIsCopiedOutAndIn(@TempDir Path folder) throws Exception {
        // Given
        try (SqlStore store = open(database())) {
            store.commit(new Commit(List.of(alert("a")), List.of("1"), List.of(runs(), added(1), stands(1))));
            store.commit(new Commit(List.of(alert("b")), List.of("2"), List.of(added(2), stands(2))));
            store.counts().keep(List.of(minute(0, "a", "b"), minute(1, "a")), NOON);
        }

        // When
        StoreExport.write(database(), folder.resolve("all"));
        StoreImport.read(folder.resolve("all"), database("copy"));

        // Then
        assertEquals(List.of(), StoreInspection.of(database("copy")).problems());
        try (SqlStore copy = open(database("copy"))) {
            assertEquals(StateText.of(state(Long.MIN_VALUE, 1, 2)), StateText.of(copy.state(commits -> {})));
            assertEquals(List.of("1 a", "2 b"), words(copy.oldestAfter(0, 10)));
            assertTrue(copy.hasSeen("2"));
            assertEquals(
                    List.of(minute(0, "a", "b"), minute(1, "a")), copy.counts().since(0));
        }
    }

    @Test
    void whereThereIsNothingNothingIsRead() {
        assertThrows(StoreFailure.class, () -> StoreInspection.of(database()));
    }

    final int rows(String table) throws Exception {
        try (Connection connection = database().read()) {
            return (int) Database.number(connection, "SELECT count(*) FROM " + table);
        }
    }

    static Commit commit(StateChange... changes) {
        return new Commit(List.of(), List.of(), List.of(changes));
    }

    private static FileState file(List<HeldGroup> groups) {
        return new FileState(
                "a.drl", "hash", new StreamSources(Map.of()), List.of(new HeldLevel(Long.MIN_VALUE, groups)));
    }

    static StateChange runs() {
        return new StateChange.FileRuns(file(List.of()), Map.of());
    }

    static StateChange same() {
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

    static GroupStanding standing(int now) {
        return new GroupStanding(
                Set.of("log"), 0, List.of(), now, now, now, 0, 0, false, false, List.of(), 0, List.of());
    }

    private static int[] upTo(int last) {
        return IntStream.rangeClosed(1, last).toArray();
    }

    static EngineState state(long watermark, int... times) {
        List<HeldFact> facts =
                IntStream.of(times).mapToObj(SqlStoreContract::fact).toList();
        return new EngineState(
                times(watermark),
                List.of(),
                List.of(file(List.of(new HeldGroup(GROUP.key(), standing(times[times.length - 1]), facts)))));
    }
}
