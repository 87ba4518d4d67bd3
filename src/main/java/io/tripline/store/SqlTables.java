package io.tripline.store;

import java.util.List;
import java.util.stream.Stream;

/**
 * The tables of a store and the statements that more than one class uses. Stateless.
 *
 * <pre>
 * position   one row: the number of the newest commit, the first whose changes count, the newest alert's number, alerts that went,
 *            and a checksum of these
 * changes    by commit: what changed in windows (StateCodec)
 * seen       by commit: the ids of its events, 16 bytes each, and a checksum
 * alerts     by number: id, when it was kept (ms since the epoch), the alert (StateCodec)
 * lives      by an alert's number, where anything became of it: its newest version, and how many matches its silence swallowed
 * history    by an alert's number and version: when, by whom, from and to which status, with which verdict and comment
 * sinks      by name: the number of the last alert that it is done with, and how many it missed
 * dead       by sink and an alert's number: how often it was sent, what was said, when, and whether it is to be sent again
 * rule_counts    by a rule's id, the length of a span and its first moment (ms; since the epoch): matches and alerts
 * engine_counts  by the length of a span and its first moment: events, matches, and alerts by level
 * </pre>
 */
final class SqlTables {

    /** The tables as they are now; those of a later version are refused, those of an earlier one are brought up to it. */
    static final int VERSION = 3;

    static final String NOT_SAID = "it does not say how far it is";

    static final String ADD_CHANGES = "INSERT INTO changes VALUES(?, ?)";
    static final String ADD_SEEN = "INSERT INTO seen VALUES(?, ?)";
    static final String ADD_ALERT = "INSERT INTO alerts VALUES(?, ?, ?, ?) ON CONFLICT DO NOTHING";
    static final String MOVE = "UPDATE position SET commits = ?, first = ?, sequence = ?, dropped = ?, checksum = ?"
            + " WHERE one = 1 AND commits = ?";

    /** Those that hold numbers and texts alone, with how many columns they have; an export knows them by their place. */
    static final List<Plain> PLAIN = List.of(
            new Plain("lives", 3),
            new Plain("history", 8),
            new Plain("sinks", 3),
            new Plain("dead", 6),
            new Plain("rule_counts", 5),
            new Plain("engine_counts", 10));

    /** What goes with an alert, by its number. */
    static final List<String> WITH_ALERTS = List.of("lives", "history", "dead");

    private SqlTables() {}

    /** A table whose rows are copied as they are. */
    record Plain(String name, int columns) {}

    /**
     * How a database calls its types.
     *
     * @param number 64 bits
     * @param key of {@link Database#key}
     * @param options behind a table's columns
     */
    record Types(String number, String bytes, String key, String options) {}

    /**
     * What makes tables of a version those of this one.
     *
     * @param version 0: there are none
     */
    static List<String> from(int version, Types types) {
        return Stream.of(first(types), second(types), third(types))
                .skip(version)
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> first(Types types) {
        String number = types.number();
        String bytes = types.bytes();
        return List.of(
                table(
                        types,
                        "position(one " + number + " PRIMARY KEY CHECK(one = 1), commits " + number
                                + " NOT NULL, first " + number + " NOT NULL, sequence " + number
                                + " NOT NULL, dropped " + number + " NOT NULL, checksum " + number + " NOT NULL)"),
                table(types, "changes(n " + number + " PRIMARY KEY, bytes " + bytes + " NOT NULL)"),
                table(types, "seen(n " + number + " PRIMARY KEY, ids " + bytes + " NOT NULL)"),
                table(
                        types,
                        "alerts(sequence " + number + " PRIMARY KEY, id " + types.key() + " NOT NULL UNIQUE, kept "
                                + number + " NOT NULL, bytes " + bytes + " NOT NULL)"),
                "INSERT INTO position VALUES(1, 0, 1, 0, 0, " + new Position(0, 1, 0, 0).checksum() + ")");
    }

    private static List<String> second(Types types) {
        String number = types.number() + " NOT NULL";
        return List.of(
                table(
                        types,
                        "lives(sequence " + types.number() + " PRIMARY KEY, version " + number + ", silenced " + number
                                + ")"),
                table(
                        types,
                        "history(sequence " + number + ", version " + number + ", changed " + number
                                + ", author TEXT NOT NULL, was TEXT NOT NULL, became TEXT NOT NULL, verdict TEXT,"
                                + " comment TEXT, PRIMARY KEY(sequence, version))"),
                table(types, "sinks(name TEXT PRIMARY KEY, position " + number + ", missed " + number + ")"),
                table(
                        types,
                        "dead(sink TEXT NOT NULL, sequence " + number + ", tries " + number
                                + ", error TEXT NOT NULL, tried " + number + ", again " + number
                                + ", PRIMARY KEY(sink, sequence))"),
                "CREATE INDEX dead_by_alert ON dead(sequence)");
    }

    private static List<String> third(Types types) {
        String number = types.number() + " NOT NULL";
        return List.of(
                table(
                        types,
                        "rule_counts(rule TEXT NOT NULL, step " + number + ", began " + number + ", matches " + number
                                + ", alerts " + number + ", PRIMARY KEY(rule, step, began))"),
                "CREATE INDEX rule_counts_by_age ON rule_counts(step, began)",
                table(
                        types,
                        "engine_counts(step " + number + ", began " + number + ", events " + number + ", matches "
                                + number + ", none " + number + ", informational " + number + ", low " + number
                                + ", medium " + number + ", high " + number + ", critical " + number
                                + ", PRIMARY KEY(step, began))"));
    }

    private static String table(Types types, String what) {
        return "CREATE TABLE " + what + types.options();
    }
}
