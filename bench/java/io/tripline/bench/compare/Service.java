package io.tripline.bench.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A program that listens. What it prints is looked through for the numbers of requests. */
final class Service implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(10);

    private final Contestant contestant;
    private final Log log;
    private final int port;
    private final Process process;
    private volatile @Nullable IntConsumer seen;

    /** Returns when it is ready. */
    Service(Contestant contestant, Log log, Path rules, Map<String, String> environment, Path errors) {
        this.contestant = contestant;
        this.log = log;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        } catch (IOException e) {
            throw new Failure("there is no free port: " + e.getMessage(), e);
        }
        try {
            Files.createDirectories(errors.toAbsolutePath().getParent());
            ProcessBuilder builder =
                    new ProcessBuilder(contestant.serve(log, rules, port)).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            process = builder.start();
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new Failure(contestant.name() + " cannot be started: " + e.getMessage(), e);
        }
        Thread.ofPlatform().daemon().name("output of " + contestant.name()).start(this::read);
        long until = System.nanoTime() + LONGEST_START.toNanos();
        while (!Wire.isReady(port, contestant.readyAt())) {
            if (!process.isAlive() || System.nanoTime() > until) {
                close();
                throw new Failure(contestant.name() + " is not ready, see " + errors);
            }
            sleep(100);
        }
    }

    /** @param seen told of the number of each request whose alert comes out, on the reader's thread */
    void onAlert(IntConsumer seen) {
        this.seen = seen;
    }

    Wire connect() throws IOException {
        return new Wire(port, contestant.eventsAt(log));
    }

    Duration cpu() {
        return Fed.cpu(process);
    }

    long resident() {
        return Fed.resident(process);
    }

    private void read() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8), 1 << 16)) {
            String line;
            while ((line = output.readLine()) != null) {
                int number = Bodies.number(line);
                IntConsumer told = seen;
                if (number >= 0 && told != null) {
                    told.accept(number);
                }
            }
        } catch (IOException ended) {
            // with the program
        }
    }

    static void sleep(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw new Failure("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }
}
