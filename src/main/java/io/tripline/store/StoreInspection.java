package io.tripline.store;

import io.tripline.engine.state.DamagedState;
import io.tripline.engine.state.EngineState;
import io.tripline.engine.state.StateBuilder;
import io.tripline.engine.state.StateCodec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What is in a store, every byte of it looked at, beside whoever writes to it. Nothing is changed.
 *
 * @param bytes that it takes up
 * @param commits so many since it was made
 * @param alerts that are kept
 * @param newest number of an alert
 * @param dropped alerts that went
 * @param ids that are remembered
 * @param state what windows hold; nothing where that cannot be read
 * @param problems what is wrong, in words; empty if nothing is
 */
public record StoreInspection(
        long bytes,
        long commits,
        long alerts,
        long newest,
        long dropped,
        long ids,
        EngineState state,
        List<String> problems) {

    private static final int MOST_PROBLEMS = 20;

    public StoreInspection {
        problems = List.copyOf(problems);
    }

    /** @throws StoreFailure there is no store, or nothing of it can be read */
    public static StoreInspection of(Database database) {
        try (Connection connection = database.read()) {
            connection.setAutoCommit(false);
            return of(connection, database);
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    /** In one transaction, of which the caller may see more. */
    static StoreInspection of(Connection connection, Database database) throws SQLException {
        return new Look(connection, database).result();
    }

    /** One look, in one transaction. */
    private static final class Look {

        private final Connection connection;
        private final Database database;
        private final List<String> problems = new ArrayList<>();

        private Look(Connection connection, Database database) {
            this.connection = connection;
            this.database = database;
        }

        private StoreInspection result() throws SQLException {
            long bytes = database.bytes(connection);
            try {
                database.damage(connection).forEach(this::problem);
            } catch (SQLException unread) {
                problem(String.valueOf(unread.getMessage()));
            }
            Position at;
            try {
                at = database.position(connection);
            } catch (StoreFailure | SQLException unknown) {
                problem(SqlTables.NOT_SAID);
                return new StoreInspection(bytes, 0, 0, 0, 0, 0, EngineState.NOTHING, problems);
            }
            EngineState state = state(at.commits(), at.first());
            long alerts = alerts(at.sequence());
            long ids = ids();
            return new StoreInspection(bytes, at.commits(), alerts, at.sequence(), at.dropped(), ids, state, problems);
        }

        private long ids() throws SQLException {
            long[] count = {0};
            forEach("SELECT n, ids FROM seen", row -> {
                byte[] ids = row.getBytes(2);
                count[0] += ids.length / SeenIds.BYTES;
                if (!Checksum.isRight(ids)) {
                    problem("the ids of commit " + row.getLong(1) + " are not what they were");
                }
            });
            return count[0];
        }

        private EngineState state(long commits, long first) throws SQLException {
            StateBuilder builder = new StateBuilder(first == 1);
            long[] next = {first};
            boolean[] isBroken = {false};
            forEach("SELECT n, bytes FROM changes WHERE n >= " + first + " ORDER BY n", row -> {
                if (row.getLong(1) != next[0] && !isBroken[0]) {
                    problem("the changes of commit " + next[0] + " are missing");
                    isBroken[0] = true;
                }
                next[0] = row.getLong(1) + 1;
                try {
                    builder.apply(StateCodec.changes(row.getBytes(2)));
                } catch (DamagedState damaged) {
                    problem("commit " + row.getLong(1) + ": " + damaged.getMessage());
                    isBroken[0] = true;
                }
            });
            if (next[0] != commits + 1) {
                problem("the changes of commit " + next[0] + " are missing");
                isBroken[0] = true;
            }
            try {
                return isBroken[0] ? EngineState.NOTHING : builder.build();
            } catch (DamagedState damaged) {
                problem(String.valueOf(damaged.getMessage()));
                return EngineState.NOTHING;
            }
        }

        private static final String ALERTS_ALONE = "SELECT sequence, bytes FROM alerts ORDER BY sequence";

        private long alerts(long newest) throws SQLException {
            long[] count = {0};
            boolean hasLives = Database.has("lives", connection);
            String alerts = hasLives ? SqlLives.ALERTS + " ORDER BY a.sequence" : ALERTS_ALONE;
            forEach(alerts, row -> {
                count[0]++;
                if (row.getLong(1) > newest) {
                    problem("alert " + row.getLong(1) + " is newer than the newest");
                }
                try {
                    StateCodec.alert(row.getBytes(2));
                    if (hasLives) {
                        SqlLives.life(row);
                    }
                } catch (DamagedState damaged) {
                    problem("alert " + row.getLong(1) + ": " + damaged.getMessage());
                }
            });
            return count[0];
        }

        private void problem(String words) {
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(words);
            }
        }

        private interface Row {
            void look(ResultSet row) throws SQLException;
        }

        private void forEach(String sql, Row row) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    row.look(rows);
                }
            } catch (SQLException e) {
                problem(String.valueOf(e.getMessage()));
            }
        }
    }
}
