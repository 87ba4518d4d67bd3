package io.tripline.store;

import io.tripline.engine.state.DamagedState;
import io.tripline.engine.state.EngineState;
import io.tripline.engine.state.StateCodec;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything in one SQLite file, {@link SqliteFile}, and each commit before it returns. What windows hold is kept as what
 * changed, in order; when that is long, all of it is told once more, and what was before goes. Any thread.
 */
public final class SqliteStore implements Store {

    private final Path file;
    private final Keep keep;
    private final InstantSource clock;

    /** Guards the writer. Who reads alerts has a connection of its own. */
    private final Object writing = new Object();

    private final Object reading = new Object();
    private @Nullable SqliteWriter writer;
    private @Nullable Connection reader;
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
     */
    public record Keep(int alerts, Duration age, int ids) {}

    private SqliteStore(Path file, Keep keep, InstantSource clock) {
        this.file = file;
        this.keep = keep;
        this.clock = clock;
        this.seen = new SeenIds(keep.ids());
    }

    /**
     * Opens a file, or makes it. Nobody else writes to it meanwhile: see {@link DataFolder}.
     *
     * @param clock says how old alerts are
     * @throws StoreFailure it cannot be opened, is damaged, or is not this program's
     */
    public static SqliteStore open(Path file, Keep keep, InstantSource clock) {
        SqliteStore store = new SqliteStore(file, keep, clock);
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
                SqliteWriter opened = new SqliteWriter(file, keep);
                writer = opened;
                seen = opened.seen();
                told(opened);
            }
            synchronized (reading) {
                reader = SqliteFile.read(file);
            }
        } catch (SQLException e) {
            close();
            throw SqliteFile.failure(file, e);
        }
    }

    private void told(SqliteWriter by) {
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
                throw SqliteFile.failure(file, e);
            } catch (DamagedState damaged) {
                throw SqliteFile.damaged(file, String.valueOf(damaged.getMessage()));
            }
        }
    }

    private SqliteWriter writer() {
        SqliteWriter open = writer;
        if (open == null) {
            throw new StoreFailure(file + " is closed");
        }
        return open;
    }

    @Override
    public List<Numbered> commit(Commit commit) {
        synchronized (writing) {
            SqliteWriter open = writer();
            try {
                List<Numbered> kept = open.commit(commit, clock.millis());
                commit.seen().forEach(seen::add);
                told(open);
                return kept;
            } catch (SQLException e) {
                stop(open);
                throw SqliteFile.failure(file, e);
            } catch (RuntimeException | Error e) {
                stop(open);
                throw e;
            }
        }
    }

    private void stop(SqliteWriter open) {
        open.close();
        writer = null;
    }

    @Override
    public @Nullable Numbered alert(String id) {
        List<Numbered> found = alerts("SELECT sequence, bytes FROM alerts WHERE id = ?1 LIMIT ?2", id, 1);
        return found.isEmpty() ? null : found.getFirst();
    }

    @Override
    public List<Numbered> newestBefore(long before, int limit) {
        return alerts(
                "SELECT sequence, bytes FROM alerts WHERE sequence < ?1 ORDER BY sequence DESC LIMIT ?2",
                before,
                limit);
    }

    @Override
    public List<Numbered> oldestAfter(long after, int limit) {
        return after >= newest
                ? List.of()
                : alerts(
                        "SELECT sequence, bytes FROM alerts WHERE sequence > ?1 ORDER BY sequence LIMIT ?2",
                        after,
                        limit);
    }

    private List<Numbered> alerts(String sql, Object which, int limit) {
        synchronized (reading) {
            Connection open = reader;
            if (open == null) {
                throw new StoreFailure(file + " is closed");
            }
            try (PreparedStatement select = open.prepareStatement(sql)) {
                select.setObject(1, which);
                select.setInt(2, limit);
                List<Numbered> found = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(new Numbered(rows.getLong(1), StateCodec.alert(rows.getBytes(2))));
                    }
                }
                return found;
            } catch (SQLException e) {
                throw SqliteFile.failure(file, e);
            } catch (DamagedState damaged) {
                throw SqliteFile.damaged(file, String.valueOf(damaged.getMessage()));
            }
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
            if (reader != null) {
                SqliteFile.close(reader);
                reader = null;
            }
        }
        synchronized (writing) {
            if (writer != null) {
                writer.close();
                writer = null;
            }
        }
    }
}
