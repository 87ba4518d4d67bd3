package io.tripline.store;

import io.tripline.config.PostgresAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.postgresql.Driver;

/** A server with a cluster of its own on a free port of this machine, as the user postgres where this one may do all. */
public final class PostgresServer implements AutoCloseable {

    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

    /** Why a test is skipped. */
    public static final String MISSING = "no PostgreSQL is installed (Debian: apt-get install postgresql)";

    private static final int MOST_TRIES = 20;

    private static final String USER = "tripline";

    private final Path programs;
    private final Path folder;
    private final int port;
    private boolean isRunning;

    private PostgresServer(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    public static boolean isInstalled() {
        return programs() != null;
    }

    private static Path programs() {
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder())
                    .orElse(null);
        } catch (IOException none) {
            return null;
        }
    }

    public static PostgresServer start() throws IOException, InterruptedException {
        Path programs = programs();
        Path folder =
                Path.of(run("mktemp", "-d", "/tmp/tripline-postgres-XXXXXX").strip());
        Path passwords = Files.writeString(Files.createTempFile("tripline", "pw"), "secret-of-the-test");
        run("chown", owner(), passwords.toString());
        run(
                programs.resolve("initdb").toString(),
                "-D",
                folder.resolve("data").toString(),
                "-U",
                USER,
                "--auth=scram-sha-256",
                "--pwfile=" + passwords,
                "--encoding=UTF8",
                "--no-instructions");
        Files.delete(passwords);
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        PostgresServer server = new PostgresServer(programs, folder, port);
        server.startAgain();
        return server;
    }

    /** Does nothing where it runs. */
    public void startAgain() throws IOException, InterruptedException {
        // processes of one that was stopped at once may still be going
        for (int tries = 1; !isRunning; tries++) {
            try {
                control(
                        "start",
                        "-w",
                        "-l",
                        folder.resolve("log").toString(),
                        "-o",
                        "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + folder
                                + " -c synchronous_commit=off");
                isRunning = true;
            } catch (UncheckedIOException failed) {
                if (tries == MOST_TRIES) {
                    throw failed;
                }
                TimeUnit.MILLISECONDS.sleep(500);
            }
        }
    }

    /** As if its machine were gone. */
    public void stop() throws IOException, InterruptedException {
        isRunning = false;
        control("stop", "-m", "immediate");
    }

    private void control(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                programs.resolve("pg_ctl").toString(),
                "-D",
                folder.resolve("data").toString()));
        command.addAll(List.of(arguments));
        run(command.toArray(String[]::new));
    }

    public PostgresAddress schema(String name) {
        return new PostgresAddress(url(), USER, "secret-of-the-test", name);
    }

    Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("password", "secret-of-the-test");
        return new Driver().connect(url(), properties);
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (isRunning) {
            stop();
        }
        run("rm", "-r", folder.toString());
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static String owner() {
        return isRoot() ? "postgres" : System.getProperty("user.name");
    }

    /** The server refuses to be run by root. */
    private static String run(String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        if (isRoot() && !command[0].equals("chown")) {
            all.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        all.addAll(List.of(command));
        // to a file: the server inherits the output, and would hold a pipe open
        Path output = Files.createTempFile("tripline", "out");
        try {
            Process process = new ProcessBuilder(all)
                    .directory(Path.of("/tmp").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            int status = process.waitFor();
            String said = Files.readString(output, StandardCharsets.UTF_8);
            if (status != 0) {
                throw new UncheckedIOException(new IOException(all + ": " + said));
            }
            return said;
        } finally {
            Files.delete(output);
        }
    }
}
