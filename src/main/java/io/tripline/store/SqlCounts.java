package io.tripline.store;

import io.tripline.store.CountedMinute.EngineCount;
import io.tripline.store.CountedMinute.RuleCount;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Of a {@link SqlStore}, beside its commits. */
final class SqlCounts implements CountHistory {

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long HOUR = Duration.ofHours(1).toMillis();

    /** Minutes that become a part of their hour at once: commits wait meanwhile. */
    private static final int ROLLED_UP = 5;

    private static final List<String> OF_RULE = List.of("matches", "alerts");

    /** Levels are columns by their names. */
    private static final List<String> OF_ENGINE =
            Stream.concat(Stream.of("events", "matches"), LEVELS.stream()).toList();

    private static final String KEEP_RULE = keep("rule_counts", List.of("rule", "step", "began"), OF_RULE);
    private static final String KEEP_ENGINE = keep("engine_counts", List.of("step", "began"), OF_ENGINE);

    private final SqlStore store;
    private final int most;

    /** Rows of rules, if not fewer; -1: nobody has counted. Guarded by the writing of the store. */
    private long rows = -1;

    /** @param most rows of rules */
    SqlCounts(SqlStore store, int most) {
        this.store = store;
        this.most = most;
    }

    private static String keep(String table, List<String> key, List<String> counts) {
        int columns = key.size() + counts.size();
        return "INSERT INTO " + table + " VALUES(" + String.join(", ", Collections.nCopies(columns, "?")) + ")"
                + orElse(key, counts, count -> "excluded." + count);
    }

    /** @param becomes what a count that is there becomes */
    private static String orElse(List<String> key, List<String> counts, UnaryOperator<String> becomes) {
        return " ON CONFLICT(" + String.join(", ", key) + ") DO UPDATE SET "
                + counts.stream()
                        .map(count -> count + " = " + becomes.apply(count))
                        .collect(Collectors.joining(", "));
    }

    @Override
    public void keep(Collection<CountedMinute> minutes, long now) {
        store.beside(connection -> {
            keep(connection, minutes);
            rollUp(connection, now - MINUTES.toMillis());
            drop(connection, now - HOURS.toMillis());
            return minutes.size();
        });
    }

    private void keep(Connection connection, Collection<CountedMinute> minutes) throws SQLException {
        try (PreparedStatement rule = connection.prepareStatement(KEEP_RULE);
                PreparedStatement engine = connection.prepareStatement(KEEP_ENGINE)) {
            for (CountedMinute minute : minutes) {
                engine.setLong(1, MINUTE);
                engine.setLong(2, minute.began());
                engine.setLong(3, minute.engine().events());
                engine.setLong(4, minute.engine().matches());
                for (int i = 0; i < LEVELS.size(); i++) {
                    engine.setLong(5 + i, minute.engine().alerts().getOrDefault(LEVELS.get(i), 0L));
                }
                engine.executeUpdate();
                for (Map.Entry<String, RuleCount> one : minute.rules().entrySet()) {
                    rule.setString(1, one.getKey());
                    rule.setLong(2, MINUTE);
                    rule.setLong(3, minute.began());
                    rule.setLong(4, one.getValue().matches());
                    rule.setLong(5, one.getValue().alerts());
                    rule.addBatch();
                }
                rule.executeBatch();
                rows = rows < 0 ? rows : rows + minute.rules().size();
            }
        }
    }

    /** Some of what is older becomes a part of its hour; the rest with the next minutes. */
    private static void rollUp(Connection connection, long before) throws SQLException {
        long oldest = Database.number(
                connection, "SELECT coalesce(min(began), " + before + ") FROM engine_counts WHERE step = " + MINUTE);
        if (oldest < before) {
            long until = Math.min(before, oldest + ROLLED_UP * MINUTE);
            rollUp(connection, "rule_counts", List.of("rule"), OF_RULE, until);
            rollUp(connection, "engine_counts", List.of(), OF_ENGINE, until);
        }
    }

    private static void rollUp(Connection connection, String table, List<String> of, List<String> counts, long until)
            throws SQLException {
        List<String> key = new ArrayList<>(of);
        key.add("step");
        key.add("began");
        List<String> selected = new ArrayList<>(of);
        selected.add(Long.toString(HOUR));
        selected.add(began(HOUR));
        counts.forEach(count -> selected.add("sum(" + count + ")"));
        List<String> groups = new ArrayList<>(of);
        groups.add(began(HOUR));
        String minutes = " FROM " + table + " WHERE step = " + MINUTE + " AND began < " + until;
        Database.execute(
                connection,
                "INSERT INTO " + table + " SELECT " + String.join(", ", selected) + minutes + " GROUP BY "
                        + String.join(", ", groups)
                        + orElse(key, counts, count -> table + "." + count + " + excluded." + count));
        Database.execute(connection, "DELETE" + minutes);
    }

