package io.tripline.store;

import io.tripline.alert.Alert;
import io.tripline.engine.state.DamagedState;
import io.tripline.engine.state.EngineState;
import io.tripline.engine.state.StateBuilder;
import io.tripline.engine.state.StateChange;
import io.tripline.engine.state.StateCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The connection of a {@link SqliteStore} that writes, and how far it is. After an exception it is of no more use: what was under
 * way is kept or is not, and who opens the file again sees which. One thread at a time.
 */
final class SqliteWriter implements AutoCloseable {

    /** What has been told of changes may come to so much more than twice what all comes to, bytes. */
    private static final long SLACK = 8L << 20;

    /** Rows that go with one commit. */
    private static final int MOST_GOING = 500;

    /** So many pages are given back to the disk at once, and only where four times as many are free. */
    private static final int PAGES = 512;

    /** Commits between two looks at what is free. */
    private static final int BETWEEN_LOOKS = 32;

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private final Path file;
    private final SqliteStore.Keep keep;
    private final Connection connection;
    private final PreparedStatement addChanges;
    private final PreparedStatement addSeen;
    private final PreparedStatement addAlert;
    private final PreparedStatement move;
    private final PreparedStatement dropChanges;
    private final PreparedStatement dropSeen;
    private final PreparedStatement dropAlerts;
    private final PreparedStatement dropOldAlerts;

    private SqliteFile.Position at;
    private final CommitCount count;

    /** The oldest changes that there are still. */
    private long oldestChanges;

    private long keptIds;

    /** The commit with which all began to be told once more; 0: none. */
    private long rewriteFrom;

    /** Bytes that were told of changes, and of them before that; and that all came to when it was told last. */
    private long told;

    private long toldBefore;
    private long whole;

    /** When alerts were last looked at for old ones, ms since the epoch. */
    private long lookedAt;

    SqliteWriter(Path file, SqliteStore.Keep keep) throws SQLException {
        this.file = file;
        this.keep = keep;
        this.connection = SqliteFile.open(file);
        try {
            SqliteFile.prepare(connection, file);
            at = SqliteFile.position(connection, file);
            count = counted();
            oldestChanges = SqliteFile.number(connection, "SELECT coalesce(min(n), 0) FROM changes");
            keptIds = SqliteFile.number(
                    connection, "SELECT coalesce(sum(length(ids) / " + SeenIds.BYTES + "), 0) FROM seen");
            told = SqliteFile.number(
                    connection, "SELECT coalesce(sum(length(bytes)), 0) FROM changes WHERE n >= " + at.first());
            connection.setAutoCommit(false);
            addChanges = connection.prepareStatement(SqliteFile.ADD_CHANGES);
            addSeen = connection.prepareStatement(SqliteFile.ADD_SEEN);
            addAlert = connection.prepareStatement("INSERT OR IGNORE INTO alerts VALUES(?, ?, ?, ?)");
            move = connection.prepareStatement(SqliteFile.MOVE);
            dropChanges = connection.prepareStatement("DELETE FROM changes WHERE n < ?");
            dropSeen = connection.prepareStatement("DELETE FROM seen WHERE n <= ?");
            dropAlerts = connection.prepareStatement("DELETE FROM alerts WHERE sequence <= ?");
            dropOldAlerts = connection.prepareStatement("DELETE FROM alerts WHERE kept < ? AND sequence IN"
                    + " (SELECT sequence FROM alerts ORDER BY sequence LIMIT " + MOST_GOING + ")");
        } catch (SQLException | RuntimeException e) {
            SqliteFile.close(connection);
            throw e;
        }
    }

    /** @throws StoreFailure there are fewer commits than were said to be kept */
    private CommitCount counted() {
        try {
            CommitCount opened = CommitCount.of(file);
            long said = opened.read();
            if (said > at.commits()) {
                opened.close();
                throw SqliteFile.damaged(
                        file,
                        "its commits " + (at.commits() + 1) + " to " + said
                                + " are missing, which were said to be kept; to go on" + " without them, remove "
                                + CommitCount.file(file));
            }
            return opened;
        } catch (IOException e) {
            throw new StoreFailure(CommitCount.file(file) + " cannot be read or written (" + e + ")", e);
        }
    }

    SqliteFile.Position at() {
        return at;
    }

    /** Whether all should be told once more. */
    boolean wantsRewriting() {
        return told > 2 * whole + SLACK;
    }

