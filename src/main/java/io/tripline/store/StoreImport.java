package io.tripline.store;

import io.tripline.engine.state.EngineState;
import io.tripline.engine.state.FileState;
import io.tripline.engine.state.GroupName;
import io.tripline.engine.state.HeldGroup;
import io.tripline.engine.state.HeldLevel;
import io.tripline.engine.state.StateChange;
import io.tripline.engine.state.StateCodec;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/** Fills a store with what {@link StoreExport} wrote, in one transaction. One thread. */
public final class StoreImport {

    private static final int LARGEST = 1 << 28;

    /** Groups in one row of changes. */
    private static final int GROUPS = 10_000;

    private final Path from;
    private final Database database;
    private final Connection connection;
    private final CheckedInputStream checked;
    private final DataInputStream in;

    private StoreImport(Path from, Database database, Connection connection, CheckedInputStream checked) {
        this.from = from;
        this.database = database;
        this.connection = connection;
        this.checked = checked;
        this.in = new DataInputStream(checked);
    }

    /**
     * Fills a store that holds nothing yet.
     *
     * @throws StoreFailure there is something in it, it is in use, or the file is no export
     */
    public static void read(Path from, Database database) throws IOException {
        try (CheckedInputStream in =
                        new CheckedInputStream(new BufferedInputStream(Files.newInputStream(from)), new CRC32C());
                Connection connection = database.write()) {
            database.prepare(connection);
            connection.setAutoCommit(false);
            new StoreImport(from, database, connection, in).fill();
            connection.commit();
        } catch (EOFException cut) {
            throw new StoreFailure(from + " is cut off: nothing was imported", cut);
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    private void fill() throws IOException, SQLException {
        Position empty = database.position(connection);
        if (empty.commits() > 0) {
            throw new StoreFailure(database + " holds something already: import into an empty store");
        }
        byte[] head = in.readNBytes(StoreExport.HEAD.length);
        if (!Arrays.equals(head, StoreExport.HEAD)
                && StoreExport.HEADS_BEFORE.stream().noneMatch(before -> Arrays.equals(head, before))) {
            throw new StoreFailure(from + " is no export of Tripline, or of a later version");
        }
        long commits = addState(StateCodec.read(in));
        addRows();
        try (PreparedStatement move = connection.prepareStatement(SqlTables.MOVE)) {
            database.move(move, empty, new Position(commits, 1, in.readLong(), in.readLong()));
        }
        long checksum = checked.getChecksum().getValue();
        if (in.readLong() != checksum) {
            throw damaged();
        }
    }

    private void addRows() throws IOException, SQLException {
        long rows = 0;
        try (PreparedStatement addSeen = connection.prepareStatement(SqlTables.ADD_SEEN);
                PreparedStatement addAlert = connection.prepareStatement(SqlTables.ADD_ALERT)) {
            int kind;
            while ((kind = in.readByte()) != StoreExport.END) {
                if (kind == StoreExport.IDS) {
                    // numbers of commits are those to come: older ones are smaller
                    addSeen.setLong(1, ++rows - Integer.MAX_VALUE);
                    addSeen.setBytes(2, bytes());
                    addSeen.executeUpdate();
                } else if (kind == StoreExport.ALERT) {
                    addAlert.setLong(1, in.readLong());
                    addAlert.setLong(3, in.readLong());
                    byte[] alert = bytes();
                    addAlert.setObject(2, database.key(StateCodec.alert(alert).getId()));
                    addAlert.setBytes(4, alert);
                    addAlert.executeUpdate();
                } else if (kind == StoreExport.ROW) {
                    addRow();
                } else {
                    throw damaged();
                }
            }
        }
    }

    private void addRow() throws IOException, SQLException {
        int index = in.readUnsignedByte();
        if (index >= SqlTables.PLAIN.size()) {
            throw damaged();
        }
        SqlTables.Plain table = SqlTables.PLAIN.get(index);
        String columns = String.join(", ", Collections.nCopies(table.columns(), "?"));
        try (PreparedStatement add =
                connection.prepareStatement("INSERT INTO " + table.name() + " VALUES(" + columns + ")")) {
            for (int column = 1; column <= table.columns(); column++) {
                switch (in.readByte()) {
                    case StoreExport.NULL -> add.setNull(column, Types.VARCHAR);
                    case StoreExport.NUMBER -> add.setLong(column, in.readLong());
                    case StoreExport.TEXT -> add.setString(column, in.readUTF());
                    default -> throw damaged();
                }
            }
            add.executeUpdate();
        } catch (UTFDataFormatException noText) {
            throw damaged();
        }
    }

    private byte[] bytes() throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LARGEST) {
            throw damaged();
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private StoreFailure damaged() {
        return new StoreFailure(from + " is damaged: nothing was imported");
    }

    /** As if all had been told at once. @return commits */
    private long addState(EngineState state) throws SQLException {
        List<StateChange> changes = new ArrayList<>();
        state.held().forEach(event -> changes.add(new StateChange.Waits(event)));
        long n = 0;
        try (PreparedStatement add = connection.prepareStatement(SqlTables.ADD_CHANGES)) {
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