    /** The first moment of the span that a row belongs to. */
    private static String began(long step) {
        return "began - began % " + step;
    }

    private void drop(Connection connection, long before) throws SQLException {
        for (String table : List.of("rule_counts", "engine_counts")) {
            Database.execute(connection, "DELETE FROM " + table + " WHERE step = " + HOUR + " AND began < " + before);
        }
        if (rows < 0 || rows > most) {
            rows = Database.number(connection, "SELECT count(*) FROM rule_counts");
            dropOldest(connection, HOUR);
            dropOldest(connection, MINUTE);
        }
    }

    /** Where there are too many, of those of one step. */
    private void dropOldest(Connection connection, long step) throws SQLException {
        if (rows > most) {
            String ofStep = " FROM rule_counts WHERE step = " + step;
            long last = Database.number(
                    connection, "SELECT began" + ofStep + " ORDER BY began LIMIT 1 OFFSET " + (rows - most - 1));
            String going = "DELETE" + ofStep + (last == 0 ? "" : " AND began <= " + last);
            try (PreparedStatement delete = connection.prepareStatement(going)) {
                rows -= delete.executeUpdate();
            }
        }
    }

    @Override
    public List<CountedMinute> since(long from) {
        return store.reading(connection -> {
            Map<Long, Map<String, RuleCount>> rules = new HashMap<>();
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT began, rule, matches, alerts FROM rule_counts WHERE step = ? AND began >= ?");
                    ResultSet row = since(select, from)) {
                while (row.next()) {
                    rules.computeIfAbsent(row.getLong(1), began -> new HashMap<>())
                            .put(row.getString(2), new RuleCount(row.getLong(3), row.getLong(4)));
                }
            }
            List<CountedMinute> minutes = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("SELECT began, " + String.join(", ", OF_ENGINE)
                            + " FROM engine_counts WHERE step = ? AND began >= ? ORDER BY began");
                    ResultSet row = since(select, from)) {
                while (row.next()) {
                    minutes.add(new CountedMinute(
                            row.getLong(1), engine(row), rules.getOrDefault(row.getLong(1), Map.of())));
                }
            }
            return minutes;
        });
    }

    private static ResultSet since(PreparedStatement select, long from) throws SQLException {
        select.setLong(1, MINUTE);
        select.setLong(2, from);
        return select.executeQuery();
    }

    /** Of a row whose first column says when. */
    private static EngineCount engine(ResultSet row) throws SQLException {
        Map<String, Long> alerts = new HashMap<>();
        for (int i = 0; i < LEVELS.size(); i++) {
            long count = row.getLong(4 + i);
            if (count > 0) {
                alerts.put(LEVELS.get(i), count);
            }
        }
        return new EngineCount(row.getLong(2), row.getLong(3), alerts);
    }

    @Override
    public Map<String, Long> lastMatches() {
        return store.reading(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT rule, max(began) FROM rule_counts WHERE matches > 0 GROUP BY rule");
                    ResultSet row = select.executeQuery()) {
                Map<String, Long> found = new HashMap<>();
                while (row.next()) {
                    found.put(row.getString(1), row.getLong(2));
                }
                return found;
            }
        });
    }

    @Override
    public NavigableMap<Long, RuleCount> ofRule(String rule, long from, long until, long step) {
        return store.reading(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT " + began(step) + ", sum(matches),"
                    + " sum(alerts) FROM rule_counts WHERE rule = ? AND began >= ? AND began < ? GROUP BY "
                    + began(step))) {
                select.setString(1, rule);
                select.setLong(2, from);
                select.setLong(3, until);
                NavigableMap<Long, RuleCount> found = new TreeMap<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        found.put(row.getLong(1), new RuleCount(row.getLong(2), row.getLong(3)));
                    }
                }
                return found;
            }
        });
    }

    @Override
    public NavigableMap<Long, EngineCount> ofEngine(long from, long until, long step) {
        return store.reading(connection -> {
            String sums = OF_ENGINE.stream().map(count -> "sum(" + count + ")").collect(Collectors.joining(", "));
            try (PreparedStatement select = connection.prepareStatement("SELECT " + began(step) + ", " + sums
                    + " FROM engine_counts WHERE began >= ? AND began < ? GROUP BY " + began(step))) {
                select.setLong(1, from);
                select.setLong(2, until);
                NavigableMap<Long, EngineCount> found = new TreeMap<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        found.put(row.getLong(1), engine(row));
                    }
                }
                return found;
            }
        });
    }
}