    SeenIds seen() throws SQLException {
        SeenIds read = new SeenIds(keep.ids());
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT ids FROM seen ORDER BY n")) {
            while (rows.next()) {
                byte[] ids = rows.getBytes(1);
                if (!Checksum.isRight(ids)) {
                    throw SqliteFile.damaged(file, "ids of events are not what they were");
                }
                read.add(ids);
            }
        }
        connection.rollback();
        return read;
    }

    /** @param progress told how many commits have been read, after each */
    EngineState state(LongConsumer progress) throws SQLException, DamagedState {
        StateBuilder builder = new StateBuilder(at.first() == 1);
        long next = at.first();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT n, bytes FROM changes WHERE n >= ? ORDER BY n")) {
            select.setLong(1, at.first());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next() && rows.getLong(1) == next) {
                    builder.apply(StateCodec.changes(rows.getBytes(2)));
                    progress.accept(next - at.first() + 1);
                    next++;
                }
            }
        }
        connection.rollback();
        if (next != at.commits() + 1) {
            throw SqliteFile.damaged(file, "the changes of commit " + next + " are missing");
        }
        return builder.build();
    }

    /** @param now ms since the epoch */
    List<Store.Numbered> commit(Commit commit, long now) throws SQLException {
        long n = at.commits() + 1;
        byte[] changes = StateCodec.bytes(commit.changes());
        addChanges.setLong(1, n);
        addChanges.setBytes(2, changes);
        addChanges.executeUpdate();
        if (!commit.seen().isEmpty()) {
            addSeen.setLong(1, n);
            addSeen.setBytes(2, Checksum.with(SeenIds.bytes(commit.seen())));
            addSeen.executeUpdate();
        }
        List<Store.Numbered> kept = add(commit.alerts(), now);
        SqliteFile.Position next = new SqliteFile.Position(
                n,
                first(commit.changes(), n),
                at.sequence() + kept.size(),
                at.dropped() + drop(at.sequence() + kept.size(), now));
        long ids = keptIds + commit.seen().size();
        ids -= dropSeen(ids);
        long oldest = dropChanges(next.first(), n);
        SqliteFile.move(move, next, file);
        connection.commit();
        count.write(n);
        keptIds = ids;
        oldestChanges = oldest;
        told(changes.length, next.first() > at.first());
        at = next;
        giveBack();
        return kept;
    }

    private List<Store.Numbered> add(List<Alert> alerts, long now) throws SQLException {
        List<Store.Numbered> kept = new ArrayList<>();
        for (Alert alert : alerts) {
            long number = at.sequence() + kept.size() + 1;
            addAlert.setLong(1, number);
            addAlert.setString(2, alert.getId());
            addAlert.setLong(3, now);
            addAlert.setBytes(4, StateCodec.bytes(alert));
            if (addAlert.executeUpdate() == 1) {
                kept.add(new Store.Numbered(number, alert));
            }
        }
        return kept;
    }

    /** From where on changes count, with those of this commit. */
    private long first(List<StateChange> changes, long n) {
        long first = at.first();
        for (StateChange change : changes) {
            if (change instanceof StateChange.RewriteBegins) {
                rewriteFrom = n;
                toldBefore = told;
            } else if (change instanceof StateChange.RewriteEnds && rewriteFrom > 0) {
                first = rewriteFrom;
            }
        }
        return first;
    }

    private void told(long more, boolean isRewritten) {
        told += more;
        if (isRewritten) {
            told -= toldBefore;
            whole = told;
            rewriteFrom = 0;
        }
    }

    /** @return alerts that go */
    private long drop(long sequence, long now) throws SQLException {
        dropAlerts.setLong(1, sequence - keep.alerts());
        long gone = dropAlerts.executeUpdate();
        if (Math.abs(now - lookedAt) >= MINUTE) {
            dropOldAlerts.setLong(1, now - keep.age().toMillis());
            long old = dropOldAlerts.executeUpdate();
            lookedAt = old < MOST_GOING ? now : lookedAt;
            gone += old;
        }
        return gone;
    }

    /** @return ids that go: of the oldest commits, so that as many are left as are to be kept */
    private long dropSeen(long all) throws SQLException {
        if (all <= keep.ids() + keep.ids() / 8L) {
            return 0;
        }
        long going = 0;
        long last = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT n, length(ids) FROM seen ORDER BY n LIMIT " + MOST_GOING)) {
            while (rows.next() && all - going - rows.getLong(2) / SeenIds.BYTES >= keep.ids()) {
                last = rows.getLong(1);
                going += rows.getLong(2) / SeenIds.BYTES;
            }
        }
        if (last > 0) {
            dropSeen.setLong(1, last);
            dropSeen.executeUpdate();
        }
        return going;
    }

    /** @return the oldest that are left */
    private long dropChanges(long first, long n) throws SQLException {
        if (oldestChanges == 0) {
            return n;
        }
        if (oldestChanges >= first) {
            return oldestChanges;
        }
        long left = Math.min(first, oldestChanges + MOST_GOING);
        dropChanges.setLong(1, left);
        dropChanges.executeUpdate();
        return left;
    }

    /** Gives back to the disk, bit by bit, what is free in the file. */
    private void giveBack() {
        if (at.commits() % BETWEEN_LOOKS != 0) {
            return;
        }
        try {
            boolean isMuch = SqliteFile.number(connection, "PRAGMA freelist_count") > 4 * PAGES;
            connection.rollback();
            if (isMuch) {
                connection.setAutoCommit(true);
                SqliteFile.execute(connection, "PRAGMA incremental_vacuum(" + PAGES + ")");
                connection.setAutoCommit(false);
            }
        } catch (SQLException later) {
            // the commit is kept; if something is broken the next one says so
        }
    }

    @Override
    public void close() {
        count.close();
        SqliteFile.close(connection);
    }
}
