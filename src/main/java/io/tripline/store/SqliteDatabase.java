package io.tripline.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.sqlite.JDBC;

/** A file of SQLite. That only one process writes to it is seen to by {@link DataFolder}. */
final class SqliteDatabase extends Database {

    /** "TrpL": whose file it is. */
    private static final int APPLICATION = 0x5472704c;

    /** Where SQLite's library is unpacked: on a machine that is set up with care, nothing in /tmp is run. */
    private static final String UNPACKED = "org.sqlite.tmpdir";

    /** So many pages are given back to the disk at once, and only where four times as many are free. */
    private static final int PAGES = 512;

    /** Commits between two looks at what is free. */
    private static final int BETWEEN_LOOKS = 32;

    private static final int MOST_PROBLEMS = 20;

    private static final SqlTables.Types TYPES = new SqlTables.Types("INTEGER", "BLOB", "TEXT", " STRICT");

    private final Path file;

    SqliteDatabase(Path file) {
        this.file = file;
    }

    @Override
    Connection write() throws SQLException {
        return open("rwc");
    }

    @Override
    Connection read() throws SQLException {
        if (!Files.exists(file)) {
            throw new StoreFailure(
                    "there is no store in " + file.toAbsolutePath().resolveSibling(""));
        }
        Connection reading = open("rw");
        execute(reading, "PRAGMA query_only=ON");
        return reading;
    }

    private Connection open(String mode) throws SQLException {
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

    @Override
    int version(Connection connection) throws SQLException {
        List<String> problems = check(connection, "PRAGMA quick_check(1)");
        if (!problems.isEmpty()) {
            throw damaged(problems.getFirst());
        }
        if (number(connection, "SELECT count(*) FROM sqlite_schema") == 0) {
            return 0;
        }
        if (number(connection, "PRAGMA application_id") != APPLICATION) {
            throw new StoreFailure(file + " is a file of another program: name another folder with --data");
        }
        int version = (int) number(connection, "PRAGMA user_version");
        if (version < 1) {
            throw damaged("it does not say of which version it is");
        }
        return version;
    }

    @Override
    void version(Connection connection, int version) throws SQLException {
        execute(connection, "PRAGMA application_id=" + APPLICATION);
        execute(connection, "PRAGMA user_version=" + version);
    }

    @Override
    SqlTables.Types types() {
        return TYPES;
    }

    @Override
    Object key(String alertId) {
        return alertId;
    }

    /** SQLite reads a log that is cut off as one that ends there. */
    @Override
    CommitCount count() {
        try {
            return CommitCount.of(file);
        } catch (IOException e) {
            throw new StoreFailure(CommitCount.file(file) + " cannot be read or written (" + e + ")", e);
        }
    }

    @Override
    void tidy(Connection connection, long commits) {
        if (commits % BETWEEN_LOOKS != 0) {
            return;
        }
        try {
            boolean isMuch = number(connection, "PRAGMA freelist_count") > 4 * PAGES;
            connection.rollback();
            if (isMuch) {
                connection.setAutoCommit(true);
                execute(connection, "PRAGMA incremental_vacuum(" + PAGES + ")");
                connection.setAutoCommit(false);
            }
        } catch (SQLException later) {
            // the commit is kept; if something is broken the next one says so
        }
    }

    @Override
    List<String> damage(Connection connection) throws SQLException {
        return check(connection, "PRAGMA integrity_check(" + MOST_PROBLEMS + ")");
    }

    private static List<String> check(Connection connection, String pragma) throws SQLException {
        List<String> problems = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(pragma)) {
            while (rows.next()) {
                problems.add(rows.getString(1));
            }
        }
        problems.removeIf("ok"::equals);
        return problems;
    }

    @Override
    long bytes(Connection connection) throws SQLException {
        return number(connection, "PRAGMA page_count") * number(connection, "PRAGMA page_size");
    }

    /** SQLite's own code tells a full disk from a damaged file. */
    @Override
    StoreFailure failure(SQLException e) {
        String said = String.valueOf(e.getMessage());
        return switch (e.getErrorCode() & 0xff) {
            case 11, 26 -> damaged(said);
            case 13 -> new StoreFailure("the disk of " + file + " is full", e);
            default -> new StoreFailure(file + " cannot be read or written: " + said, e);
        };
    }

    @Override
    StoreFailure damaged(String what) {
        return new StoreFailure(file + " is damaged: " + what.replaceAll("\\s+", " ")
                + ". Nothing of it has been changed. Put back a copy, or see what can still be read with 'tripline store export';"
                + " to begin anew, move the folder away");
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
