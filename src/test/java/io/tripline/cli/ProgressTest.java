package io.tripline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();

    private Progress progress(boolean person) {
        PrintStream out = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(false, person, false, false, () -> 80);
        Console console = new Console(
                InputStream.nullInputStream(),
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal,
                Path.of(""));
        return new Progress(console, "rule files loaded", nanos::get);
    }

    private void advance(Progress progress, int count, double seconds) {
        for (int i = 0; i < count; i++) {
            nanos.addAndGet((long) (seconds * 1e9 / count));
            progress.advance();
        }
    }

    @Test
    void whatIsSoonDoneIsNotToldOf() {
        // When
        try (Progress progress = progress(false)) {
            advance(progress, 100, 4);
        }
        // Then
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aLogGetsALineEveryFewSeconds() {
        // When
        try (Progress progress = progress(false)) {
            advance(progress, 1200, 12);
        }
        // Then
        assertEquals("500 rule files loaded …\n1000 rule files loaded …\n", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aPersonSeesOneLineThatGoesInTheEnd() {
        // When
        try (Progress progress = progress(true)) {
            advance(progress, 100, 0.5);
        }
        // Then
        assertEquals(
                "\r\u001b[K40 rule files loaded\r\u001b[K80 rule files loaded\r\u001b[K",
                err.toString(StandardCharsets.UTF_8));
    }
}
