package io.tripline.store;

import io.tripline.alert.AlertChange;
import io.tripline.alert.AlertLife;
import io.tripline.alert.AlertStatus;
import io.tripline.alert.AlertWish;
import io.tripline.alert.Verdict;
import io.tripline.engine.state.DamagedState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of alerts, as rows. Each call is a part of its caller's transaction. Stateless. */
final class SqlLives {

    private static final String CHANGE = "h.version, h.changed, h.author, h.was, h.became, h.verdict, h.comment";

    /** An alert's number, itself, and its life, which {@link #life} reads from the third column on. */
    static final String ALERTS = "SELECT a.sequence, a.bytes, l.silenced, " + CHANGE
            + " FROM alerts a LEFT JOIN lives l ON l.sequence = a.sequence"
            + " LEFT JOIN history h ON h.sequence = l.sequence AND h.version = l.version";

    /** The same without alerts and without those to which nothing has happened; in the place of an alert stands nothing. */
    private static final String LIVES = "SELECT l.sequence, NULL, l.silenced, " + CHANGE
            + " FROM lives l LEFT JOIN history h ON h.sequence = l.sequence AND h.version = l.version WHERE l.sequence >= ?";

    private static final String ADD_CHANGE = "INSERT INTO history VALUES(?, ?, ?, ?, ?, ?, ?, ?)";

    private static final int SILENCED = 3;

    private SqlLives() {}

    /** Of a row of {@link #ALERTS}. */
    static AlertLife life(ResultSet row) throws SQLException, DamagedState {
        long silenced = row.getLong(SILENCED);
        row.getLong(SILENCED + 1);
        return new AlertLife(silenced, row.wasNull() ? null : change(row, SILENCED + 1));
    }

    /** By an alert's number. */
    static Map<Long, AlertLife> from(Connection connection, long sequence) throws SQLException, DamagedState {
        Map<Long, AlertLife> lives = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(LIVES)) {
            select.setLong(1, sequence);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    lives.put(rows.getLong(1), life(rows));
                }
            }
        }
        return lives;
    }

    private static AlertChange change(ResultSet row, int first) throws SQLException, DamagedState {
        String verdict = row.getString(first + 5);
        Verdict read = verdict == null ? null : Verdict.of(verdict);
        AlertStatus was = AlertStatus.of(row.getString(first + 3));
        AlertStatus became = AlertStatus.of(row.getString(first + 4));
        if (was == null || became == null || verdict != null && read == null) {
            throw new DamagedState("a change of an alert says nothing that is known");
        }
        return new AlertChange(
                row.getLong(first),
                row.getLong(first + 1),
                row.getString(first + 2),
                was,
                became,
                read,
                row.getString(first + 6));
    }

    /** @param key of {@link Database#key} @return empty if there is no such alert */
    static Optional<AlertLife.Decision> change(Connection connection, Object key, AlertWish wish, long now)
            throws SQLException, DamagedState {
        long sequence;
        AlertLife life;
        try (PreparedStatement select = connection.prepareStatement(ALERTS + " WHERE a.id = ?")) {
            select.setObject(1, key);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                sequence = row.getLong(1);
                life = life(row);
            }
        }
        AlertLife.Decision decision = life.decide(wish, now);
        if (decision instanceof AlertLife.Decision.Changed(AlertChange change)) {
            try (PreparedStatement add = connection.prepareStatement(ADD_CHANGE);
                    PreparedStatement move = connection.prepareStatement("INSERT INTO lives VALUES(?, ?, 0)"
                            + " ON CONFLICT(sequence) DO UPDATE SET version = excluded.version")) {
                add(add, sequence, change);
                move.setLong(1, sequence);
                move.setLong(2, change.version());
                move.executeUpdate();
            }
        }
        return Optional.of(decision);
    }

    /** @param statement of {@link #ADD_CHANGE} */
    private static void add(PreparedStatement statement, long sequence, AlertChange change) throws SQLException {
        Verdict verdict = change.verdict();
        statement.setLong(1, sequence);
        statement.setLong(2, change.version());
        statement.setLong(3, change.at());
        statement.setString(4, change.by());
        statement.setString(5, change.from().word());
        statement.setString(6, change.to().word());
        setText(statement, 7, verdict == null ? null : verdict.word());
        setText(statement, 8, change.comment());
        statement.executeUpdate();
    }

    private static void setText(PreparedStatement statement, int index, @Nullable String text) throws SQLException {
        if (text == null) {
            statement.setNull(index, Types.VARCHAR);
        } else {
            statement.setString(index, text);
        }
    }

    static List<AlertChange> history(Connection connection, Object key) throws SQLException, DamagedState {
        try (PreparedStatement select = connection.prepareStatement("SELECT " + CHANGE
                + " FROM history h JOIN alerts a ON a.sequence = h.sequence WHERE a.id = ? ORDER BY h.version")) {
            select.setObject(1, key);
            List<AlertChange> history = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    history.add(change(rows, 1));
                }
            }
            return history;
        }
    }

    /** @param silenced by the id of an alert */
    static void silence(Connection connection, Database database, Map<String, Long> silenced) throws SQLException {
        if (silenced.isEmpty()) {
            return;
        }
        try (PreparedStatement add =
                connection.prepareStatement("INSERT INTO lives SELECT sequence, 0, ? FROM alerts WHERE id = ?"
                        + " ON CONFLICT(sequence) DO UPDATE SET silenced = lives.silenced + excluded.silenced")) {
            for (Map.Entry<String, Long> one : silenced.entrySet()) {
                add.setLong(1, one.getValue());
                add.setObject(2, database.key(one.getKey()));
                add.addBatch();
            }
            add.executeBatch();
        }
    }
}
