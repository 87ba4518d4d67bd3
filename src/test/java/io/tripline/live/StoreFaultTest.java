package io.tripline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.store.DataFolder;
import io.tripline.store.Database;
import io.tripline.store.PostgresServer;
import io.tripline.store.StoreFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process whose store fails, again and again, and recovers: what was answered is kept, what was refused is sent
 * again, and the alerts are those of one to which nothing happened. Without a restart.
 */
class StoreFaultTest {

    /** See {@code src/test/c/faults.c}. */
    private static final List<String> FAULTS = List.of("sync", "write", "full", "short");

    private static final int BODY = 3;
    private static final int AT_ONCE = 4;

    @TempDir
    Path folder;

    private final Random random = new Random(5);
    private final int events = KilledProcess.events().size();
    private final Deque<String> unsent = new ArrayDeque<>();
    private int troubles;

    /** A disk, or a server, that fails and is well again. */
    private interface Disk {
        void fail(int turn) throws IOException, InterruptedException;

        void heal() throws IOException, InterruptedException;
    }

    @Test
    void writesAndSyncsThatFail() throws Exception {
        // Given
        Path library = folder.resolve("faults.so");
        Assumptions.assumeTrue(
                runs("cc", "-shared", "-fPIC", "-O1", "-o", library.toString(), "src/test/c/faults.c", "-ldl"),
                "no C compiler is installed (Debian: apt-get install gcc libc6-dev)");
        Path control = folder.resolve("control");
        Path data = folder.resolve("data");

        // When
        live(data, Map.of("LD_PRELOAD", library.toString(), "TRIPLINE_FAULTS", control.toString()), new Disk() {
            @Override
            public void fail(int turn) throws IOException {
                Files.writeString(control, FAULTS.get(turn % FAULTS.size()));
            }

            @Override
            public void heal() throws IOException {
                Files.deleteIfExists(control);
            }
        });

        // Then
        KilledProcess.assertNothingIsLostOrTwice(Database.in(data), "");
        assertTrue(troubles >= FAULTS.size(), troubles + " troubles");
    }

    @Test
    void aDiskThatIsFull() throws Exception {
        // Given
        Path disk = mounted("size=16m");
        Path filler = disk.resolve("filler");
        try {
            // When
            live(disk.resolve("data"), Map.of(), new Disk() {
                @Override
                public void fail(int turn) throws IOException {
                    fill(filler);
                }

                @Override
                public void heal() throws IOException {
                    Files.deleteIfExists(filler);
                }
            });

            // Then
            KilledProcess.assertNothingIsLostOrTwice(Database.in(disk.resolve("data")), "");
            assertTrue(troubles > 0, "the disk was never full");
        } finally {
            runs("umount", disk.toString());
        }
    }

    @Test
    void aFolderThatCannotBeWrittenTo() throws Exception {
        // Given
        Path disk = mounted("ro");
        try {
            // When
            StoreFailure refused = assertThrows(StoreFailure.class, () -> DataFolder.take(disk.resolve("data")));

            // Then
            assertTrue(String.valueOf(refused.getMessage()).contains("cannot be written to"), refused.getMessage());
        } finally {
            runs("umount", disk.toString());
        }
    }

    @Test
    void aServerThatGoesAndComesBack() throws Exception {
        // Given
        Assumptions.assumeTrue(PostgresServer.isInstalled(), PostgresServer.MISSING);
        try (PostgresServer server = PostgresServer.start()) {

            // When
            live(folder.resolve("data"), KilledProcess.environment(server.schema("tripline")), new Disk() {
                @Override
                public void fail(int turn) throws IOException, InterruptedException {
                    if (turn < 3) {
                        server.stop();
                    }
                }

                @Override
                public void heal() throws IOException, InterruptedException {
                    server.startAgain();
                }
            });

            // Then
            KilledProcess.assertNothingIsLostOrTwice(Database.on(server.schema("tripline")), "");
            assertEquals(3, troubles);
        }
    }

    private void live(Path data, Map<String, String> environment, Disk disk) throws IOException, InterruptedException {
        for (int from = 0; from < events; from += BODY) {
            unsent.add(from + " " + Math.min(events, from + BODY));
        }
        Process process = KilledProcess.start(data, environment);
        try (BufferedReader from = process.inputReader(StandardCharsets.UTF_8);
                PrintWriter to = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true)) {
            assertEquals(KilledProcess.READY, from.readLine());
            for (int turn = 0; !unsent.isEmpty(); turn++) {
                int well = 1 + random.nextInt(12);
                send(well, from, to);
                disk.fail(turn);
                boolean failed = send(2, from, to);
                disk.heal();
                if (failed) {
                    to.println(KilledProcess.AGAIN);
                    assertEquals(KilledProcess.READY, from.readLine(), "turn " + turn);
                    troubles++;
                }
            }
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    /** @return whether something was refused */
    private boolean send(int times, BufferedReader from, PrintWriter to) throws IOException {
        boolean failed = false;
        for (int i = 0; i < times; i++) {
            List<String> together = new ArrayList<>();
            while (!unsent.isEmpty() && together.size() < AT_ONCE) {
                together.add(unsent.remove());
            }
            together.forEach(to::println);
            List<String> refused = new ArrayList<>();
            for (int answer = 0; answer < together.size(); answer++) {
                String[] said = from.readLine().split(" ", 2);
                assertTrue(together.contains(said[1]), said[1]);
                if (!said[0].equals("done")) {
                    refused.add(said[1]);
                }
            }
            // in the order in which they were: it is the order of arrival that counts
            together.reversed().stream().filter(refused::contains).forEach(unsent::addFirst);
            failed |= !refused.isEmpty();
        }
        return failed;
    }

    private Path mounted(String options) throws IOException, InterruptedException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Assumptions.assumeTrue(
                runs("mount", "-t", "tmpfs", "-o", options, "tripline-test", disk.toString()),
                "a disk can only be mounted here by root");
        return disk;
    }

    /** Until no byte is free. */
    private static void fill(Path filler) throws IOException {
        byte[] zeros = new byte[4096];
        try (var out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(zeros);
            }
        } catch (IOException full) {
            // as it should be
        }
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
