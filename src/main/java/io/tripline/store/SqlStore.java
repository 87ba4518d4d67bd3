package io.tripline.store;

import io.tripline.alert.AlertChange;
import io.tripline.alert.AlertLife;
import io.tripline.alert.AlertWish;
import io.tripline.engine.state.DamagedState;
import io.tripline.engine.state.EngineState;
import io.tripline.engine.state.StateCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything in a {@link Database}, and each commit before it returns. What windows hold is kept as what
 * changed, in order; when that is long, all of it is told once more, and what was before goes. Any thread.
 */
public final class SqlStore implements Store {

    private final Database database;
    private final Keep keep;
    private final InstantSource clock;

    /** Guards the writer. Who reads alerts has a connection of its own. */
    private final Object writing = new Object();

    private final Object reading = new Object();
    private final SqlLedger ledger = new SqlLedger(this);
    private final SqlCounts counts;
    private @Nullable SqlWriter writer;
    private @Nullable Connection reader;
    private boolean isClosed;
    private volatile SeenIds seen;
    private volatile long newest;
    private volatile long dropped;
    private volatile boolean wantsRewriting;

    /**
     * How much is kept.
     *
     * @param alerts so many, the newest
     * @param age and no longer than this
     * @param ids so many, the newest, at least
     * @param counts so many rows of {@link CountHistory}, the newest
     */
    public record Keep(int alerts, Duration age, int ids, int counts) {

        public Keep(int alerts, Duration age, int ids) {
            this(alerts, age, ids, CountHistory.MOST_ROWS);
        }
    }

    private SqlStore(Database database, Keep keep, InstantSource clock) {
        this.database = database;
        this.keep = keep;
        this.clock = clock;
        this.seen = new SeenIds(keep.ids());
        this.counts = new SqlCounts(this, keep.counts());
    }

    /**
     * Opens a store, or makes it. Nobody else writes to it meanwhile: see {@link DataFolder}.
     *
     * @param clock says how old alerts are
     * @throws StoreFailure it cannot be opened, is damaged, or is not this program's
     */
    public static SqlStore open(Database database, Keep keep, InstantSource clock) {
        SqlStore store = new SqlStore(database, keep, clock);
        store.recover();
        return store;
    }

    @Override
    public boolean keepsState() {
        return true;
    }

    @Override
    public void recover() {
        close();
        try {
            synchronized (writing) {
                SqlWriter opened = new SqlWriter(database, keep, ledger);
                writer = opened;
                seen = opened.seen();
                told(opened);
            }
            synchronized (reading) {
                reader = database.read();
                isClosed = false;
            }
        } catch (SQLException e) {
            close();
            throw database.failure(e);
        }
    }

    private void told(SqlWriter by) {
        newest = by.at().sequence();
        dropped = by.at().dropped();
        wantsRewriting = by.wantsRewriting();
    }

    @Override
    public boolean hasSeen(String deduplicationId) {
        return seen.contains(deduplicationId);
    }

    @Override
    public boolean wantsRewriting() {
        return wantsRewriting;
    }

    @Override
    public EngineState state(LongConsumer progress) {
        synchronized (writing) {
            try {
                return writer().state(progress);
            } catch (SQLException e) {
                throw database.failure(e);
            } catch (DamagedState damaged) {
                throw database.damaged(String.valueOf(damaged.getMessage()));
            }
        }
    }

    private SqlWriter writer() {
        SqlWriter open = writer;
        if (open == null) {
            throw new StoreFailure(database + " is closed");
        }
        return open;
    }

    @Override
    public List<Numbered> commit(Commit commit) {
        synchronized (writing) {
            SqlWriter open = writer();
            try {
                List<Numbered> kept = open.commit(commit, clock.millis());
                commit.seen().forEach(seen::add);
                told(open);
                return kept;
            } catch (SQLException e) {
                stop(open);
                throw database.failure(e);
            } catch (RuntimeException | Error e) {
                stop(open);
                throw e;
            }
        }
    }

