package io.tripline.store;

import io.tripline.alert.Alert;
import io.tripline.engine.state.DamagedState;
import io.tripline.engine.state.EngineState;
import io.tripline.engine.state.StateBuilder;
import io.tripline.engine.state.StateChange;
import io.tripline.engine.state.StateCodec;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * The connection of a {@link SqlStore} that writes, and how far it is. After an exception it is of no more use: what was under
 * way is kept or is not, and who opens it again sees which. One thread at a time.
 */
final class SqlWriter implements AutoCloseable {

    /** What has been told of changes may come to so much more than twice what all comes to, bytes. */
    private static final long SLACK = 8L << 20;

    /** Rows that go with one commit. */
    private static final int MOST_GOING = 500;

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private final Database database;
    private final SqlStore.Keep keep;
    private final SqlLedger sinks;
    private final Connection connection;
    private final PreparedStatement addChanges;
    private final PreparedStatement addSeen;
    private final PreparedStatement addAlert;
    private final PreparedStatement move;
    private final PreparedStatement dropChanges;
    private final PreparedStatement dropSeen;
    private final PreparedStatement dropAlerts;
    private final PreparedStatement dropOldAlerts;

    /** Of each table of {@link SqlTables#WITH_ALERTS}. */
    private final List<PreparedStatement> dropWithAlerts = new ArrayList<>();

    private Position at;
    private final CommitCount count;

    /** The oldest changes that there are still. */
    private long oldestChanges;

    private long keptIds;

    /** The number of the oldest alert that there is still. */
    private long oldestAlert;

    /** The commit with which all began to be told once more; 0: none. */
    private long rewriteFrom;

    /** Bytes that were told of changes, and of them before that; and that all came to when it was told last. */
    private long told;

    private long toldBefore;
    private long whole;

    /** When alerts were last looked at for old ones, ms since the epoch. */
    private long lookedAt;

    /** @param sinks what they are done with goes, and how far they are is kept */
    SqlWriter(Database database, SqlStore.Keep keep, SqlLedger sinks) throws SQLException {
        this.database = database;
        this.keep = keep;
        this.sinks = sinks;
        this.connection = database.write();
        try {
            database.prepare(connection);
            at = database.position(connection);
            count = counted();
            oldestChanges = Database.number(connection, "SELECT coalesce(min(n), 0) FROM changes");
            oldestAlert = oldestAlert(at.sequence());
            keptIds = Database.number(
                    connection, "SELECT coalesce(sum(length(ids) / " + SeenIds.BYTES + "), 0) FROM seen");
            told = Database.number(
                    connection, "SELECT coalesce(sum(length(bytes)), 0) FROM changes WHERE n >= " + at.first());
            connection.setAutoCommit(false);
            addChanges = connection.prepareStatement(SqlTables.ADD_CHANGES);
            addSeen = connection.prepareStatement(SqlTables.ADD_SEEN);
            addAlert = connection.prepareStatement(SqlTables.ADD_ALERT);
            for (String table : SqlTables.WITH_ALERTS) {
                dropWithAlerts.add(connection.prepareStatement("DELETE FROM " + table + " WHERE sequence < ?"));
            }
            move = connection.prepareStatement(SqlTables.MOVE);
            dropChanges = connection.prepareStatement("DELETE FROM changes WHERE n < ?");
            dropSeen = connection.prepareStatement("DELETE FROM seen WHERE n <= ?");
            dropAlerts = connection.prepareStatement("DELETE FROM alerts WHERE sequence <= ?");
            dropOldAlerts = connection.prepareStatement("DELETE FROM alerts"
                    + " WHERE (kept < ? AND sequence <= ? OR kept < ?) AND sequence IN"
                    + " (SELECT sequence FROM alerts ORDER BY sequence LIMIT " + MOST_GOING + ")");
        } catch (SQLException | RuntimeException e) {
            Database.close(connection);
            throw e;
        }
    }

    /** @throws StoreFailure there are fewer commits than were said to be kept */
    private CommitCount counted() {
        CommitCount opened = database.count();
        try {
            String missing = opened.missing(at.commits());
            if (missing == null) {
                return opened;
            }
            opened.close();
            throw database.damaged(missing);
        } catch (IOException e) {
            opened.close();
            throw new StoreFailure("what is kept in " + database + " cannot be counted (" + e + ")", e);
        }
    }

    Position at() {
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
                    throw database.damaged("ids of events are not what they were");
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
            throw database.damaged("the changes of commit " + next + " are missing");
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
        SqlLives.silence(connection, database, commit.silenced());
        Map<String, SinkPosition> positions = sinks.noted();
        SqlLedger.move(connection, positions);
        Position next = new Position(
                n,
                first(commit.changes(), n),
                at.sequence() + kept.size(),
                at.dropped() + drop(at.sequence() + kept.size(), now));
        long ids = keptIds + commit.seen().size();
        ids -= dropSeen(ids);
        long oldest = dropChanges(next.first(), n);
        database.move(move, at, next);
        connection.commit();
        count.write(n);
        sinks.kept(positions);
        keptIds = ids;
        oldestChanges = oldest;
        told(changes.length, next.first() > at.first());
        at = next;
        database.tidy(connection, n);
        return kept;
    }

    private List<Store.Numbered> add(List<Alert> alerts, long now) throws SQLException {
        List<Store.Numbered> kept = new ArrayList<>();
        for (Alert alert : alerts) {
            long number = at.sequence() + kept.size() + 1;
            addAlert.setLong(1, number);
            addAlert.setObject(2, database.key(alert.getId()));
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

    /** What sinks wait for stays, but not for ever. @return alerts that go */
    private long drop(long sequence, long now) throws SQLException {
        long free = sinks.done();
        long gone = 0;
        long going = Math.max(
                Math.min(sequence - keep.alerts(), free), sequence - (long) SinkLedger.PATIENCE * keep.alerts());
        if (going >= oldestAlert) {
            // where many wait to go, some go with each commit
            long some = Math.max(MOST_GOING, 2 * (sequence - at.sequence()));
            dropAlerts.setLong(1, Math.min(going, oldestAlert + some));
            gone = dropAlerts.executeUpdate();
        }
        if (Math.abs(now - lookedAt) >= MINUTE) {
            dropOldAlerts.setLong(1, now - keep.age().toMillis());
            dropOldAlerts.setLong(2, free);
            dropOldAlerts.setLong(3, now - SinkLedger.PATIENCE * keep.age().toMillis());
            long old = dropOldAlerts.executeUpdate();
            lookedAt = old < MOST_GOING ? now : lookedAt;
            gone += old;
        }
        if (gone > 0) {
            dropWithAlerts(sequence);
        }
        return gone;
    }

    private void dropWithAlerts(long sequence) throws SQLException {
        oldestAlert = oldestAlert(sequence);
        for (PreparedStatement drop : dropWithAlerts) {
            drop.setLong(1, oldestAlert);
            drop.executeUpdate();
        }
    }

    private long oldestAlert(long sequence) throws SQLException {
        return Database.number(connection, "SELECT coalesce(min(sequence), " + sequence + " + 1) FROM alerts");
    }

    /** Writes beside commits, in a transaction of its own. */
    <T> T beside(SqlStore.Work<T> work) throws SQLException, DamagedState {
        if (Database.number(connection, "SELECT commits FROM position") != at.commits()) {
            throw database.damaged("it is not where it was after commit " + at.commits());
        }
        T result = work.of(connection);
        connection.commit();
        return result;
    }

    void rollback() throws SQLException {
        connection.rollback();
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

    @Override
    public void close() {
        count.close();
        Database.close(connection);
    }
}
