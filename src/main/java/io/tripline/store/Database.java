package io.tripline.store;

import io.tripline.config.PostgresAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a store's {@linkplain SqlTables tables} are: how connections are made, and what one database does otherwise than the
 * other. Immutable.
 */
public abstract sealed class Database permits SqliteDatabase, PostgresDatabase {

    Database() {}

    /** The file of a data folder, which may be another process's. */
    public static Database in(Path folder) {
        return new SqliteDatabase(DataFolder.database(folder));
    }

    /** A schema of a PostgreSQL server. */
    public static Database on(PostgresAddress address) {
        return new PostgresDatabase(address);
    }

    /**
     * Where the store is as configured.
     *
     * @param postgres null: in the folder
     */
    public static Database of(@Nullable PostgresAddress postgres, Path folder) {
        return postgres == null ? in(folder) : on(postgres);
    }

    /**
     * A connection that writes; tables are not yet looked at.
     *
     * @throws StoreFailure somebody else writes
     */
    abstract Connection write() throws SQLException;

    /**
     * A connection that reads, beside one that writes.
     *
     * @throws StoreFailure there is nothing
     */
    abstract Connection read() throws SQLException;

    /**
     * Of which version the tables are; 0: there are none.
     *
     * @throws StoreFailure they are somebody else's, or damaged
     */
    abstract int version(Connection connection) throws SQLException;

    /** In the transaction in which the tables become those of this version. */
    abstract void version(Connection connection, int version) throws SQLException;

    /** How types are called. */
    abstract SqlTables.Types types();

    /** By what an alert is found. */
    abstract Object key(String alertId);

    /** Counts commits beside the database, where it would not know itself that some are missing. */
    abstract CommitCount count();

    /** After a commit, outside of a transaction: what is free is given back. */
    abstract void tidy(Connection connection, long commits);

    /** What the database itself finds wrong with what it holds, in words. */
    abstract List<String> damage(Connection connection) throws SQLException;

    /** How large it is. */
    abstract long bytes(Connection connection) throws SQLException;

    /** What went wrong, in words. */
    abstract StoreFailure failure(SQLException e);

    /** What is wrong with what is kept, and what to do. */
    abstract StoreFailure damaged(String what);

    /** Whose tables they are, for messages. */
    @Override
    public abstract String toString();

    /**
     * Makes the tables where there are none, and brings those of an earlier version up to this one.
     *
     * @throws StoreFailure they are damaged, of a later version, or somebody else's
     */
    final void prepare(Connection connection) throws SQLException {
        int version = version(connection);
        if (version > SqlTables.VERSION) {
            throw new StoreFailure(this + " was written by a later version of Tripline (schema " + version
                    + ", and this one knows " + SqlTables.VERSION + "): start that version");
        }
        if (version == SqlTables.VERSION) {
            return;
        }
        connection.setAutoCommit(false);
        for (String statement : SqlTables.from(version, types())) {
            execute(connection, statement);
        }
        version(connection, SqlTables.VERSION);
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** Whether there is one of the {@link SqlTables#PLAIN} tables: those of earlier versions, which have fewer, are read as well. */
    static boolean has(String table, Connection connection) throws SQLException {
        // an underscore stands for any character here: no two tables differ in one alone
        try (ResultSet tables =
                connection.getMetaData().getTables(null, connection.getSchema(), table, new String[] {"TABLE"})) {
            return tables.next();
        }
    }

    /** @throws StoreFailure it is damaged */
    final Position position(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT commits, first, sequence, dropped, checksum FROM position")) {
            if (row.next()) {
                Position position = new Position(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
                if (position.checksum() == row.getLong(5)) {
                    return position;
                }
            }
            throw damaged(SqlTables.NOT_SAID);
        }
    }

    /**
     * Says how far the store is.
     *
     * @param statement of {@link SqlTables#MOVE}
     * @param from where it was: if it is elsewhere now, another process writes
     * @throws StoreFailure it is damaged
     */
    final void move(PreparedStatement statement, Position from, Position to) throws SQLException {
        statement.setLong(1, to.commits());
        statement.setLong(2, to.first());
        statement.setLong(3, to.sequence());
        statement.setLong(4, to.dropped());
        statement.setInt(5, to.checksum());
        statement.setLong(6, from.commits());
        if (statement.executeUpdate() != 1) {
            throw damaged("it is not where it was after commit " + from.commits());
        }
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

    static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException nothingToSave) {
            // what was committed is committed
        }
    }
}
