package io.tripline.store;

import io.tripline.engine.state.EngineState;
import io.tripline.engine.state.FileState;
import io.tripline.engine.state.GroupName;
import io.tripline.engine.state.HeldGroup;
import io.tripline.engine.state.HeldLevel;
import io.tripline.engine.state.StateChange;
import io.tripline.engine.state.StateCodec;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * All of a store in one file that does not depend on what it is kept in.
 *
 * <pre>
 * "tripline export 1\n"
 * state                            as {@link StateCodec} writes it
 * (1 length ids)*                  16 bytes each, and a checksum, oldest first
 * (2 number kept length alert)*    number and time that it was kept (ms since the epoch): 8 bytes; as StateCodec writes it
 * 0 newest dropped                 8 bytes each
 * crc32c of all before             8 bytes
 * </pre>
 */
public final class StoreExport {

    private static final byte[] HEAD = "tripline export 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int END = 0;
    private static final int IDS = 1;
    private static final int ALERT = 2;
    private static final int LARGEST = 1 << 28;

    /** Groups in one row of changes. */
    private static final int GROUPS = 10_000;

    private StoreExport() {}

    /**
     * Copies out what a store holds, beside whoever writes to it.
     *
     * @throws StoreFailure something of it cannot be read
     */
    public static void write(Path folder, Path to) throws IOException {
        Path file = DataFolder.existing(folder);
        CheckedOutputStream checked =
                new CheckedOutputStream(new BufferedOutputStream(Files.newOutputStream(to)), new CRC32C());
        try (DataOutputStream out = new DataOutputStream(checked);
                Connection connection = SqliteFile.read(file);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            StoreInspection found = StoreInspection.of(connection, file);
            if (!found.problems().isEmpty()) {
                throw SqliteFile.damaged(file, found.problems().getFirst());
            }
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
            out.writeByte(END);
            out.writeLong(found.newest());
            out.writeLong(found.dropped());
            out.writeLong(checked.getChecksum().getValue());
        } catch (SQLException e) {
            throw SqliteFile.failure(file, e);
        }
    }

    private static void bytes(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /**
     * Fills a store that holds nothing yet.
     *
     * @throws StoreFailure there is something in the folder, or it is in use
     */
    public static void read(Path from, Path folder) throws IOException {
        try (DataFolder taken = DataFolder.take(folder);
                Connection connection = SqliteFile.open(taken.database())) {
            SqliteFile.prepare(connection, taken.database());
            if (SqliteFile.number(connection, "SELECT commits FROM position") > 0) {
                throw new StoreFailure(taken.database() + " holds something already: import into an empty folder");
            }
            connection.setAutoCommit(false);
            CheckedInputStream checked =
                    new CheckedInputStream(new BufferedInputStream(Files.newInputStream(from)), new CRC32C());
            try (DataInputStream in = new DataInputStream(checked)) {
                if (!Arrays.equals(in.readNBytes(HEAD.length), HEAD)) {
                    throw new StoreFailure(from + " is no export of Tripline, or of a later version");
                }
                fill(connection, in, checked, from);
            } catch (EOFException cut) {
                throw new StoreFailure(from + " is cut off: nothing was imported");
            }
            connection.commit();
        } catch (SQLException e) {
            throw SqliteFile.failure(DataFolder.database(folder), e);
        }
    }

    private static void fill(Connection connection, DataInputStream in, CheckedInputStream checked, Path from)
            throws IOException, SQLException {
        long commits = fill(connection, StateCodec.read(in));
        long rows = 0;
        try (PreparedStatement addSeen = connection.prepareStatement(SqliteFile.ADD_SEEN);
                PreparedStatement addAlert = connection.prepareStatement("INSERT INTO alerts VALUES(?, ?, ?, ?)");
                PreparedStatement move = connection.prepareStatement(SqliteFile.MOVE)) {
            int kind;
            while ((kind = in.readByte()) != END) {
                if (kind == IDS) {
                    // numbers of commits are those to come: older ones are smaller
                    addSeen.setLong(1, ++rows - Integer.MAX_VALUE);
                    addSeen.setBytes(2, bytes(in, from));
                    addSeen.executeUpdate();
                } else if (kind == ALERT) {
                    addAlert.setLong(1, in.readLong());
                    addAlert.setLong(3, in.readLong());
                    byte[] alert = bytes(in, from);
                    addAlert.setString(2, StateCodec.alert(alert).getId());
                    addAlert.setBytes(4, alert);
                    addAlert.executeUpdate();
                } else {
                    throw new StoreFailure(from + " is damaged: nothing was imported");
                }
            }
            SqliteFile.move(move, new SqliteFile.Position(commits, 1, in.readLong(), in.readLong()), from);
        }
        long checksum = checked.getChecksum().getValue();
        if (in.readLong() != checksum) {
            throw new StoreFailure(from + " is damaged: nothing was imported");
        }
    }

    private static byte[] bytes(DataInputStream in, Path from) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LARGEST) {
            throw new StoreFailure(from + " is damaged: nothing was imported");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    /** As if all had been told at once. @return commits */
    private static long fill(Connection connection, EngineState state) throws SQLException {
        List<StateChange> changes = new ArrayList<>();
        state.held().forEach(event -> changes.add(new StateChange.Waits(event)));
        long n = 0;
        try (PreparedStatement add = connection.prepareStatement(SqliteFile.ADD_CHANGES)) {
            for (FileState file : state.files()) {
                List<HeldLevel> levels = file.levels().stream()
                        .map(level -> new HeldLevel(level.since(), List.of()))
                        .toList();
                changes.add(new StateChange.FileRuns(
                        new FileState(file.file(), file.text(), file.sources(), levels), Map.of()));
                for (int i = 0; i < file.levels().size(); i++) {
                    for (HeldGroup group : file.levels().get(i).groups()) {
                        changes.add(new StateChange.Whole(new GroupName(file.file(), i, group.key()), group));
                        if (changes.size() >= GROUPS) {
                            n = add(add, n, changes);
                        }
                    }
                }
            }
            changes.add(new StateChange.Passed(state.times()));
            return add(add, n, changes);
        }
    }

    private static long add(PreparedStatement add, long n, List<StateChange> changes) throws SQLException {
        add.setLong(1, n + 1);
        add.setBytes(2, StateCodec.bytes(changes));
        add.executeUpdate();
        changes.clear();
        return n + 1;
    }
}