    private void stop(SqlWriter open) {
        open.close();
        writer = null;
    }

    /** What is done with a connection, in a transaction. */
    interface Work<T> {
        T of(Connection connection) throws SQLException, DamagedState;
    }

    /** Writes beside commits: all or nothing, and kept when it returns. If it fails, commits go on. */
    <T> T beside(Work<T> work) {
        synchronized (writing) {
            SqlWriter open = writer();
            try {
                return open.beside(work);
            } catch (SQLException e) {
                undo(open);
                throw database.failure(e);
            } catch (DamagedState damaged) {
                undo(open);
                throw database.damaged(String.valueOf(damaged.getMessage()));
            } catch (RuntimeException | Error e) {
                undo(open);
                throw e;
            }
        }
    }

    private void undo(SqlWriter open) {
        try {
            open.rollback();
        } catch (SQLException broken) {
            stop(open);
        }
    }

    <T> T reading(Work<T> work) {
        synchronized (reading) {
            try {
                return work.of(reader());
            } catch (SQLException e) {
                closeReader(); // the next one finds out whether it was the connection
                throw database.failure(e);
            } catch (DamagedState damaged) {
                throw database.damaged(String.valueOf(damaged.getMessage()));
            }
        }
    }

    /** By what an alert is found. */
    Object key(String alertId) {
        return database.key(alertId);
    }

    @Override
    public AlertLife.@Nullable Decision change(String id, AlertWish wish, long now) {
        return beside(connection -> SqlLives.change(connection, database.key(id), wish, now))
                .orElse(null);
    }

    @Override
    public List<AlertChange> history(String id) {
        return reading(connection -> SqlLives.history(connection, database.key(id)));
    }

    @Override
    public SinkLedger sinks() {
        return ledger;
    }

    @Override
    public CountHistory counts() {
        return counts;
    }

    @Override
    public @Nullable Numbered alert(String id) {
        List<Numbered> found = alerts("WHERE a.id = ? LIMIT ?", database.key(id), 1);
        return found.isEmpty() ? null : found.getFirst();
    }

    @Override
    public List<Numbered> newestBefore(long before, int limit) {
        return alerts("WHERE a.sequence < ? ORDER BY a.sequence DESC LIMIT ?", before, limit);
    }

    @Override
    public List<Numbered> oldestAfter(long after, int limit) {
        return after >= newest ? List.of() : alerts("WHERE a.sequence > ? ORDER BY a.sequence LIMIT ?", after, limit);
    }

    private List<Numbered> alerts(String which, Object value, int limit) {
        return reading(connection -> {
            try (PreparedStatement select = connection.prepareStatement(SqlLives.ALERTS + " " + which)) {
                select.setObject(1, value);
                select.setInt(2, limit);
                List<Numbered> found = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(
                                new Numbered(rows.getLong(1), StateCodec.alert(rows.getBytes(2)), SqlLives.life(rows)));
                    }
                }
                return found;
            }
        });
    }

    @Override
    public Map<Long, AlertLife> lives(long from) {
        return reading(connection -> SqlLives.from(connection, from));
    }

    @Override
    public long oldest() {
        return reading(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT MIN(sequence) FROM alerts");
                    ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0; // of no rows it is null, which is read as 0
            }
        });
    }

    private Connection reader() throws SQLException {
        if (isClosed) {
            throw new StoreFailure(database + " is closed");
        }
        Connection open = reader == null ? database.read() : reader;
        reader = open;
        return open;
    }

    private void closeReader() {
        if (reader != null) {
            Database.close(reader);
            reader = null;
        }
    }

    @Override
    public long newest() {
        return newest;
    }

    @Override
    public long dropped() {
        return dropped;
    }

    @Override
    public void close() {
        synchronized (reading) {
            closeReader();
            isClosed = true;
        }
        synchronized (writing) {
            if (writer != null) {
                writer.close();
                writer = null;
            }
        }
    }
}
