package io.tripline.store;

import io.tripline.config.PostgresAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * A schema of a PostgreSQL server. Who writes holds an advisory lock for as long as its connection lives; whoever lost it unseen
 * is found out by its next commit, which is not where the store is.
 */
final class PostgresDatabase extends Database {

    /** "TrpL", before a number of the schema's name: locks of others are not ours. */
    private static final int LOCKS = 0x5472704c;

    private static final SqlTables.Types TYPES = new SqlTables.Types("BIGINT", "BYTEA", "BYTEA", "");

    private final PostgresAddress address;

    PostgresDatabase(PostgresAddress address) {
        this.address = address;
    }

    @Override
    Connection write() throws SQLException {
        Connection connection = open();
        try {
            // what is committed is on the disk: weaker settings of the server or of the user do not count
            execute(
                    connection,
                    "SELECT set_config('synchronous_commit', 'on', false)"
                            + " WHERE current_setting('synchronous_commit') IN ('off', 'local', 'remote_write')");
            lock(connection);
            execute(connection, "CREATE SCHEMA IF NOT EXISTS " + address.schema());
            return connection;
        } catch (SQLException | RuntimeException e) {
            close(connection);
            throw e;
        }
    }

    @Override
    Connection read() throws SQLException {
        Connection connection = open();
        try {
            if (version(connection) == 0) {
                throw new StoreFailure("there is no store in " + this);
            }
            execute(connection, "SET default_transaction_read_only = on");
            execute(connection, "SET default_transaction_isolation = 'repeatable read'");
            return connection;
        } catch (SQLException | RuntimeException e) {
            close(connection);
            throw e;
        }
    }

    private Connection open() throws SQLException {
        Properties properties = new Properties();
        set(properties, "user", address.user());
        set(properties, "password", address.password());
        set(properties, "currentSchema", address.schema());
        set(
                properties,
                "ApplicationName",
                "tripline, process " + ProcessHandle.current().pid());
        set(properties, "connectTimeout", "10");
        set(properties, "socketTimeout", "60");
        set(properties, "tcpKeepAlive", "true");
        set(properties, "defaultRowFetchSize", "100");
        // not by DriverManager, which asks the class loader of whichever thread uses it first
        Connection connection = new Driver().connect(address.url(), properties);
        if (connection == null) {
            throw new SQLException("this is no address of PostgreSQL: " + address.url());
        }
        return connection;
    }

    private static void set(Properties properties, String name, String value) {
        if (!value.isEmpty()) {
            properties.setProperty(name, value);
        }
    }

    private void lock(Connection connection) throws SQLException {
        int schema = address.schema().hashCode();
        if (number(connection, "SELECT pg_try_advisory_lock(" + LOCKS + ", " + schema + ")::int") == 1) {
            return;
        }
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT coalesce(a.application_name, '') FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
                        + " WHERE l.locktype = 'advisory' AND l.classid = ? AND l.objid = ?::bigint & 4294967295 AND l.granted")) {
            select.setInt(1, LOCKS);
            select.setLong(2, schema);
            try (ResultSet rows = select.executeQuery()) {
                String holder = rows.next() ? rows.getString(1).replaceAll("[^a-z0-9, ]", "") : "";
                throw new StoreFailure(this + " is in use by " + (holder.isEmpty() ? "another process" : holder)
                        + ": end that first, or name another schema");
            }
        }
    }

    @Override
    int version(Connection connection) throws SQLException {
        long tables =
                number(connection, "SELECT count(*) FROM pg_tables WHERE schemaname = '" + address.schema() + "'");
        if (tables == 0) {
            return 0;
        }
        if (number(
                        connection,
                        "SELECT count(*) FROM pg_tables WHERE tablename = 'tripline' AND schemaname = '"
                                + address.schema() + "'")
                == 0) {
            throw new StoreFailure(this + " holds tables of another program: name another schema");
        }
        int version = (int) number(connection, "SELECT version FROM tripline");
        if (version < 1) {
            throw damaged("it does not say of which version it is");
        }
        return version;
    }

    @Override
    void version(Connection connection, int version) throws SQLException {
        execute(connection, "CREATE TABLE IF NOT EXISTS tripline(version BIGINT NOT NULL)");
        execute(connection, "DELETE FROM tripline");
        execute(connection, "INSERT INTO tripline VALUES(" + version + ")");
    }

    @Override
    SqlTables.Types types() {
        return TYPES;
    }

    /** A text of PostgreSQL cannot hold all that an id can, and a long one no index. */
    @Override
    Object key(String alertId) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(alertId.getBytes(StandardCharsets.UTF_16BE));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    CommitCount count() {
        return CommitCount.NONE;
    }

    /** The server does it. */
    @Override
    void tidy(Connection connection, long commits) {
        // nothing to do
    }

    /** What is damaged the server says when it is read. */
    @Override
    List<String> damage(Connection connection) {
        return List.of();
    }

    @Override
    long bytes(Connection connection) throws SQLException {
        return number(
                connection,
                "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0) FROM pg_class c JOIN pg_namespace n"
                        + " ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname = '" + address.schema()
                        + "'");
    }

    @Override
    StoreFailure failure(SQLException e) {
        String said = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
        return "53100".equals(e.getSQLState())
                ? new StoreFailure("the disk of " + this + " is full", e)
                : new StoreFailure(this + " cannot be read or written: " + said, e);
    }

    @Override
    StoreFailure damaged(String what) {
        return new StoreFailure(this + " is damaged: " + what.replaceAll("\\s+", " ")
                + ". Nothing of it has been changed. Restore a copy, or see what can still be read with 'tripline store export';"
                + " to begin anew, name another schema");
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
