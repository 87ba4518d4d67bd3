package io.tripline.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.engine.state.HeldGroup;
import io.tripline.engine.state.StateChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends SqlStoreContract {

    @TempDir
    Path folder;

    @Override
    Database database(String name) {
        try {
            return Database.in(Files.createDirectories(folder.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    Connection beside() throws SQLException {
        return database().write();
    }

    @Test
    void itSaysWhenAllShouldBeToldOnceMoreAndItsFileDoesNotGrow() throws Exception {
        // Given
        long largest = 0;
        try (SqlStore store = open(database())) {
            store.commit(commit(runs(), stands(0)));
            List<StateChange> much = new ArrayList<>();
            for (int i = 1; i <= 5_000; i++) {
                much.add(added(i));
            }
            much.add(new StateChange.Forgotten(GROUP, Long.MAX_VALUE));

            // When
            for (int i = 0; i < 400; i++) {
                List<StateChange> changes = new ArrayList<>(much);
                if (store.wantsRewriting()) {
                    changes.addFirst(new StateChange.RewriteBegins(List.of()));
                    changes.add(same());
                    changes.add(new StateChange.Whole(GROUP, new HeldGroup(GROUP.key(), standing(0), List.of())));
                    changes.add(new StateChange.RewriteEnds());
                }
                store.commit(new Commit(List.of(), List.of(), changes));
                largest = Math.max(largest, Files.size(DataFolder.database(folder.resolve("own"))));
            }
        }

        // Then: it was told some 40 MB
        assertTrue(largest < 16 << 20, largest + " bytes");
        assertTrue(rows("changes") < 100, rows("changes") + " rows");
    }
}
