package io.tripline.store;

import io.tripline.engine.state.StateCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Of a {@link SqlStore}, beside its commits. */
final class SqlLedger implements SinkLedger {

    private static final String LETTERS = "SELECT d.sequence, d.tries, d.error, d.tried, d.again, a.bytes"
            + " FROM dead d JOIN alerts a ON a.sequence = d.sequence WHERE d.sink = ? AND d.sequence > ?";

    private static final String MOVE = "INSERT INTO sinks VALUES(?, ?, ?)"
            + " ON CONFLICT(name) DO UPDATE SET position = excluded.position, missed = excluded.missed";

    private final SqlStore store;

    // guarded by this

    private final Set<String> following = new HashSet<>();
    private final Map<String, SinkPosition> positions = new HashMap<>();

    /** Of these, what is not kept yet. */
    private final Map<String, SinkPosition> noted = new HashMap<>();

    SqlLedger(SqlStore store) {
        this.store = store;
    }

    /** All who read are done with alerts up to this number. */
    synchronized long done() {
        return following.stream()
                .mapToLong(sink ->
                        positions.getOrDefault(sink, new SinkPosition(0, 0)).cursor())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    @Override
    public Map<String, SinkPosition> follow(Collection<String> sinks) {
        Map<String, SinkPosition> found = store.beside(connection -> {
            Map<String, SinkPosition> known = known(connection);
            known.keySet().retainAll(sinks);
            Map<String, SinkPosition> newcomers = new HashMap<>();
            sinks.stream()
                    .filter(sink -> !known.containsKey(sink))
                    .forEach(sink -> newcomers.put(sink, new SinkPosition(store.newest(), 0)));
            move(connection, newcomers);
            known.putAll(newcomers);
            return known;
        });
        synchronized (this) {
            following.clear();
            following.addAll(sinks);
            positions.putAll(found);
        }
        return found;
    }

    private static Map<String, SinkPosition> known(Connection connection) throws SQLException {
        Map<String, SinkPosition> known = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT name, position, missed FROM sinks");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                known.put(rows.getString(1), new SinkPosition(rows.getLong(2), rows.getLong(3)));
            }
        }
        return known;
    }

    static void move(Connection connection, Map<String, SinkPosition> to) throws SQLException {
        if (to.isEmpty()) {
            return;
        }
        try (PreparedStatement move = connection.prepareStatement(MOVE)) {
            for (Map.Entry<String, SinkPosition> sink : to.entrySet()) {
                move.setString(1, sink.getKey());
                move.setLong(2, sink.getValue().cursor());
                move.setLong(3, sink.getValue().missed());
                move.executeUpdate();
            }
        }
    }

    @Override
    public synchronized void note(String sink, SinkPosition position) {
        positions.put(sink, position);
        noted.put(sink, position);
    }

    /** What is to be kept. */
    synchronized Map<String, SinkPosition> noted() {
        return Map.copyOf(noted);
    }

    /** It is kept. */
    synchronized void kept(Map<String, SinkPosition> positions) {
        positions.forEach((sink, position) -> noted.remove(sink, position));
    }

    @Override
    public void keep() {
        Map<String, SinkPosition> now = noted();
        if (!now.isEmpty()) {
            store.beside(connection -> {
                move(connection, now);
                return now.size();
            });
            kept(now);
        }
    }

    @Override
    public void bury(DeadLetter letter) {
        store.beside(connection -> {
            try (PreparedStatement bury = connection.prepareStatement(
                    "INSERT INTO dead SELECT ?, sequence, ?, ?, ?, ? FROM alerts WHERE id = ?"
                            + " ON CONFLICT(sink, sequence) DO UPDATE SET tries = excluded.tries, error = excluded.error,"
                            + " tried = excluded.tried, again = excluded.again")) {
                bury.setString(1, letter.sink());
                bury.setInt(2, letter.tries());
                bury.setString(3, letter.error());
                bury.setLong(4, letter.at());
                bury.setInt(5, letter.again() ? 1 : 0);
                bury.setObject(6, store.key(letter.alert()));
                return bury.executeUpdate();
            }
        });
    }

    @Override
    public void unbury(String sink, long sequence) {
        store.beside(connection -> {
            try (PreparedStatement unbury =
                    connection.prepareStatement("DELETE FROM dead WHERE sink = ? AND sequence = ?")) {
                unbury.setString(1, sink);
                unbury.setLong(2, sequence);
                return unbury.executeUpdate();
            }
        });
    }

    @Override
    public List<DeadLetter> dead(String sink, long after, int limit) {
        return letters(LETTERS, sink, after, limit);
    }

    @Override
    public List<DeadLetter> again(String sink, int limit) {
        return letters(LETTERS + " AND d.again = 1", sink, 0, limit);
    }

    private List<DeadLetter> letters(String sql, String sink, long after, int limit) {
        return store.reading(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql + " ORDER BY d.sequence LIMIT ?")) {
                select.setString(1, sink);
                select.setLong(2, after);
                select.setInt(3, limit);
                List<DeadLetter> letters = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        letters.add(new DeadLetter(
                                sink,
                                rows.getLong(1),
                                StateCodec.alert(rows.getBytes(6)).getId(),
                                rows.getInt(2),
                                rows.getString(3),
                                rows.getLong(4),
                                rows.getInt(5) == 1));
                    }
                }
                return letters;
            }
        });
    }

    @Override
    public long countDead(String sink) {
        return store.reading(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT count(*) FROM dead WHERE sink = ?")) {
                select.setString(1, sink);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? row.getLong(1) : 0L;
                }
            }
        });
    }

    @Override
    public int sendAgain(String sink, Collection<String> alerts) {
        return store.beside(connection -> {
            String all = "UPDATE dead SET again = 1 WHERE sink = ?";
            try (PreparedStatement again = connection.prepareStatement(
                    alerts.isEmpty() ? all : all + " AND sequence = (SELECT sequence FROM alerts WHERE id = ?)")) {
                again.setString(1, sink);
                if (alerts.isEmpty()) {
                    return again.executeUpdate();
                }
                int found = 0;
                for (String alert : Set.copyOf(alerts)) {
                    again.setObject(2, store.key(alert));
                    found += again.executeUpdate();
                }
                return found;
            }
        });
    }
}
