package io.tripline.store;

import io.tripline.engine.state.StateCodec;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * Writes all of a store into one file that does not depend on what it is kept in; {@link StoreImport} reads it.
 *
 * <pre>
 * "tripline export 3\n"
 * state                            as {@link StateCodec} writes it
 * (1 length ids)*                  16 bytes each, and a checksum, oldest first
 * (2 number kept length alert)*    number and time that it was kept (ms since the epoch): 8 bytes; as StateCodec writes it
 * (3 table column*)*               of the tables of {@link SqlTables#PLAIN}, the first is 0, each column as 0 (null), 1 and 8 bytes, or 2 and a
 *                                  text (DataOutput.writeUTF); not in an export 1, and in an export 2 of the first four
 * 0 newest dropped                 8 bytes each
 * crc32c of all before             8 bytes
 * </pre>
 */
public final class StoreExport {

    static final byte[] HEAD = head(3);

    /** Of earlier versions, which are read as well. */
    static final List<byte[]> HEADS_BEFORE = List.of(head(1), head(2));

    static final int END = 0;
    static final int IDS = 1;
    static final int ALERT = 2;
    static final int ROW = 3;

    static final int NULL = 0;
    static final int NUMBER = 1;
    static final int TEXT = 2;

    private StoreExport() {}

    private static byte[] head(int version) {
        return ("tripline export " + version + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Copies out what a store holds, beside whoever writes to it.
     *
     * @throws StoreFailure something of it cannot be read
     */
    public static void write(Database database, Path to) throws IOException {
        try (Connection connection = database.read();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            StoreInspection found = StoreInspection.of(connection, database);
            if (!found.problems().isEmpty()) {
                throw database.damaged(found.problems().getFirst());
            }
            write(found, statement, to);
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    private static void write(StoreInspection found, Statement statement, Path to) throws IOException, SQLException {
        CheckedOutputStream checked =
                new CheckedOutputStream(new BufferedOutputStream(Files.newOutputStream(to)), new CRC32C());
        try (DataOutputStream out = new DataOutputStream(checked)) {
            out.write(HEAD);
            StateCodec.write(found.state(), out);
            try (ResultSet rows = statement.executeQuery("SELECT ids FROM seen ORDER BY n")) {
                while (rows.next()) {
                    out.writeByte(IDS);
                    bytes(rows.getBytes(1), out);
                }
            }
            try (ResultSet rows =
                    statement.executeQuery("SELECT sequence, kept, bytes FROM alerts ORDER BY sequence")) {
                while (rows.next()) {
                    out.writeByte(ALERT);
                    out.writeLong(rows.getLong(1));
                    out.writeLong(rows.getLong(2));
                    bytes(rows.getBytes(3), out);
                }
            }
            for (int i = 0; i < SqlTables.PLAIN.size(); i++) {
                if (Database.has(SqlTables.PLAIN.get(i).name(), statement.getConnection())) {
                    rows(statement, i, out);
                }
            }
            out.writeByte(END);
            out.writeLong(found.newest());
            out.writeLong(found.dropped());
            out.writeLong(checked.getChecksum().getValue());
        }
    }

    private static void rows(Statement statement, int index, DataOutputStream out) throws IOException, SQLException {
        SqlTables.Plain table = SqlTables.PLAIN.get(index);
        try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table.name() + " ORDER BY 1, 2, 3")) {
            while (rows.next()) {
                out.writeByte(ROW);
                out.writeByte(index);
                for (int column = 1; column <= table.columns(); column++) {
                    switch (rows.getObject(column)) {
                        case null -> out.writeByte(NULL);
                        case Number number -> {
                            out.writeByte(NUMBER);
                            out.writeLong(number.longValue());
                        }
                        case Object text -> {
                            out.writeByte(TEXT);
                            out.writeUTF(text.toString());
                        }
                    }
                }
            }
        }
    }

    private static void bytes(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
