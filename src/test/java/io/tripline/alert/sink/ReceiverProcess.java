package io.tripline.alert.sink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real receiver, as a process on a port of this machine. */
final class ReceiverProcess implements AutoCloseable {

    private final Process process;

    private ReceiverProcess(Process process) {
        this.process = process;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /** Returns when it listens. @param log gets what it says */
    static ReceiverProcess start(List<String> command, int port, Path log) throws IOException, InterruptedException {
        ReceiverProcess started = new ReceiverProcess(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try (Socket probe = new Socket("127.0.0.1", port)) {
                return started;
            } catch (IOException notYet) {
                if (!started.process.isAlive() || System.nanoTime() > end) {
                    started.close();
                    throw new IOException(command.getFirst() + " does not start: " + Files.readString(log), notYet);
                }
                started.process.waitFor(50, TimeUnit.MILLISECONDS);
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
