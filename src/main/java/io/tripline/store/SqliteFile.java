package io.tripline.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Properties;
import org.sqlite.JDBC;

/**
 * The file of {@link SqliteStore}: how it is opened, made, and judged.
 *
 * <pre>
 * position   one row: the number of the newest commit, the first whose changes count, the newest alert's number, alerts that went,
 *            and a checksum of these
 * changes    by commit: what changed in windows (StateCodec)
 * seen       by commit: the ids of its events, 16 bytes each, and a checksum
 * alerts     by number: id, when it was kept (ms since the epoch), the alert (StateCodec)
 * </pre>
 */
final class SqliteFile {

    /** The tables as they are now; a file of a later one is refused, one of an earlier one is brought up to it. */
    static final int SCHEMA = 1;

    /** "TrpL": whose file it is. */
    private static final int APPLICATION = 0x5472704c;

    /** Where SQLite's library is unpacked: on a machine that is set up with care, nothing in /tmp is run. */
    private static final String UNPACKED = "org.sqlite.tmpdir";

    private static final String[] TABLES = {
        "CREATE TABLE position(one INTEGER PRIMARY KEY CHECK(one = 1), commits INTEGER NOT NULL, first INTEGER NOT NULL,"
                + " sequence INTEGER NOT NULL, dropped INTEGER NOT NULL, checksum INTEGER NOT NULL) STRICT",
        "CREATE TABLE changes(n INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT",
        "CREATE TABLE seen(n INTEGER PRIMARY KEY, ids BLOB NOT NULL) STRICT",
        "CREATE TABLE alerts(sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kept INTEGER NOT NULL,"
                + " bytes BLOB NOT NULL) STRICT",
        "INSERT INTO position VALUES(1, 0, 1, 0, 0, " + Checksum.of(0, 1, 0, 0) + ")",
        "PRAGMA application_id=" + APPLICATION,
        "PRAGMA user_version=" + SCHEMA
    };

    private static final String NOT_SAID = "it does not say how far it is";

    static final String ADD_CHANGES = "INSERT INTO changes VALUES(?, ?)";
    static final String ADD_SEEN = "INSERT INTO seen VALUES(?, ?)";
    static final String MOVE =
            "UPDATE position SET commits = ?, first = ?, sequence = ?, dropped = ?, checksum = ? WHERE one = 1";

    private SqliteFile() {}

    /** A connection that writes, to a file that is made where it is missing. */
    static Connection open(Path file) throws SQLException {
        return open(file, "rwc");
    }

    /** A connection that reads, beside one that writes. */
    static Connection read(Path file) throws SQLException {
        Connection reading = open(file, "rw");
        execute(reading, "PRAGMA query_only=ON");
        return reading;
    }

    private static Connection open(Path file, String mode) throws SQLException {
        String place = System.getProperty(UNPACKED);
        Path libraries = DataFolder.libraries(file.toAbsolutePath().resolveSibling(""));
        if ((place == null || !Files.isDirectory(Path.of(place))) && Files.isDirectory(libraries)) {
            System.setProperty(UNPACKED, libraries.toString());
        }
        // not by DriverManager, which asks the class loader of whichever thread uses it first
        Connection connection =
                new JDBC().connect("jdbc:sqlite:" + file.toAbsolutePath().toUri() + "?mode=" + mode, new Properties());
        if (connection == null) {
            throw new SQLException("SQLite's driver does not know its own address");
        }
        try {
            execute(connection, "PRAGMA busy_timeout=10000");
            execute(connection, "PRAGMA trusted_schema=OFF");
            execute(connection, "PRAGMA auto_vacuum=INCREMENTAL");
            execute(connection, "PRAGMA journal_mode=WAL");
            execute(connection, "PRAGMA synchronous=FULL");
            execute(connection, "PRAGMA journal_size_limit=67108864");
            return connection;
        } catch (SQLException | RuntimeException e) {
            close(connection);
            throw e;
        }
    }

    /**
     * Makes the tables where there are none.
     *
     * @throws StoreFailure it is damaged, of a later version, or somebody else's
     */
    static void prepare(Connection connection, Path file) throws SQLException {
        String damage = text(connection, "PRAGMA quick_check(1)");
        if (!damage.equals("ok")) {
            throw damaged(file, damage);
        }
        long tables = number(connection, "SELECT count(*) FROM sqlite_schema");
        if (tables == 0) {
            execute(connection, "BEGIN IMMEDIATE");
            for (String statement : TABLES) {
                execute(connection, statement);
            }
            execute(connection, "COMMIT");
            return;
        }
        if (number(connection, "PRAGMA application_id") != APPLICATION) {
            throw new StoreFailure(file + " is a file of another program: name another folder with --data");
        }
        long schema = number(connection, "PRAGMA user_version");
        if (schema < 1) {
            throw damaged(file, "it does not say of which version it is");
        }
        if (schema > SCHEMA) {
            throw new StoreFailure(file + " was written by a later version of Tripline (schema " + schema
                    + ", and this one knows " + SCHEMA + "): start that version");
        }
    }

    static StoreFailure damaged(Path file, String what) {
        return new StoreFailure(file + " is damaged: " + what.replaceAll("\\s+", " ")
                + ". Nothing of it has been changed. Put back a copy, or see what can still be read with 'tripline store export';"
                + " to begin anew, move the folder away");
    }

    /** What went wrong, in words; SQLite's own code tells a full disk from a damaged file. */
    static StoreFailure failure(Path file, SQLException e) {
        String said = String.valueOf(e.getMessage());
        return switch (e.getErrorCode() & 0xff) {
            case 11, 26 -> damaged(file, said);
            case 13 -> new StoreFailure("the disk of " + file + " is full", e);
            default -> new StoreFailure(file + " cannot be read or written: " + said, e);
        };
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        // each step does a part of the work
                    }
                }
            }
        }
    }

    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /**
     * How far a store is.
     *
     * @param commits the newest
     * @param first whose changes count: from the beginning, or from where all was told once more
     * @param sequence the newest alert's
     * @param dropped alerts that went
     */
    record Position(long commits, long first, long sequence, long dropped) {

        int checksum() {
            return Checksum.of(commits, first, sequence, dropped);
        }
    }

    /** @throws StoreFailure it is damaged */
    static Position position(Connection connection, Path file) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT commits, first, sequence, dropped, checksum FROM position")) {
            if (row.next()) {
                Position position = new Position(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
                if (position.checksum() == row.getLong(5)) {
                    return position;
                }
            }
            throw damaged(file, NOT_SAID);
        }
    }

    /**
     * Says how far the store is.
     *
     * @param statement of {@link #MOVE}
     * @throws StoreFailure the file is damaged
     */
    static void move(PreparedStatement statement, Position to, Path file) throws SQLException {
        statement.setLong(1, to.commits());
        statement.setLong(2, to.first());
        statement.setLong(3, to.sequence());
        statement.setLong(4, to.dropped());
        statement.setInt(5, to.checksum());
        if (statement.executeUpdate() != 1) {
            throw damaged(file, NOT_SAID);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1).toLowerCase(Locale.ROOT) : "";
        }
    }

    static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException nothingToSave) {
            // what was committed is committed
        }
    }
}
