package io.tripline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On a server of Debian's package, as a process of its own. */
class PostgresStoreTest extends SqlStoreContract {

    private static PostgresServer server;

    private static int tests;

    private final int number = ++tests;

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeTrue(PostgresServer.isInstalled(), PostgresServer.MISSING);
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Override
    Database database(String name) {
        return Database.on(server.schema(name + number));
    }

    @Override
    Connection beside() throws SQLException {
        Connection connection = server.connect();
        Database.execute(connection, "CREATE SCHEMA IF NOT EXISTS own" + number);
        Database.execute(connection, "SET search_path TO own" + number);
        return connection;
    }

    @Test
    void oneWhoWritesKeepsOthersOut() {
        try (SqlStore store = open(database())) {
            // When
            StoreFailure refused = assertThrows(StoreFailure.class, () -> open(database()));

            // Then
            assertTrue(
                    String.valueOf(refused.getMessage())
                            .contains("tripline, process "
                                    + ProcessHandle.current().pid()),
                    refused.getMessage());
        }
        open(database()).close();
    }

    @Test
    void theServerGoesAndComesBack() throws Exception {
        // Given
        try (SqlStore store = open(database())) {
            store.commit(new Commit(List.of(alert("a")), List.of("1"), List.of(runs(), added(1), stands(1))));

            // When
            server.stop();
            StoreFailure failure =
                    assertThrows(StoreFailure.class, () -> store.commit(commit(List.of(alert("b")), List.of("2"))));
            assertThrows(StoreFailure.class, store::recover);
            assertThrows(StoreFailure.class, () -> store.alert("a"));
            server.startAgain();
            store.recover();

            // Then
            assertFalse(String.valueOf(failure.getMessage()).contains("secret"), failure.getMessage());
            assertTrue(store.hasSeen("1"));
            assertFalse(store.hasSeen("2"));
            assertEquals(List.of("2 b"), words(store.commit(commit(List.of(alert("b")), List.of("2")))));
        }
    }

    @Test
    void whoseConnectionsAreCutGoesOnWithOthers() throws Exception {
        // Given
        try (SqlStore store = open(database())) {
            store.commit(commit(List.of(alert("a")), List.of()));

            // When
            meddle("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                    + " AND application_name LIKE 'tripline%'");

            // Then
            assertThrows(StoreFailure.class, () -> store.alert("a"));
            assertNotNull(store.alert("a"));
            assertThrows(StoreFailure.class, () -> store.commit(commit(List.of(alert("b")), List.of())));
            store.recover();
            assertEquals(List.of("1 a"), words(store.oldestAfter(0, 10)));
            assertEquals(List.of("2 b"), words(store.commit(commit(List.of(alert("b")), List.of()))));
        }
    }

    @Test
    void whatIsCommittedIsOnTheDiskWhateverTheServersOwnSettingIs() throws Exception {
        try (Connection connection = database().write();
                var row = connection.createStatement().executeQuery("SHOW synchronous_commit")) {
            assertTrue(row.next());
            assertEquals("on", row.getString(1));
        }
    }
}
