package io.tripline.bench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A running program that is fed through its input. Its matches are counted as they come. One thread. */
final class Fed implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** More than a pipe and the buffers behind it hold: when this is written, the program reads, and so has its rules. */
    private static final byte[] PRIMER = "\n".repeat(512 * 1024).getBytes(StandardCharsets.US_ASCII);

    private final Contestant contestant;
    private final Path errors;
    private final Process process;
    private final OutputStream input;
    private final Thread reader;
    private final Map<String, Long> matches = new TreeMap<>();
    private final Consumer<JsonNode> lines;

    /**
     * @param errors file for what it says beside its output
     * @param lines told of each line, on a thread of its own
     */
    Fed(
            Contestant contestant,
            List<String> command,
            Map<String, String> environment,
            Path errors,
            Consumer<JsonNode> lines) {
        this.contestant = contestant;
        this.errors = errors;
        this.lines = lines;
        try {
            Files.createDirectories(errors.toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new Failure(command + " cannot be started: " + e.getMessage(), e);
        }
        input = process.getOutputStream();
        reader = Thread.ofPlatform().name("output of " + contestant.name()).start(this::read);
    }

    private void read() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8), 1 << 16)) {
            String line;
            while ((line = output.readLine()) != null) {
                if (line.startsWith("{")) {
                    JsonNode read = MAPPER.readTree(line);
                    matches.merge(contestant.rule(read), 1L, Long::sum);
                    lines.accept(read);
                }
            }
        } catch (IOException e) {
            throw new Failure("the output of " + contestant.name() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Returns when its rules are loaded. */
    void prime() {
        feed(PRIMER);
    }

    /** Returns when it has taken all but what pipes and buffers hold. */
    void feed(byte[] events) {
        try {
            input.write(events);
            input.flush();
        } catch (IOException e) {
            throw new Failure(contestant.name() + " has ended, see " + errors, e);
        }
    }

    /** User and system time so far, of all threads, as exact as the machine counts (10 ms on Linux). */
    Duration cpu() {
        return cpu(process);
    }

    static Duration cpu(Process process) {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new Failure("this machine does not tell the CPU time of processes"));
    }

    /** MB in memory now. */
    long resident() {
        return resident(process);
    }

    static long resident(Process process) {
        try {
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", String.valueOf(process.pid())).start();
            String kibi = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return kibi.isEmpty() ? 0 : Long.parseLong(kibi) / 1024;
        } catch (IOException e) {
            throw new Failure("ps cannot be run: " + e.getMessage(), e);
        }
    }

    /** Ends the input, and waits until all is read. Number of matches by rule. */
    Map<String, Long> end() {
        try {
            input.close();
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                throw new Failure(contestant.name() + " does not end");
            }
            reader.join();
            return matches;
        } catch (IOException e) {
            throw new Failure(contestant.name() + " has ended, see " + errors, e);
        } catch (InterruptedException e) {
            throw new Failure("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
